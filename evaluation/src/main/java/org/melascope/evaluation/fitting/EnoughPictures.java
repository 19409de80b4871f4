package org.melascope.evaluation.fitting;

import java.util.List;
import java.util.Optional;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.image.ImageReader;
import org.melascope.image.UnreadableImageException;

/**
 * The pictures that a fitting cannot do without: a malignant and a benign one for validation, and
 * two of one of these classes for training. Only as many are read as it takes to find them.
 */
final class EnoughPictures {
  private static final int FEW = 30;

  private final ImageReader reader = new ImageReader();
  private final DataSet data;

  EnoughPictures(DataSet data) {
    this.data = data;
  }

  /**
   * Looks for the pictures.
   *
   * @throws IllegalArgumentException if they are not there; says which, and what to do
   */
  void require() {
    List<LabelledPicture> validation = labelled(Split.VALIDATION);
    if (validation.isEmpty()) {
      throw missing(
          "there is no labelled validation picture to calibrate the network on",
          "put labelled pictures into the split validation");
    }
    if (!hold(validation, true, 1)) {
      throw missing(
          "no validation picture that can be read is known to be malignant, so that no threshold can be chosen",
          "put pictures labelled mel, bcc, akiec or malignant into the split validation");
    }
    if (!hold(validation, false, 1)) {
      throw missing(
          "no validation picture that can be read is known to be benign, so that the specificity of no threshold is known",
          "put pictures labelled nv, bkl, df, vasc or benign into the split validation");
    }
    List<LabelledPicture> training = labelled(Split.TRAIN);
    if (!hold(training, true, 2) && !hold(training, false, 2)) {
      throw missing(
          "there are not two training pictures that can be read and are known to be malignant, nor two known to be benign, so that what is usual is not known",
          "put such pictures into the split train");
    }
  }

  /**
   * What to know of validation pictures so few that what is set on them is hardly more than luck.
   */
  Optional<String> tooFew() {
    List<LabelledPicture> validation = labelled(Split.VALIDATION);
    long malignant = validation.stream().filter(picture -> is(picture, true)).count();
    long benign = validation.stream().filter(picture -> is(picture, false)).count();
    return malignant >= FEW && benign >= FEW
        ? Optional.empty()
        : Optional.of(
            "of the validation pictures only %d are known to be malignant and %d benign: probabilities and thresholds that are set on fewer than %d of either are rough, and may be far off"
                .formatted(malignant, benign, FEW));
  }

  private List<LabelledPicture> labelled(Split split) {
    return data.withSplit(split).pictures().stream()
        .filter(picture -> picture.label().isPresent())
        .toList();
  }

  private boolean hold(List<LabelledPicture> pictures, boolean malignant, int number) {
    return pictures.stream()
            .filter(picture -> is(picture, malignant))
            .filter(this::canBeRead)
            .limit(number)
            .count()
        == number;
  }

  private static boolean is(LabelledPicture picture, boolean malignant) {
    return picture.label().flatMap(label -> label.malignant()).equals(Optional.of(malignant));
  }

  private boolean canBeRead(LabelledPicture picture) {
    try {
      reader.read(picture.file());
      return true;
    } catch (UnreadableImageException e) {
      return false;
    }
  }

  private IllegalArgumentException missing(String what, String remedy) {
    return new IllegalArgumentException(
        "%s: %s; %s".formatted(data.provenance().description(), what, remedy));
  }
}
