package org.melascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.DiagnosisDistribution;
import org.melascope.diagnosis.LabelSet;
import org.melascope.diagnosis.Proportion;

/**
 * Two networks' published probabilities for the test pictures of HAM10000, against the figures
 * published with them (baicalein/Melanoma-Detection-with-Knowledge-Distillation).
 */
class PublishedFiguresTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");

  @BeforeEach
  void needsTheSharedData() {
    assumeTrue(
        Files.exists(DATA.resolve("peers")) && Files.exists(DATA.resolve("manifest.csv")),
        "skipped: there is no shared/data with peers and manifest.csv beside the repository");
  }

  /** The labels, as predictions by someone who knows nothing. */
  private static List<Prediction> testPictures() throws IOException {
    return Csv.read(
            DATA.resolve("manifest.csv"),
            List.of("image", "source", "split", "lesion_id", "diagnosis"),
            row ->
                row.get("source").equals("ham10000") && row.get("split").equals("test")
                    ? Optional.of(
                        new Prediction(
                            row.get("image"),
                            "ham10000",
                            Optional.of(row.get("lesion_id")),
                            Diagnosis.ofCode(row.get("diagnosis")).map(LabelSet::of),
                            DiagnosisDistribution.softmax(new float[7], 1),
                            Map.of()))
                    : Optional.<Prediction>empty())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static PeerScores peer(String name) throws IOException {
    Path file = DATA.resolve("peers").resolve("ham10000-test." + name + ".csv");
    return PeerScores.read(name, file, "p_melanoma");
  }

  @Test
  void meetsTheFiguresOfTheDistilledMobileNet() throws IOException {
    List<Prediction> pictures = testPictures();
    BinaryScores scores = peer("mobilenetv3-distilled").scores(pictures, Question.MELANOMA);
    Estimate auc = DeLong.auc(scores).orElseThrow();

    assertThat(scores.size()).isEqualTo(1513);
    assertThat(scores.positives()).isEqualTo(172);
    assertThat(auc.value()).isCloseTo(0.9214, within(5e-5));
    assertThat(auc.interval().orElseThrow().low()).isCloseTo(0.900, within(1e-3));
    assertThat(auc.interval().orElseThrow().high()).isCloseTo(0.942, within(1e-3));
    Proportion specificity = new Roc(scores).atSensitivity(0.9).orElseThrow().specificity();
    assertThat(specificity.value().getAsDouble()).isCloseTo(0.797, within(5e-4));
    assertThat(CalibrationError.equalWidth(scores, 15).orElseThrow().value())
        .isCloseTo(0.072, within(5e-4));
  }

  @Test
  void meetsTheFiguresOfTheEfficientNetAndTellsNoDifference() throws IOException {
    List<Prediction> pictures = testPictures();
    BinaryScores first = peer("efficientnet-b1").scores(pictures, Question.MELANOMA);
    BinaryScores second = peer("mobilenetv3-distilled").scores(pictures, Question.MELANOMA);
    PairedTest test = DeLong.compare(first, second).orElseThrow();

    assertThat(test.firstAuc()).isCloseTo(0.9193, within(5e-5));
    assertThat(test.p()).isGreaterThan(0.05);
  }
}
