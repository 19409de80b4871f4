package org.melascope.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.melascope.dataset.LabelledPicture;
import org.melascope.diagnosis.LabelSet;
import org.melascope.image.ImageReader;
import org.melascope.image.Preprocessing;
import org.melascope.image.UnreadableImageException;

/**
 * What a network says of labelled pictures, beside what they are.
 *
 * @param outputs one row per picture: logits or an embedding
 * @param labels of the same pictures
 */
record LabelledOutputs(List<float[]> outputs, List<LabelSet> labels) {
  private static final int AT_ONCE = 16;

  /**
   * Runs a network over pictures; those without a label are left out, those that cannot be read
   * too, with a warning.
   *
   * @param warned names of files that were warned of before, to which others are added
   * @param preprocessing after which a picture is small: never more than one is in memory as it is
   * @param network from some pictures, prepared, to a row for each
   */
  static LabelledOutputs of(
      String phase,
      List<LabelledPicture> pictures,
      Preprocessing preprocessing,
      Function<List<float[]>, float[][]> network,
      Set<String> warned,
      TrainingProgress progress) {
    ImageReader reader = new ImageReader();
    List<float[]> outputs = new ArrayList<>();
    List<LabelSet> labels = new ArrayList<>();
    progress.begin(phase, pictures.size());
    for (int first = 0; first < pictures.size(); first += AT_ONCE) {
      List<float[]> images = new ArrayList<>();
      for (LabelledPicture picture :
          pictures.subList(first, Math.min(pictures.size(), first + AT_ONCE))) {
        if (picture.label().isEmpty()) {
          continue;
        }
        try {
          images.add(preprocessing.apply(reader.read(picture.file())));
          labels.add(picture.label().get());
        } catch (UnreadableImageException e) {
          if (warned.add(picture.name())) {
            progress.warn(String.valueOf(e.getMessage()));
          }
        }
      }
      if (!images.isEmpty()) {
        outputs.addAll(List.of(network.apply(images)));
      }
      progress.advance(Math.min(AT_ONCE, pictures.size() - first), Double.NaN);
    }
    return new LabelledOutputs(outputs, labels);
  }
}
