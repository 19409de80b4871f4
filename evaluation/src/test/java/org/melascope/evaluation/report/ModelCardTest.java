package org.melascope.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.Assessment;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.diagnosis.Proportion;
import org.melascope.evaluation.Evaluation;
import org.melascope.evaluation.EvaluationJson;
import org.melascope.evaluation.GateEffects;
import org.melascope.evaluation.Prediction;
import org.melascope.evaluation.Subject;
import org.melascope.evaluation.robustness.DecidedPicture;
import org.melascope.evaluation.robustness.Perturbation;
import org.melascope.evaluation.robustness.Robustness;

class ModelCardTest {
  private static final Evaluation EVALUATION =
      Evaluation.of(ReportFixture.predictions(), ReportFixture.points(), ReportFixture.BOOTSTRAP);

  private static Robustness robustness() {
    List<Prediction> plain = ReportFixture.predictions();
    // Every picture gets the answer of the next one, which shows another diagnosis.
    Stream<Prediction> changed =
        IntStream.range(0, plain.size())
            .mapToObj(
                i ->
                    new Prediction(
                        plain.get(i).picture(),
                        plain.get(i).source(),
                        plain.get(i).lesion(),
                        plain.get(i).label(),
                        plain.get((i + 1) % plain.size()).distribution(),
                        plain.get(i).attributes()));
    return Robustness.of(
        decided(plain.stream()), Map.of(Perturbation.ALL.get(0), decided(changed)), 0.3);
  }

  private static List<DecidedPicture> decided(Stream<Prediction> predictions) {
    return predictions
        .map(
            prediction ->
                new DecidedPicture(
                    prediction,
                    prediction.distribution().malignant() >= 0.3
                        ? Decision.SUSPICIOUS
                        : Decision.LIKELY_BENIGN))
        .toList();
  }

  private static ModelCard card() {
    return new ModelCard(
        ReportFixture.bundle(),
        Optional.of(EVALUATION),
        Optional.of(robustness()),
        Optional.empty(),
        EnergyEstimate.DEFAULT);
  }

  @Test
  void holdsTheNumbersOfTheEvaluation() {
    String card = card().markdown();

    EVALUATION
        .sources()
        .forEach(
            (source, section) ->
                assertThat(card)
                    .contains("| " + source + ", melanoma |")
                    .contains(Numbers.estimate(section.melanoma().auc())));
    assertThat(card)
        .contains("age 50-69")
        .contains(
            Numbers.estimate(EVALUATION.sources().get("fine").sevenDiagnoses().balancedAccuracy()))
        .contains(Assessment.NOTICE, "needs a doctor whatever this says")
        .doesNotContain("NaN", "Optional", "null");
  }

  @Test
  void hasTheSectionsThatAReaderNeeds() {
    assertThat(card().markdown())
        .contains(
            "## What it is for",
            "## What it must not be used for",
            "## Pictures it learned from, and their terms",
            "| fine/train | 70 |",
            "## Training: time, energy, carbon",
            "## Operating points",
            "## How right it is",
            "## Subgroups",
            "## Known failures and limits",
            "Learned from nothing.");
  }

  @Test
  void namesWhatTheNumbersShowToBeWeak() {
    String card = card().markdown();

    assertThat(card)
        .containsPattern("of \\d+ changes of \\d+ pictures \"turned 15°\" costs most")
        .contains("fine: of the 70 decisions \"turned 15°\" turns the most, ")
        .contains("fine: often takes another diagnosis for the likeliest; recall of");
  }

