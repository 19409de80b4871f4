package org.melascope.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.melascope.evaluation.Comparison;
import org.melascope.evaluation.PairedTest;
import org.melascope.evaluation.Prediction;
import org.melascope.evaluation.Rival;

class ComparisonTextTest {
  /** Half of the pictures, with the answers of the next one of its kind. */
  private static Comparison comparison() {
    List<Prediction> ours = ReportFixture.predictions();
    List<Prediction> theirs =
        ours.subList(0, 70).stream()
            .map(
                p ->
                    new Prediction(
                        p.picture(),
                        p.source(),
                        p.lesion(),
                        p.label(),
                        ours.get((Integer.parseInt(p.picture().replace(".jpg", "")) + 7) % 70)
                            .distribution(),
                        p.attributes()))
            .toList();
    return Comparison.of(
        "ours",
        ours,
        ReportFixture.points().get(1),
        Rival.of("<theirs>", theirs, ReportFixture.points().get(1)),
        ReportFixture.BOOTSTRAP);
  }

  @Test
  void theTextAndThePageHoldTheDifference() {
    Comparison comparison = comparison();
    PairedTest auc = comparison.sources().get("fine").get("melanoma").auc().orElseThrow();
    EvaluationReport plain = ReportFixture.report(ReportFixture.predictions(), List.of());
    String html =
        new EvaluationReport(
                plain.bundle(),
                plain.data(),
                plain.split(),
                plain.answers(),
                plain.evaluation(),
                Optional.of(comparison),
                Optional.empty(),
                Optional.empty())
            .html();

    assertThat(ComparisonText.of(comparison))
        .contains("70 pictures of both", "says nothing about them: 70", "fine melanoma")
        .contains(Numbers.difference(auc.difference()));
    assertThat(html)
        .contains("Compared with &lt;theirs&gt;", Numbers.difference(auc.difference()))
        .contains("Where they differ most");
    assertThat(plain.html()).doesNotContain("Compared with");
  }
}
