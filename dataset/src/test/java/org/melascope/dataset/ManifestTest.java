package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

class ManifestTest {
  @TempDir Path folder;

  @Test
  void readsEveryColumnByItsName() throws IOException {
    pictures("a.jpg", "deep/b.jpg");
    DataSet data =
        open(
            """
            lesion_id,Image,diagnosis,split,source,age,site
            L1,a.jpg,mel,train,clinic,45,"back, upper"
            ,deep/b.jpg,,VAL,,,
            """);

    assertThat(data.pictures())
        .containsExactly(
            new LabelledPicture(
                "a.jpg",
                folder.resolve("a.jpg"),
                "clinic",
                Split.TRAIN,
                Optional.of("L1"),
                Optional.of(LabelSet.of(Diagnosis.MEL)),
                Map.of("age", "45", "site", "back, upper")),
            new LabelledPicture(
                "deep/b.jpg",
                folder.resolve("deep/b.jpg"),
                "pictures",
                Split.VALIDATION,
                Optional.empty(),
                Optional.empty(),
                Map.of()));
    assertThat(data.name()).isEqualTo("pictures");
    assertThat(data.sources()).containsExactly("clinic", "pictures");
  }

  @ParameterizedTest
  @CsvSource({
    "label,mel",
    "label,nv|bkl",
    "label,benign",
    "diagnosis,not-mel",
    "diagnosis,Malignant"
  })
  void readsTheLabelFromEitherColumn(String column, String word) throws IOException {
    pictures("a.jpg");
    DataSet data = open("image," + column + ",split\na.jpg," + word + ",test\n");

    assertThat(data.pictures().get(0).label()).contains(LabelSet.parse(word));
  }

  @Test
  void keepsWhatSubgroupsAreMadeOfInLowerCase() throws IOException {
    pictures("a.jpg");
    LabelledPicture picture =
        open("Image,Label,Split,Age,Confirmed_By,Lens\na.jpg,benign,test,45,excision,macro\n")
            .pictures()
            .get(0);

    assertThat(picture.attributes())
        .containsOnly(
            Map.entry("age", "45"),
            Map.entry("confirmed_by", "excision"),
            Map.entry("Lens", "macro"));
  }

  @Test
  void prefersLabelAndKeepsDiagnosisAsAnAttribute() throws IOException {
    pictures("a.jpg");
    LabelledPicture picture =
        open("image,label,diagnosis,split\na.jpg,benign,Spitz naevus,test\n").pictures().get(0);

    assertThat(picture.label()).contains(LabelSet.BENIGN);
    assertThat(picture.attributes()).containsExactly(Map.entry("diagnosis", "Spitz naevus"));
  }

