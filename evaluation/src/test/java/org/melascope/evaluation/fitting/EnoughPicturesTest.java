package org.melascope.evaluation.fitting;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Provenance;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.LabelSet;

class EnoughPicturesTest {
  private static final String MALIGNANT = "malignant";
  private static final String BENIGN = "benign";

  /** It may be a melanoma or not, and be malignant or not. */
  private static final String ANYTHING = "mel|nv";

  private static final String UNLABELLED = "";

  @TempDir private Path folder;
  private Path good = Path.of("");
  private Path broken = Path.of("");

  @BeforeEach
  void draw() throws IOException {
    good = folder.resolve("good.png");
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", good.toFile());
    broken = Files.writeString(folder.resolve("broken.png"), "no picture");
  }

  @Test
  void oneOfEachClassForValidationAndTwoOfOneForTrainingAreEnough() {
    List<LabelledPicture> pictures = pictures(Split.VALIDATION, MALIGNANT, BENIGN);
    pictures.addAll(pictures(Split.TRAIN, BENIGN, BENIGN));
    assertThatCode(() -> require(pictures)).doesNotThrowAnyException();
  }

  @Test
  void saysThatNoValidationPictureHasALabel() {
    List<LabelledPicture> pictures = pictures(Split.VALIDATION, UNLABELLED);
    pictures.addAll(pictures(Split.TRAIN, MALIGNANT, BENIGN, BENIGN));
    pictures.addAll(pictures(Split.TEST, MALIGNANT, BENIGN));
    assertRefused(pictures)
        .withMessageContaining("manifest few.csv: there is no labelled validation picture")
        .withMessageContaining("put labelled pictures into the split validation");
  }

  @Test
  void saysThatNoValidationPictureIsMalignant() {
    List<LabelledPicture> pictures = pictures(Split.VALIDATION, BENIGN, ANYTHING);
    pictures.addAll(pictures(Split.TRAIN, MALIGNANT, MALIGNANT, BENIGN, BENIGN));
    assertRefused(pictures)
        .withMessageContaining("no validation picture that can be read is known to be malignant")
        .withMessageContaining("labelled mel, bcc, akiec or malignant into the split validation");
  }

  @Test
  void saysThatNoValidationPictureIsBenign() {
    List<LabelledPicture> pictures = pictures(Split.VALIDATION, MALIGNANT, ANYTHING);
    pictures.addAll(pictures(Split.TRAIN, MALIGNANT, MALIGNANT, BENIGN, BENIGN));
    assertRefused(pictures)
        .withMessageContaining("no validation picture that can be read is known to be benign")
        .withMessageContaining("labelled nv, bkl, df, vasc or benign into the split validation");
  }

  @Test
  void saysThatTooFewTrainingPicturesAreOfAKnownClass() {
    List<LabelledPicture> pictures = pictures(Split.VALIDATION, MALIGNANT, BENIGN);
    pictures.addAll(pictures(Split.TRAIN, MALIGNANT, BENIGN, ANYTHING, ANYTHING, UNLABELLED));
    assertRefused(pictures)
        .withMessageContaining("there are not two training pictures")
        .withMessageContaining("put such pictures into the split train");
  }

  @Test
  void countsNoPictureThatCannotBeRead() {
    List<LabelledPicture> pictures = pictures(Split.VALIDATION, BENIGN);
    pictures.add(picture(Split.VALIDATION, MALIGNANT, 9, broken));
    pictures.addAll(pictures(Split.TRAIN, BENIGN, BENIGN));
    assertRefused(pictures).withMessageContaining("known to be malignant");
    pictures.add(picture(Split.VALIDATION, MALIGNANT, 10, good));
    assertThatCode(() -> require(pictures)).doesNotThrowAnyException();
  }

  private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(
      List<LabelledPicture> pictures) {
    return assertThatIllegalArgumentException().isThrownBy(() -> require(pictures));
  }

  private static void require(List<LabelledPicture> pictures) {
    new EnoughPictures(
            new DataSet("few", new Provenance("manifest few.csv", "0".repeat(64)), pictures))
        .require();
  }

  private List<LabelledPicture> pictures(Split split, String... labels) {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (String label : labels) {
      pictures.add(picture(split, label, pictures.size(), good));
    }
    return pictures;
  }

  private static LabelledPicture picture(Split split, String label, int number, Path file) {
    return new LabelledPicture(
        split.word() + number + ".png",
        file,
        "few",
        split,
        Optional.empty(),
        label.isEmpty() ? Optional.empty() : Optional.of(LabelSet.parse(label)),
        Map.of());
  }
}
