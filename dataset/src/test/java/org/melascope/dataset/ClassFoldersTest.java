package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.melascope.diagnosis.LabelSet;

class ClassFoldersTest {
  @TempDir Path folder;

  @Test
  void readsTheKaggleLayoutInAnyLetterCase() throws IOException {
    write(
        "train/Benign/a.jpg",
        "train/MALIGNANT/b.JPG",
        "Valid/benign/c.png",
        "test/benign/deep/er/d.jpeg",
        "test/malignant/e.tiff");
    DataSet data = DataSet.open(folder);

    assertThat(data.pictures())
        .extracting(p -> p.name() + " " + p.split().word() + " " + p.label().orElseThrow())
        .containsExactly(
            "Valid/benign/c.png validation nv|bkl|df|vasc",
            "test/benign/deep/er/d.jpeg test nv|bkl|df|vasc",
            "test/malignant/e.tiff test mel|bcc|akiec",
            "train/Benign/a.jpg train nv|bkl|df|vasc",
            "train/MALIGNANT/b.JPG train mel|bcc|akiec");
    assertThat(data.pictures()).allSatisfy(p -> assertThat(p.file()).isRegularFile());
    assertThat(data.sources()).containsExactly(folder.getFileName().toString());
  }

  @Test
  void passesOverOtherAndHiddenFiles() throws IOException {
    write(
        "test/benign/a.jpg",
        "test/benign/._a.jpg",
        "test/benign/.cache/b.jpg",
        "test/benign/Thumbs.db",
        "test/benign/jpg",
        "test/readme.txt",
        "__MACOSX/test/benign/a.jpg",
        ".git/x.jpg",
        "LICENSE");

    assertThat(DataSet.open(folder).pictures())
        .extracting(LabelledPicture::name)
        .containsExactly("test/benign/a.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "benign, benign",
    "malignant, malignant",
    "not-mel, not-mel",
    "MEL, mel",
    "melanoma, mel",
    "Melanocytic_Naevus, nv",
    "nevus, nv",
    "basal cell carcinoma, bcc",
    "Actinic keratosis, akiec",
    "benign-keratosis, bkl",
    "dermatofibroma, df",
    "vascular lesion, vasc"
  })
  void knowsAClassByCodeOrName(String name, String label) throws IOException {
    write("test/" + name + "/a.jpg");

    assertThat(DataSet.open(folder).pictures().get(0).label()).contains(LabelSet.parse(label));
  }

  @Test
  void drawsTestAndValidationFromFlatClassFolders() throws IOException {
    for (int i = 0; i < 100; i++) {
      write("benign/" + i + ".jpg", "melanoma/" + i + ".jpg");
    }
    DataSet data = DataSet.open(folder);

    // 15 of 100 of each class, then 12 % of the 85 left: 10.2.
    assertThat(data.withSplit(Split.TEST).size()).isEqualTo(30);
    assertThat(data.withSplit(Split.VALIDATION).size()).isEqualTo(20);
    assertThat(data.withSplit(Split.TRAIN).size()).isEqualTo(150);
    assertThat(data.provenance().description()).contains("test", "validation", "with seed 1");
  }

  @Test
  void drawsOnlyValidationWhereThereAreSplitFolders() throws IOException {
    for (int i = 0; i < 25; i++) {
      write("train/benign/" + i + ".jpg", "train/malignant/" + i + ".jpg");
    }
    write("test/benign/x.jpg");
    DataSet data = DataSet.open(folder);

    assertThat(data.withSplit(Split.TEST).pictures())
        .extracting(LabelledPicture::name)
        .containsExactly("test/benign/x.jpg");
    assertThat(data.withSplit(Split.VALIDATION).size()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "train/bening/a.jpg, bening is no class: use benign",
    "train/benign/a.jpg extra/benign/b.jpg, extra is no split",
    "train/a.jpg, a.jpg lies in no class folder",
    "benign/a.jpg b.jpg, b.jpg lies in no class folder",
    "train/benign/a.txt, no pictures",
    "x.txt, no pictures"
  })
  void saysWhatIsWrongAndWhatIsAllowed(String files, String problem) throws IOException {
    write(files.split(" "));

    assertThatThrownBy(() -> DataSet.open(folder))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(problem);
  }

  @Test
  void saysThatThereIsNothing() {
    assertThatThrownBy(() -> DataSet.open(folder.resolve("missing")))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("missing: there is no such file or folder");
  }

  @Test
  void hashesTheListing() throws IOException {
    write("test/benign/a.jpg");
    Provenance before = DataSet.open(folder).provenance();
    Files.write(folder.resolve("test/benign/a.jpg"), new byte[7]);
    Provenance after = DataSet.open(folder).provenance();

    // printf 'test/benign/a.jpg\t7\n' | sha256sum
    assertThat(after.sha256())
        .isEqualTo("d0ca7a792b7abb0a8cf859b583379d65eec2ecb5fa960949d8aed1c877a3b76d")
        .isNotEqualTo(before.sha256());
    assertThat(after.description()).isEqualTo("class folders " + folder.getFileName());
  }

  @Test
  void readsTheSharedKaggleFolder() throws IOException {
    Path kaggle = Path.of("../../shared/data/kaggle-melanoma");
    assumeThat(kaggle).as("labelled pictures beside the repository").exists();
    DataSet data = DataSet.open(kaggle);

    assertThat(data.size()).isEqualTo(7702);
    assertThat(data.withSplit(Split.TEST).size()).isEqualTo(500);
    // 12 % of 4,295 benign (515.4) and of 2,907 malignant (348.8) train pictures.
    assertThat(data.withSplit(Split.VALIDATION).size()).isEqualTo(515 + 349);
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }
}
