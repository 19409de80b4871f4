package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;

class PredictionsTest {
  private static final String HEADER = "image,source,lesion_id,label,mel,nv,bcc,akiec,bkl,df,vasc";

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("some.csv"), String.join("\n", lines) + "\n");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    List<Prediction> predictions =
        List.of(
            new Prediction(
                "ham10000/a, \"b\".jpg",
                "ham10000",
                Optional.of("HAM_1"),
                Optional.of(LabelSet.of(Diagnosis.MEL)),
                DiagnosisDistribution.softmax(new float[] {1, 2, 3, .1f, .2f, .3f, .7f}, 1.37),
                Map.of("age", "45.0", "site", "lower extremity")),
            new Prediction(
                "b.jpg",
                "isic2018",
                Optional.empty(),
                Optional.of(LabelSet.NOT_MELANOMA),
                DiagnosisDistribution.softmax(new float[] {0, 30, 0, 0, 0, 0, 0}, 1),
                Map.of()),
            new Prediction(
                "c.jpg",
                "mine",
                Optional.empty(),
                Optional.empty(),
                DiagnosisDistribution.softmax(new float[7], 1),
                Map.of("sex", "female")));
    Path file = folder.resolve("predictions.csv");
    Predictions.write(predictions, file);

    assertThat(Predictions.read(file)).isEqualTo(predictions);
  }

  @Test
  void theColumnsAreFixedAndAttributesFollow() throws IOException {
    Path file = folder.resolve("predictions.csv");
    Predictions.write(
        List.of(
            new Prediction(
                "a.jpg",
                "mine",
                Optional.of("L1"),
                Optional.of(LabelSet.BENIGN),
                new DiagnosisDistribution(List.of(0.25, 0.5, 0.125, 0.0, 0.125, 0.0, 0.0)),
                Map.of("site", "back", "age", "40"))),
        file);

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "image,source,lesion_id,label,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc"
                + ",age,site",
            "a.jpg,mine,L1,nv|bkl|df|vasc,0.375,0.25,0.25,0.5,0.125,0.0,0.125,0.0,0.0,40,back");
  }

  @Test
  void anAttributeThatIsCalledLikeAColumnIsLeftOut() throws IOException {
    Path file = folder.resolve("predictions.csv");
    Predictions.write(
        List.of(
            new Prediction(
                "a.jpg",
                "mine",
                Optional.empty(),
                Optional.empty(),
                new DiagnosisDistribution(List.of(0.25, 0.75, 0., 0., 0., 0., 0.)),
                Map.of("mel", "1", "p_malignant", "0.9", "age", "40"))),
        file);

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "image,source,lesion_id,label,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc,age",
            "a.jpg,mine,,,0.25,0.25,0.25,0.75,0.0,0.0,0.0,0.0,0.0,40");
  }

  @Test
  void namesMissingColumns() throws IOException {
    Path file = file("image,source,mel", "a,b,1");

    assertThatThrownBy(() -> Predictions.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("some.csv")
        .hasMessageContaining("lesion_id, label, nv");
  }

  @Test
  void namesTheFileWhoseHeaderOrLettersAreWrong() throws IOException {
    Path index = file(",image,p_melanoma", "0,a.jpg,0.5");
    assertThatThrownBy(() -> Predictions.read(index))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("some.csv, row 1: A header name is missing");
    Path quotation = file("\"image,p_melanoma", "a.jpg,0.5");
    assertThatThrownBy(() -> Predictions.read(quotation))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("some.csv, row 1: ");
    Path latin = file(HEADER);
    Files.write(latin, new byte[] {'i', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> Predictions.read(latin))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("some.csv is no text in UTF-8");
  }

  @Test
  void namesTheRowThatIsWrong() throws IOException {
    Path notANumber = file(HEADER, "a,s,,mel,1,0,0,0,0,0,0", "b,s,,mel,one,0,0,0,0,0,0");
    assertThatThrownBy(() -> Predictions.read(notANumber))
        .hasMessageContaining("some.csv, row 3")
        .hasMessageContaining("mel is no number: 'one'");

    Path notOne = file(HEADER, "a,s,,mel,1,0.5,0,0,0,0,0");
    assertThatThrownBy(() -> Predictions.read(notOne)).hasMessageContaining("row 2: the seven");

    Path noLabel = file(HEADER, "a,s,,mole,1,0,0,0,0,0,0");
    assertThatThrownBy(() -> Predictions.read(noLabel)).hasMessageContaining("'mole'");

    Path twice = file(HEADER, "a,s,,mel,1,0,0,0,0,0,0", "a,s,,mel,1,0,0,0,0,0,0");
    assertThatThrownBy(() -> Predictions.read(twice)).hasMessageContaining("a has a row already");

    Path cutOff = file(HEADER, "a,s,,mel,1,0");
    assertThatThrownBy(() -> Predictions.read(cutOff)).hasMessageContaining("6 fields");
  }

  @Test
  void readsTheScoresOfOthers() throws IOException {
    Path file = file("image,p_melanoma,note", "x/a.jpg,0.25,", "x/b.jpg,1e-3,odd");
    PeerScores peer = PeerScores.read("peer", file, "p_melanoma");

    assertThat(peer.byPicture())
        .containsOnly(Map.entry("x/a.jpg", 0.25), Map.entry("x/b.jpg", 1e-3));
    assertThatThrownBy(() -> PeerScores.read("peer", file, "p_malignant"))
        .hasMessageContaining("p_malignant is missing");
  }

  /** As spreadsheet programs save it. */
  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
    Path file = file("\uFEFFimage,p_melanoma,p_malignant", "a.jpg,0.25,0.5");

    Rival rival = Rival.read("peer", file, 0.5);

    assertThat(rival.scores()).containsOnlyKeys("melanoma", "malignant");
    assertThat(rival.decisive().byPicture()).containsOnly(Map.entry("a.jpg", 0.5));
  }

  @Test
  void refusesScoresOfOthersThatAreNoProbabilities() throws IOException {
    Path logit = file("image,p_melanoma", "a.jpg,-2.5");
    assertThatThrownBy(() -> PeerScores.read("peer", logit, "p_melanoma"))
        .hasMessageContaining("row 2")
        .hasMessageContaining("-2.5");

    Path twice = file("image,p_melanoma", "a.jpg,0.5", "a.jpg,0.6");
    assertThatThrownBy(() -> PeerScores.read("peer", twice, "p_melanoma"))
        .hasMessageContaining("a.jpg has a row already");
  }

  @Test
  void comparesWithAPeerOnTheSamePictures() {
    List<Prediction> ours =
        List.of(
            melanomaWith("a", LabelSet.of(Diagnosis.MEL), 0.9),
            melanomaWith("b", LabelSet.of(Diagnosis.MEL), 0.8),
            melanomaWith("c", LabelSet.BENIGN, 0.3),
            melanomaWith("d", LabelSet.NOT_MELANOMA, 0.1),
            melanomaWith("e", LabelSet.MALIGNANT, 0.7));
    PeerScores peer = new PeerScores("peer", Map.of("d", 0.5, "c", 0.2, "b", 0.4, "a", 0.9));
    PairedTest test = peer.compare(ours, Question.MELANOMA).orElseThrow();

    // The label of e leaves open whether it is a melanoma, so the peer need not know it.
    assertThat(test.pictures()).isEqualTo(4);
    assertThat(test.positives()).isEqualTo(2);
    assertThat(test.firstAuc()).isEqualTo(1);
    assertThat(test.secondAuc()).isEqualTo(0.75);

    PeerScores poorer = new PeerScores("poorer", Map.of("a", 0.5));
    assertThatThrownBy(() -> poorer.compare(ours, Question.MELANOMA))
        .hasMessageContaining("poorer has no probability for b");
  }

  private static Prediction melanomaWith(String picture, LabelSet label, double probability) {
    return new Prediction(
        picture,
        "mine",
        Optional.empty(),
        Optional.of(label),
        new DiagnosisDistribution(List.of(probability, 1 - probability, 0., 0., 0., 0., 0.)),
        Map.of());
  }
}