  @Test
  void passesOverAByteOrderMarkAndEmptyLines() throws IOException {
    pictures("a.jpg");

    assertThat(open("\uFEFFimage,label,split\r\n\r\na.jpg,mel,test\r\n\r\n").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          image,split#a.jpg,test;                                 line 1;         label (or diagnosis)
          label,split#mel,test;                                   line 1;         columns image
          image,label,split#a.jpg,mel,train#b.jpg,melanom,train;  line 3, column label; 'melanom' is no diagnosis: use mel, nv
          image,label,split#a.jpg,mel,training;                   line 2, column split; 'training' is no split: use train, validation
          image,label,split#a.jpg,mel,;                           line 2, column split; '' is no split
          image,label,split#a.jpg,mel,test##./a.jpg,mel,test;     line 4, column image; './a.jpg' is already in line 2
          image,label,split#c.jpg,mel,test;                       line 2, column image; there is no file 'c.jpg'
          image,label,split#/a.jpg,mel,test;                      line 2, column image; must be relative
          image,label,split#,mel,test;                            line 2, column image; is empty
          image,label,split#a.jpg,mel;                            line 2;         2 values for 3 columns
          image,label,label#a.jpg,mel,mel;                        line 1;         label
          image,label,split;                                      pictures.csv;   lists no pictures
          image,label,Lesion-ID#a.jpg,mel,L1;                     line 1;         'Lesion-ID' is meant to be lesion_id
          image,label,patientid#a.jpg,mel,P1;                     line 1;         'patientid' is meant to be patient_id
          """)
  void saysWhereAndWhatIsWrong(String content, String place, String problem) throws IOException {
    pictures("a.jpg", "b.jpg");

    assertThatThrownBy(() -> open(content.replace('#', '\n')))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("pictures.csv")
        .hasMessageContaining(place)
        .hasMessageContaining(problem);
  }

  @Test
  void countsLinesAcrossQuotedLineBreaks() throws IOException {
    pictures("a.jpg", "b.jpg");

    assertThatThrownBy(
            () -> open("image,label,note\na.jpg,mel,\"one\ntwo\"\nb.jpg,what,\"three\nfour\""))
        .hasMessageContaining("line 4, column label");
  }

  @Test
  void refusesALesionInTwoSplits() throws IOException {
    pictures("a.jpg", "b.jpg");

    assertThatThrownBy(
            () -> open("image,label,split,lesion_id\na.jpg,mel,train,L7\nb.jpg,mel,test,L7\n"))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContainingAll("pictures.csv", "lesion 'L7'", "train (a.jpg)", "test (b.jpg)");
  }

  @Test
  void allowsAnUnusedPictureOfALesionAndDoesNotNeedItsFile() throws IOException {
    pictures("a.jpg");
    DataSet data = open("image,label,split,lesion_id\na.jpg,mel,test,L7\ngone.jpg,mel,unused,L7\n");

    assertThat(data.withSplit(Split.UNUSED).size()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("x.csv"), new byte[] {(byte) 0xff, (byte) 0xd8, 0});

    assertThatThrownBy(() -> DataSet.open(file))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContainingAll("x.csv", "UTF-8");
  }

  @Test
  void refusesAnUnclosedQuote() throws IOException {
    pictures("a.jpg");

    assertThatThrownBy(() -> open("image,label\na.jpg,\"mel\n"))
        .isInstanceOf(InvalidDataSetException.class)
        .hasMessageContaining("pictures.csv is no CSV file");
  }

  @Test
  void provenanceNamesTheManifestByItsHashAndWithoutItsPath() throws IOException {
    pictures("a.jpg");
    Provenance provenance = open("image,label,split\na.jpg,mel,test\n").provenance();

    // printf 'image,label,split\na.jpg,mel,test\n' | sha256sum
    assertThat(provenance.sha256())
        .isEqualTo("60cef72dc3df7249575d52640b765a23d6f00341740cf31c4a2da52b92a8f1d2");
    assertThat(provenance.description())
        .isEqualTo("manifest " + folder.getFileName() + "/pictures.csv");
  }

  @Test
  void readsTheSharedManifestRowByRow() throws IOException {
    Path manifest = Path.of("../../shared/data/manifest.csv");
    assumeThat(manifest).as("labelled pictures beside the repository").exists();

    Map<String, Integer> expected = new TreeMap<>();
    // No cell of this file is quoted, so splitting at commas reads it another way.
    for (String line : Files.readAllLines(manifest).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      expected.merge(cells[2] + " " + cells[3] + " " + cells[5], 1, Integer::sum);
    }
    DataSet data = DataSet.open(manifest);
    Map<String, Integer> counts = new TreeMap<>();
    for (LabelledPicture picture : data.pictures()) {
      String label = picture.label().map(ManifestTest::word).orElse("");
      counts.merge(picture.source() + " " + picture.split().word() + " " + label, 1, Integer::sum);
    }

    assertThat(counts).isEqualTo(expected);
    assertThat(data.withSource("ham10000").withSplit(Split.TEST).size()).isEqualTo(1513);
    assertThat(data.provenance().description()).isEqualTo("manifest data/manifest.csv");
  }

  private static String word(LabelSet label) {
    if (label.equals(LabelSet.BENIGN)) {
      return "benign";
    }
    return label.equals(LabelSet.NOT_MELANOMA) ? "not-mel" : label.toString();
  }

  private DataSet open(String content) throws IOException {
    return DataSet.open(Files.writeString(folder.resolve("pictures.csv"), content));
  }

  private void pictures(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }
}
