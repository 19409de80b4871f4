package org.melascope.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.InvalidDataSetException;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.LabelSet;

class SyntheticDataSetTest {
  @TempDir Path folder;

  @Test
  void writesTheKaggleLayoutThatADataSetIsOpenedFrom() throws IOException {
    Set<Integer> progress = ConcurrentHashMap.newKeySet();
    new SyntheticDataSet(21, 7, 48, 36, 0.2, 0.3).write(folder, progress::add);
    DataSet data = DataSet.open(folder);

    // 11 benign and 10 malignant, of each 30 % rounded for testing; validation is drawn on opening.
    assertThat(count(data, Split.TEST, LabelSet.BENIGN)).isEqualTo(3);
    assertThat(count(data, Split.TEST, LabelSet.MALIGNANT)).isEqualTo(3);
    assertThat(count(data, Split.TRAIN, LabelSet.BENIGN)).isEqualTo(7);
    assertThat(count(data, Split.TRAIN, LabelSet.MALIGNANT)).isEqualTo(6);
    assertThat(count(data, Split.VALIDATION, LabelSet.BENIGN)).isEqualTo(1);
    assertThat(count(data, Split.VALIDATION, LabelSet.MALIGNANT)).isEqualTo(1);
    assertThat(progress).hasSize(21).contains(1, 21);
    assertThat(Files.readString(folder.resolve("README.txt"))).contains("seed 7");
    for (LabelledPicture picture : data.pictures()) {
      assertThat(ImageIO.read(picture.file().toFile()).getWidth()).isEqualTo(48);
    }
  }

  @Test
  void namesFilesWithTheDigitsOfEverybody() throws IOException {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    try {
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
      new SyntheticDataSet(8, 7, 48, 36, 0.2, 0.5).write(folder, drawn -> {});
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
    assertThat(DataSet.open(folder).pictures())
        .extracting(LabelledPicture::name)
        .allMatch(name -> name.matches(".*/synthetic-00000[0-7]\\.jpg"));
  }

  @Test
  void drawsTheSamePicturesAgainAndOthersWithAnotherSeed() {
    SyntheticDataSet data = new SyntheticDataSet(8, 7);

    assertThat(data.lesion(5)).isEqualTo(new SyntheticDataSet(8, 7).lesion(5));
    assertThat(data.lesion(5)).isNotEqualTo(data.lesion(3));
    assertThat(data.lesion(5)).isNotEqualTo(new SyntheticDataSet(8, 8).lesion(5));
  }

  @Test
  void withoutOverlapEveryMalignantOneIsMoreAsymmetricThanEveryBenignOne() {
    SyntheticDataSet data = new SyntheticDataSet(400, 1, 48, 36, 0, 0.2);

    // Benign: up to 0.35 + 0.12. Malignant: from 0.65 - 0.12.
    assertThat(asymmetries(data, 0).max().orElseThrow()).isLessThan(0.47);
    assertThat(asymmetries(data, 1).min().orElseThrow()).isGreaterThan(0.53);
  }

  @Test
  void withFullOverlapTheClassesDoNotDiffer() {
    SyntheticDataSet data = new SyntheticDataSet(4000, 1, 48, 36, 1, 0.2);
    double benign = asymmetries(data, 0).average().orElseThrow();
    double malignant = asymmetries(data, 1).average().orElseThrow();

    // The difference of two means of 2,000 uniform values has a standard deviation of 0.009.
    assertThat(Math.abs(benign - malignant)).isLessThan(0.04);
  }

  @Test
  void whatIsAroundTheLesionDoesNotTellTheClass() {
    SyntheticDataSet data = new SyntheticDataSet(4000, 1, 48, 36, 0, 0.2);
    double[] hairs = new double[2];
    double[] rulers = new double[2];
    for (int i = 0; i < data.count(); i++) {
      LesionScene scene = data.lesion(i).scene();
      hairs[i % 2] += scene.hairs() / 2000.0;
      rulers[i % 2] += scene.ruler() ? 1 / 2000.0 : 0;
    }

    // Standard deviations of the differences: 0.15 hairs, 0.011 of the rulers' share.
    assertThat(Math.abs(hairs[0] - hairs[1])).isLessThan(0.6);
    assertThat(Math.abs(rulers[0] - rulers[1])).isLessThan(0.045);
  }

  @Test
  void doesNotMixWithWhatIsThere() throws IOException {
    Files.createFile(folder.resolve("other.jpg"));

    assertThatThrownBy(() -> new SyntheticDataSet(8, 1).write(folder, count -> {}))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("is not empty");
    assertThat(folder.resolve("README.txt")).doesNotExist();
  }

  @Test
  void refusesParametersOutsideTheirRange() {
    assertThatThrownBy(() -> new SyntheticDataSet(7, 1)).hasMessageContaining("count");
    assertThatThrownBy(() -> new SyntheticDataSet(8, 1, 48, 36, 1.5, 0.2))
        .hasMessageContaining("overlap");
    assertThatThrownBy(() -> new SyntheticDataSet(8, 1, 48, 36, 0, 1))
        .hasMessageContaining("test share");
  }

  private static DoubleStream asymmetries(SyntheticDataSet data, int remainder) {
    return IntStream.range(0, data.count())
        .filter(i -> i % 2 == remainder)
        .mapToDouble(i -> data.lesion(i).outline().asymmetry());
  }

  private static long count(DataSet data, Split split, LabelSet label) {
    return data.withSplit(split).pictures().stream()
        .filter(picture -> picture.label().orElseThrow().equals(label))
        .count();
  }
}
