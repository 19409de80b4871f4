package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.report.EvaluationText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EvaluationTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 200);

  @TempDir private Path folder;

  private static Prediction prediction(
      String picture, String source, LabelSet label, Map<String, String> attributes, float... z) {
    return new Prediction(
        picture,
        source,
        Optional.empty(),
        Optional.of(label),
        DiagnosisDistribution.softmax(z, 1),
        attributes);
  }

  /** Two sources: one with diagnoses, one that knows only melanoma or not. */
  private static List<Prediction> some() {
    Random random = new Random(4);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 140; i++) {
      Diagnosis diagnosis = Diagnosis.ALL.get(i % 7);
      float[] z = new float[7];
      for (int k = 0; k < 7; k++) {
        z[k] = (float) random.nextGaussian();
      }
      z[i % 7] += 1.5f;
      boolean coarse = i >= 70;
      LabelSet label =
          coarse && diagnosis != Diagnosis.MEL ? LabelSet.NOT_MELANOMA : LabelSet.of(diagnosis);
      predictions.add(
          prediction(
              i + ".jpg",
              coarse ? "coarse" : "fine",
              label,
              coarse ? Map.of("origin", "here") : Map.of("age", "" + i, "sex", "male"),
              z));
    }
    return predictions;
  }

  private static List<OperatingPoint> points() {
    Proportion any = Proportion.wilson(9, 10);
    return List.of(
        new OperatingPoint(0.90, 0.5, any, any, any, "elsewhere"),
        new OperatingPoint(0.93, 0.4, any, any, any, "elsewhere"),
        new OperatingPoint(0.95, 0.3, any, any, any, "elsewhere"));
  }

  @Test
  void eachQuestionCountsThePicturesWhoseLabelAnswersIt() {
    Evaluation evaluation = Evaluation.of(some(), List.of(), BOOTSTRAP);

    assertThat(evaluation.overall().pictures()).isEqualTo(140);
    assertThat(evaluation.overall().melanoma().pictures()).isEqualTo(140);
    assertThat(evaluation.overall().melanoma().positives()).isEqualTo(20);
    // Of the coarse source only the ten melanomas are known to be malignant or not: with the others
    // they would be compared with pictures of the fine source alone.
    assertThat(evaluation.sources().get("coarse").malignant().pictures()).isEqualTo(10);
    assertThat(evaluation.overall().malignant().pictures()).isEqualTo(70);
    assertThat(evaluation.overall().malignant().positives()).isEqualTo(30);
    // Nor are they counted among the diagnoses of all, of which there they are the only one.
    assertThat(evaluation.overall().sevenDiagnoses().pictures()).isEqualTo(70);
    assertThat(evaluation.sources().get("coarse").sevenDiagnoses().pictures()).isEqualTo(10);
    assertThat(evaluation.sources()).containsOnlyKeys("coarse", "fine");
    assertThat(evaluation.sources().get("fine").diagnoses().get("df").positives()).isEqualTo(10);
  }

  /** In more than one of three sets the only dermatofibroma is missing, and the mean another. */
  @Test
  void aMeanOverDiagnosesOfWhichOneIsOftenNotDrawnHasNoInterval() {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      Diagnosis truth = i == 100 ? Diagnosis.DF : i % 2 == 0 ? Diagnosis.NV : Diagnosis.MEL;
      float[] z = new float[7];
      z[i == 100 ? 0 : truth.ordinal()] = 3;
      predictions.add(prediction(i + ".jpg", "here", LabelSet.of(truth), Map.of(), z));
    }
    Estimate accuracy =
        Evaluation.of(predictions, List.of(), BOOTSTRAP)
            .overall()
            .sevenDiagnoses()
            .balancedAccuracy()
            .orElseThrow();

    assertThat(accuracy.value()).isEqualTo(2 / 3.0);
    assertThat(accuracy.interval()).isEmpty();
  }

  @Test
  void everyNumberIsThatOfItsMetric() {
    List<Prediction> fine = some().subList(0, 70);
    BinaryResult result = Evaluation.of(fine, List.of(), BOOTSTRAP).overall().malignant();
    BinaryScores scores = Question.MALIGNANT.scores(fine);
    Roc roc = new Roc(scores);

    assertThat(result.auc()).isEqualTo(DeLong.auc(scores));
    assertThat(result.averagePrecision().orElseThrow().value())
        .isEqualTo(roc.averagePrecision().getAsDouble());
    assertThat(result.brier()).isEqualTo(Brier.score(scores));
    assertThat(result.brierInterval())
        .isEqualTo(
            BOOTSTRAP.interval(
                fine.stream().map(Prediction::lesionKey).toList(),
                drawn -> Brier.score(scores, drawn)));
    assertThat(result.calibrationLine()).isEqualTo(CalibrationLine.fit(scores));
    assertThat(result.atSensitivity())
        .extracting(SensitivityResult::target, SensitivityResult::rates)
        .containsExactly(
            tuple(0.90, roc.atSensitivity(0.90).orElseThrow()),
            tuple(0.95, roc.atSensitivity(0.95).orElseThrow()));
    CalibrationError error = CalibrationError.equalWidth(scores, 15).orElseThrow();
    assertThat(result.calibrationError()).hasValue(error.value());
    assertThat(result.detail().orElseThrow().equalWidthBins()).isEqualTo(error.bins());
  }

  /** The threshold that reaches the sensitivity is another on every drawn set. */
  @Test
  void theSpecificityAtASensitivityKnowsThatItsThresholdWasChosen() {
    List<Prediction> fine = some().subList(0, 70);
    SensitivityResult result =
        Evaluation.of(fine, List.of(), BOOTSTRAP).overall().malignant().atSensitivity().get(0);
    Roc roc = new Roc(Question.MALIGNANT.scores(fine));
    List<String> lesions = fine.stream().map(Prediction::lesionKey).toList();
    Interval expected =
        BOOTSTRAP.interval(lesions, drawn -> roc.redrawn(drawn).specificityAt(0.90)).orElseThrow();
    Proportion wilson = result.rates().specificity();

    assertThat(result.specificityInterval()).hasValue(expected);
    assertThat(expected.high() - expected.low()).isGreaterThan(wilson.high() - wilson.low());
  }

  @Test
  void picturesOfOneClassSayNothingOfCalibration() {
    List<Prediction> melanomas =
        Question.MALIGNANT.answered(some()).stream()
            .filter(p -> p.source().equals("coarse"))
            .toList();
    BinaryResult result = Evaluation.of(melanomas, points(), BOOTSTRAP).overall().malignant();

    assertThat(result.hasOneAnswer()).isTrue();
    assertThat(result.brier()).isEmpty();
    assertThat(result.brierInterval()).isEmpty();
    assertThat(result.calibrationError()).isEmpty();
    assertThat(result.weakCalibration()).isEmpty();
    assertThat(result.operatingPoints().get(0).sensitivity().trials()).isEqualTo(10);
  }

  @Test
  void operatingPointsAreOnMalignancyWhateverTheQuestion() {
    List<Prediction> fine = some().subList(0, 70);
    PointResult point =
        Evaluation.of(fine, points(), BOOTSTRAP).overall().melanoma().operatingPoints().get(0);
    long melanomas =
        fine.stream()
            .filter(p -> p.label().equals(Optional.of(LabelSet.of(Diagnosis.MEL))))
            .filter(p -> p.distribution().malignant() >= 0.5)
            .count();
    long others =
        fine.stream()
            .filter(p -> !p.label().equals(Optional.of(LabelSet.of(Diagnosis.MEL))))
            .filter(p -> p.distribution().malignant() < 0.5)
            .count();

    assertThat(point.sensitivity()).isEqualTo(Proportion.wilson(melanomas, 10));
    assertThat(point.specificity()).isEqualTo(Proportion.wilson(others, 60));
    assertThat(point.predictiveValues()).hasSize(PointResult.PREVALENCES.size());
  }

  @Test
  void subgroupsAreThoseThatAreKnownWithTheUsualOperatingPoints() {
    Evaluation evaluation = Evaluation.of(some(), points(), BOOTSTRAP);

    assertThat(evaluation.subgroups()).containsOnlyKeys("age", "sex", "origin");
    assertThat(evaluation.subgroups().get("age")).containsOnlyKeys("0-29", "30-49", "50-69");
    Subgroup young = evaluation.subgroups().get("age").get("0-29");
    assertThat(young.pictures()).isEqualTo(30);
    assertThat(young.melanoma().positives()).isEqualTo(5);
    assertThat(young.melanoma().operatingPoints())
        .extracting(PointResult::targetSensitivity)
        .containsExactly(0.90, 0.95);
  }

  @Test
  void ageBandsIncludeTheirLowerEndAndSetAsideWhatIsNoAge() {
    List<Prediction> predictions = new ArrayList<>();
    for (String age : List.of("29.9", "30", "49", "50", "70", "85.0", "old", "-1")) {
      predictions.add(prediction(age, "s", LabelSet.BENIGN, Map.of("age", age), new float[7]));
    }
    Map<String, Subgroup> ages =
        Evaluation.of(predictions, List.of(), BOOTSTRAP).subgroups().get("age");

    assertThat(ages.get("0-29").pictures()).isEqualTo(1);
    assertThat(ages.get("30-49").pictures()).isEqualTo(2);
    assertThat(ages.get("50-69").pictures()).isEqualTo(1);
    assertThat(ages.get("70+").pictures()).isEqualTo(2);
    assertThat(ages.get("unknown").pictures()).isEqualTo(2);
  }

  @Test
  void melanomasOfEachArchiveMeetTheSameOtherPictures() {
    LabelSet melanoma = LabelSet.of(Diagnosis.MEL);
    float[] high = {3, 0, 0, 0, 0, 0, 0};
    float[] low = {0, 3, 0, 0, 0, 0, 0};
    List<Prediction> predictions =
        List.of(
            prediction("a", "mixed", melanoma, Map.of("origin", "x"), low),
            prediction("b", "mixed", melanoma, Map.of(), high),
            prediction("c", "mixed", LabelSet.BENIGN, Map.of(), low),
            prediction("d", "mixed", LabelSet.BENIGN, Map.of("origin", "x"), low));
    Evaluation evaluation = Evaluation.of(predictions, List.of(), BOOTSTRAP);
    Map<String, BinaryResult> byOrigin = evaluation.sources().get("mixed").melanomaByOrigin();

    assertThat(evaluation.overall().melanomaByOrigin()).isEmpty();
    assertThat(byOrigin).containsOnlyKeys("unknown", "x");
    assertThat(byOrigin.get("x").auc().orElseThrow().value()).isEqualTo(0.5);
    assertThat(byOrigin.get("unknown").auc().orElseThrow().value()).isEqualTo(1);
    assertThat(byOrigin.get("x").pictures()).isEqualTo(3);
  }

  @Test
  void picturesOfALesionWidenTheIntervalByLesion() {
    List<Prediction> alone = some().subList(0, 70);
    List<Prediction> copies = new ArrayList<>();
    for (Prediction p : alone) {
      for (int copy = 0; copy < 4; copy++) {
        copies.add(
            new Prediction(
                copy + p.picture(),
                p.source(),
                Optional.of(p.picture()),
                p.label(),
                p.distribution(),
                p.attributes()));
      }
    }
    BinaryResult once = Evaluation.of(alone, List.of(), BOOTSTRAP).overall().melanoma();
    BinaryResult fourTimes = Evaluation.of(copies, List.of(), BOOTSTRAP).overall().melanoma();

    assertThat(fourTimes.lesions()).isEqualTo(70);
    assertThat(fourTimes.pictures()).isEqualTo(280);
    assertThat(fourTimes.aucByLesion().orElseThrow().low())
        .isCloseTo(once.aucByLesion().orElseThrow().low(), within(1e-9));
    assertThat(fourTimes.auc().orElseThrow().interval().orElseThrow().low())
        .isGreaterThan(fourTimes.aucByLesion().orElseThrow().low());
  }

  @Test
  void survivesJsonWithoutNullOrNaN() throws IOException {
    Path file = folder.resolve("metrics.json");
    Evaluation evaluation = Evaluation.of(some(), points(), BOOTSTRAP);
    EvaluationJson.write(evaluation, file);

    assertThat(EvaluationJson.read(file)).isEqualTo(evaluation);
    assertThat(Files.readString(file))
        .startsWith("{\n  \"format\" : 1,\n  \"bootstrap\"")
        .contains("\"successes\"", "\"value\"", "\"averagePrecision\"")
        .doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void whatIsUndefinedIsLeftOut() throws IOException {
    Prediction unlabelled =
        new Prediction(
            "a",
            "mine",
            Optional.empty(),
            Optional.empty(),
            DiagnosisDistribution.softmax(new float[7], 1),
            Map.of());
    for (List<Prediction> predictions :
        List.of(
            List.<Prediction>of(),
            List.of(unlabelled),
            List.of(prediction("b", "mine", LabelSet.BENIGN, Map.of(), new float[7])))) {
      Path file = folder.resolve("metrics.json");
      Evaluation evaluation = Evaluation.of(predictions, points(), BOOTSTRAP);
      EvaluationJson.write(evaluation, file);

      assertThat(evaluation.overall().melanoma().auc()).isEmpty();
      assertThat(EvaluationJson.read(file)).isEqualTo(evaluation);
      assertThat(Files.readString(file)).doesNotContain("auc", "NaN", "null");
      assertThat(EvaluationText.of(evaluation)).doesNotContain("NaN");
    }
  }

  @Test
  void readsResultsThatKnewNoSubgroupsOfASourceAndNoCoverage() throws IOException {
    Path file = folder.resolve("metrics.json");
    EvaluationJson.write(Evaluation.of(some(), points(), BOOTSTRAP), file);
    JsonMapper json = new JsonMapper();
    JsonNode tree = json.readTree(file);
    tree.findParents("riskCoverage").forEach(node -> ((ObjectNode) node).remove("riskCoverage"));
    tree.path("sources").forEach(source -> ((ObjectNode) source).remove("subgroups"));
    Files.writeString(file, json.writeValueAsString(tree));
    Evaluation read = EvaluationJson.read(file);

    assertThat(read.sources().get("fine").subgroups()).isEmpty();
    assertThat(read.sources().get("fine").melanoma().detail().orElseThrow().riskCoverage())
        .isEmpty();
    assertThat(read.subgroups()).isNotEmpty();
  }

  @Test
  void subgroupsWithinASourceHoldItsPicturesAlone() {
    Evaluation evaluation = Evaluation.of(some(), points(), BOOTSTRAP);

    assertThat(evaluation.sources().get("fine").subgroups()).containsOnlyKeys("age", "sex");
    assertThat(evaluation.sources().get("coarse").subgroups()).containsOnlyKeys("origin");
    assertThat(evaluation.overall().subgroups()).isEmpty();
    assertThat(
            Evaluation.of(some().subList(0, 70), points(), BOOTSTRAP)
                .sources()
                .get("fine")
                .subgroups()
                .get("sex"))
        .isEqualTo(evaluation.subgroups().get("sex"));
  }

  @Test
  void theOnlySourceIsAllPicturesTogether() {
    Evaluation evaluation = Evaluation.of(some().subList(0, 70), points(), BOOTSTRAP);
    Section source = evaluation.sources().get("fine");

    assertThat(evaluation.overall()).isEqualTo(source.withoutBreakdown());
    assertThat(evaluation.subgroups()).isEqualTo(source.subgroups());
  }

  @Test
  void refusesFilesThatAreNoResults() throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), "{\"format\": 1, \"overall\": 5}");
    assertThatThrownBy(() -> EvaluationJson.read(file)).hasMessageContaining("other.json");

    EvaluationJson.write(Evaluation.of(List.of(), List.of(), BOOTSTRAP), file);
    Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 9"));
    assertThatThrownBy(() -> EvaluationJson.read(file)).hasMessageContaining("format 9");
  }

  @Test
  void refusesAPictureThatIsPredictedTwice() {
    Prediction one = prediction("a", "s", LabelSet.BENIGN, Map.of(), new float[7]);

    assertThatThrownBy(() -> Evaluation.of(List.of(one, one), List.of(), BOOTSTRAP))
        .hasMessageContaining("a is predicted twice");
  }

  @Test
  void theTextHasARowForEachQuestionAndFitsATerminal() {
    Evaluation evaluation = Evaluation.of(some(), points(), BOOTSTRAP);
    List<String> lines = EvaluationText.of(evaluation).lines().toList();
    Estimate auc = evaluation.sources().get("fine").melanoma().auc().orElseThrow();

    assertThat(lines).allMatch(line -> line.length() <= 100);
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("fine melanoma")
                    && line.contains(String.format(java.util.Locale.ROOT, "%.3f [", auc.value())))
        .anyMatch(line -> line.startsWith("coarse malignant") && line.contains(" - "))
        .anyMatch(line -> line.startsWith("all melanoma") && line.contains(" 140 "))
        .anyMatch(line -> line.startsWith("fine melanoma") && line.contains(" 95 "))
        .anyMatch(line -> line.startsWith("age 0-29"))
        .anyMatch(line -> line.contains("balanced accuracy"));
  }
}