  @Test
  void refusesTheResultsOfAnotherBundle() {
    Subject other = new Subject("other-1+00", "manifest x, test", Optional.empty());
    Subject same =
        new Subject(ReportFixture.bundle().identity(), "manifest x, test", Optional.empty());

    assertThatThrownBy(
            () ->
                new ModelCard(
                    ReportFixture.bundle(),
                    Optional.of(EVALUATION.about(other)),
                    Optional.empty(),
                    Optional.empty(),
                    EnergyEstimate.DEFAULT))
        .hasMessageContaining("metrics.json holds the results of other-1+00");
    assertThatThrownBy(
            () ->
                new ModelCard(
                    ReportFixture.bundle(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(GateEffects.of(List.of(), 0.5).about(other)),
                    EnergyEstimate.DEFAULT))
        .hasMessageContaining("gates.json holds the results of other-1+00");
    assertThat(
            new ModelCard(
                    ReportFixture.bundle(),
                    Optional.of(EVALUATION.about(same)),
                    Optional.of(robustness().about(same)),
                    Optional.empty(),
                    EnergyEstimate.DEFAULT)
                .markdown())
        .contains("on: manifest x, test.")
        .contains("What changes of pictures do was measured on: manifest x, test.");
  }

  /** As after {@code model fit}: the network is the same, its settings are not. */
  @Test
  void refusesResultsOfOtherOperatingPoints() {
    List<OperatingPoint> others =
        ReportFixture.points().stream()
            .map(
                point ->
                    new OperatingPoint(
                        point.targetSensitivity(),
                        point.threshold() / 2,
                        point.sensitivity(),
                        point.melanomaSensitivity(),
                        point.specificity(),
                        point.data()))
            .toList();

    assertThatThrownBy(
            () ->
                new ModelCard(
                    ReportFixture.bundle(),
                    Optional.of(
                        Evaluation.of(
                            ReportFixture.predictions(), others, ReportFixture.BOOTSTRAP)),
                    Optional.empty(),
                    Optional.empty(),
                    EnergyEstimate.DEFAULT))
        .hasMessageContaining("metrics.json was measured with P(malignant) from 0.25");
    assertThatThrownBy(
            () ->
                new ModelCard(
                    ReportFixture.bundle(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(GateEffects.of(List.of(), 0.4)),
                    EnergyEstimate.DEFAULT))
        .hasMessageContaining("gates.json was measured with P(malignant) from 0.4");
  }

  @Test
  void refusesGatesThatWereMeasuredOnOtherPictures() {
    String model = ReportFixture.bundle().identity();

    assertThatThrownBy(
            () ->
                new ModelCard(
                    ReportFixture.bundle(),
                    Optional.of(EVALUATION.about(new Subject(model, "a.csv", Optional.empty()))),
                    Optional.empty(),
                    Optional.of(
                        GateEffects.of(List.of(), 0.3)
                            .about(new Subject(model, "b.csv", Optional.empty()))),
                    EnergyEstimate.DEFAULT))
        .hasMessageContaining("metrics.json is about a.csv, evaluation/gates.json about b.csv");
  }

  @Test
  void saysWhomTheGatesRefuse() {
    GateEffects.Group cups =
        new GateEffects.Group(
            "cups (no label)", 50, Proportion.wilson(49, 50), Proportion.wilson(0, 50), Map.of());
    GateEffects.Rightness all =
        new GateEffects.Rightness(
            Proportion.wilson(9, 10), Proportion.wilson(4, 5), Proportion.wilson(7, 10));
    GateEffects.Rightness answered =
        new GateEffects.Rightness(
            Proportion.wilson(8, 8), Proportion.wilson(4, 4), Proportion.wilson(6, 8));
    GateEffects.Rightness referred =
        new GateEffects.Rightness(
            Proportion.wilson(10, 10), Proportion.wilson(5, 5), Proportion.wilson(6, 10));
    String card =
        new ModelCard(
                ReportFixture.bundle(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new GateEffects(
                        Optional.empty(),
                        0.3,
                        List.of(cups),
                        List.of(
                            new GateEffects.Answers(
                                "all",
                                Proportion.wilson(16, 20),
                                all,
                                answered,
                                Optional.of(referred))),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of())),
                EnergyEstimate.DEFAULT)
            .markdown();

    assertThat(card)
        .contains("## When it gives no plain answer", "`evaluation/gates.json`", "from 0.300")
        .contains("| cups (no label) | 50 | 0.980 [0.895, 0.996] | 0.000 [0.000, 0.071] |")
        .containsPattern("\\| all \\| 0\\.800 .* \\| 0\\.900 .* \\| 1\\.000 .* \\| 1\\.000 ")
        .containsPattern("\\| all \\| 0\\.800 .* \\| 0\\.700 .* \\| 0\\.750 .* \\| 0\\.600 ");
    assertThat(card().markdown()).doesNotContain("When it gives no plain answer");
  }

  @Test
  void withoutAnEvaluationItSaysThatNothingWasMeasured() {
    String card = ModelCard.of(ReportFixture.bundle()).markdown();

    assertThat(card)
        .contains("Not measured yet", "melascope evaluate")
        .doesNotContain("## Subgroups", "metrics.json` and");
  }

  @Test
  void saysInWhatTheNetworkComputes() {
    assertThat(ModelCard.of(ReportFixture.bundle()).markdown()).doesNotContain("8-bit");
    assertThat(ModelCard.of(ReportFixture.bundle(Map.of("int8", Map.of()))).markdown())
        .contains("compute in 8-bit integers");
  }

  /** Two hours at 65 W are 0.13 kWh; at 481 g/kWh 62.53 g. */
  @Test
  void energyIsTimeTimesPower() {
    assertThat(EnergyEstimate.DEFAULT.kilowattHours(7200)).isCloseTo(0.13, within(1e-12));
    assertThat(EnergyEstimate.DEFAULT.grams(7200)).isCloseTo(62.53, within(1e-9));
    assertThat(card().markdown()).contains("2.0 h x 65 W / 1000 = 0.13 kWh", "= 63 g");
    assertThatThrownBy(() -> new EnergyEstimate(0, 1)).hasMessageContaining("power");
    assertThatThrownBy(() -> new EnergyEstimate(1, Double.NaN)).hasMessageContaining("carbon");
  }

  @Test
  void isTheSameFromTheFilesOfAnEvaluation(@TempDir Path folder) throws IOException {
    EvaluationJson.write(EVALUATION, folder.resolve("metrics.json"));
    EvaluationJson.write(robustness(), folder.resolve("robustness.json"));
    ModelCard read =
        new ModelCard(
            ReportFixture.bundle(),
            Optional.of(EvaluationJson.read(folder.resolve("metrics.json"))),
            Optional.of(EvaluationJson.read(folder.resolve("robustness.json"), Robustness.class)),
            Optional.empty(),
            EnergyEstimate.DEFAULT);

    assertThat(read.markdown()).isEqualTo(card().markdown());
    assertThatThrownBy(
            () -> EvaluationJson.read(folder.resolve("robustness.json"), Evaluation.class))
        .hasMessageContaining("robustness.json");
  }

  @Test
  void namesFromFilesDoNotBreakTheTables() {
    Markdown markdown = new Markdown();
    markdown.table("a", "b");
    markdown.row("x|y", "two\nlines");
    markdown.line("- %s", "<!-- what follows\n## is hidden");
    markdown.line("- %s", "\\<img>");

    assertThat(markdown.toString())
        .contains("| x\\|y | two lines |")
        .contains("- \\<!-- what follows ## is hidden\n")
        .contains("- \\\\\\<img>\n");
  }
}
