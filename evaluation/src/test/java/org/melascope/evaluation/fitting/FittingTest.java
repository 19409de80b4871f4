package org.melascope.evaluation.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.LabelSet;
import org.melascope.gates.ConformalPrediction;
import org.melascope.gates.ImageQuality;
import org.melascope.gates.Novelty;
import org.melascope.gates.QualityLimits;
import org.melascope.gates.Reason;

class FittingTest {
  private static final float[] GREY = grey();

  /** Of 1 - (1 - p), one in three of these is more than p: its own picture would be left out. */
  @Test
  void thePictureThatSetsALimitIsWithinIt() {
    for (double lowest = 0.01; lowest < 0.5; lowest += 0.01) {
      double[] scores =
          DoubleStream.concat(DoubleStream.of(lowest), DoubleStream.generate(() -> 0.9).limit(8))
              .toArray();
      List<LabelSet> labels = Collections.nCopies(9, LabelSet.MALIGNANT);
      assertThat(ConformalFit.of(scores, labels).levels().get(0).of(lowest).malignant()).isTrue();
    }
  }

  /**
   * Nine of each class: at 90 % the limit is the ninth of nine scores, at 95 % there are too few.
   */
  @Test
  void conformalLimitsAreOrderStatistics() {
    double[] scores = {
      .1, .2, .3, .4, .5, .6, .7, .8, .9, .05, .15, .25, .35, .45, .55, .6, .7, .8
    };
    List<LabelSet> labels = new ArrayList<>(Collections.nCopies(9, LabelSet.MALIGNANT));
    labels.addAll(Collections.nCopies(9, LabelSet.BENIGN));
    ConformalPrediction conformal = ConformalFit.of(scores, labels);
    ConformalPrediction.Level level = conformal.levels().get(0);
    assertThat(level.level()).isEqualTo(0.90);
    assertThat(level.malignantFrom()).isEqualTo(0.1);
    assertThat(level.benignUpTo()).isEqualTo(0.8);
    assertThat(conformal.levels().get(1)).isEqualTo(new ConformalPrediction.Level(0.95, 0, 1));
    assertThat(conformal.deciding()).isEqualTo(0.90);
  }

  /** Exchangeable scores: the promise holds for each class, on draws that were not fitted on. */
  @Test
  void conformalSetsHoldTheTruthAsOftenAsPromised() {
    Random random = new Random(5);
    List<LabelSet> labels =
        IntStream.range(0, 4000)
            .mapToObj(i -> i % 4 == 0 ? LabelSet.MALIGNANT : LabelSet.BENIGN)
            .toList();
    ConformalPrediction conformal = ConformalFit.of(scores(random, labels), labels);
    double[] others = scores(random, labels);
    for (ConformalPrediction.Level level : conformal.levels()) {
      for (LabelSet label : List.of(LabelSet.MALIGNANT, LabelSet.BENIGN)) {
        double covered =
            IntStream.range(0, others.length)
                .filter(i -> labels.get(i).equals(label))
                .mapToDouble(
                    i ->
                        (label.equals(LabelSet.MALIGNANT)
                                ? level.of(others[i]).malignant()
                                : level.of(others[i]).benign())
                            ? 1
                            : 0)
                .average()
                .orElseThrow();
        assertThat(covered).isCloseTo(level.level(), within(0.025));
      }
    }
  }

  @Test
  void theHighestLevelThatLeavesFewOpenDecides() {
    double[] scores = IntStream.range(0, 1000).mapToDouble(i -> i < 500 ? 0.9 : 0.1).toArray();
    List<LabelSet> labels =
        IntStream.range(0, 1000)
            .mapToObj(i -> i < 500 ? LabelSet.MALIGNANT : LabelSet.BENIGN)
            .toList();
    assertThat(ConformalFit.of(scores, labels).deciding()).isEqualTo(0.95);
  }

  private static double[] scores(Random random, List<LabelSet> labels) {
    return labels.stream()
        .mapToDouble(
            label -> {
              double z = random.nextGaussian() + (label.equals(LabelSet.MALIGNANT) ? 1 : -1);
              return 1 / (1 + Math.exp(-z));
            })
        .toArray();
  }

  /**
   * Mahalanobis distances from the covariance, worked out with the inverse of a 2 x 2 matrix.
   * Embeddings have length 1 already, so that scaling leaves them.
   */
  @Test
  void noveltyIsTheMahalanobisDistanceToTheNearerGroup() {
    double[] angles = {0.1, 0.2, 0.4, 0.55, 0.7};
    List<Observation> training = new ArrayList<>();
    for (double angle : angles) {
      training.add(seen(LabelSet.MALIGNANT, angle));
      training.add(seen(LabelSet.BENIGN, angle + 2));
    }
    Novelty novelty = NoveltyFit.of(training, List.of());
    for (double asked : new double[] {0.3, 1.2, 2.3, -2}) {
      double expected =
          Math.min(
              distance(angles, asked),
              distance(Arrays.stream(angles).map(angle -> angle + 2).toArray(), asked));
      assertThat(novelty.score(embedding(asked)))
          .isCloseTo(expected, within(1e-3 * (1 + expected)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoveltyFit.of(List.of(), List.of()))
        .withMessageContaining("what is usual is not known");
  }

  @Test
  void drawnLesionsAreAGroupOfTheirOwn() {
    List<Observation> training =
        List.of(seen(LabelSet.BENIGN, 0.1), seen(LabelSet.BENIGN, 0.2), seen(LabelSet.BENIGN, 0.4));
    List<float[]> drawn = List.of(embedding(2), embedding(2.2), embedding(2.5));
    assertThat(NoveltyFit.of(training, List.of()).score(embedding(2.2))).isGreaterThan(10);
    assertThat(NoveltyFit.of(training, drawn).score(embedding(2.2))).isLessThan(2);
  }

  private static double distance(double[] angles, double asked) {
    int n = angles.length;
    double[][] points =
        Arrays.stream(angles)
            .mapToObj(angle -> new double[] {Math.cos(angle), Math.sin(angle)})
            .toArray(double[][]::new);
    double mx = Arrays.stream(points).mapToDouble(p -> p[0]).sum() / n;
    double my = Arrays.stream(points).mapToDouble(p -> p[1]).sum() / n;
    double xx = Arrays.stream(points).mapToDouble(p -> (p[0] - mx) * (p[0] - mx)).sum() / (n - 1);
    double yy = Arrays.stream(points).mapToDouble(p -> (p[1] - my) * (p[1] - my)).sum() / (n - 1);
    double xy = Arrays.stream(points).mapToDouble(p -> (p[0] - mx) * (p[1] - my)).sum() / (n - 1);
    double ball = (xx + yy) / 2;
    double a = 0.99 * xx + 0.01 * ball;
    double b = 0.99 * xy;
    double c = 0.99 * yy + 0.01 * ball;
    double dx = Math.cos(asked) - mx;
    double dy = Math.sin(asked) - my;
    return (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / (a * c - b * b) / 2;
  }

  private static float[] embedding(double angle) {
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
  }

  private static Observation seen(LabelSet label, double angle) {
    LabelledPicture picture =
        new LabelledPicture(
            "p" + angle,
            Path.of("p"),
            "s",
            Split.TRAIN,
            Optional.empty(),
            Optional.of(label),
            Map.of());
    return new Observation(picture, ImageQuality.of(GREY, 16, 256), new float[7], embedding(angle));
  }

  /** 1,000 pictures with luma 100 to 1,099: five lie below 105, and fifty above 1,049. */
  @Test
  void aLimitOfQualityRefusesFewGoodPictures() {
    List<ImageQuality> pictures = IntStream.range(0, 1000).mapToObj(i -> quality(100 + i)).toList();
    QualityLimits usual = QualityFit.of(pictures, Map.of());
    assertThat(usual.of(Reason.TOO_DARK)).isEqualTo(105);
    assertThat(usual.of(Reason.OVEREXPOSED)).isEqualTo(1095);
    assertThat(usual.of(Reason.LESION_CUT_OFF)).isEqualTo(1050);
    QualityLimits harmfulFurtherOut =
        QualityFit.of(pictures, Map.of("too-dark", 50.0, "overexposed", 2000.0));
    assertThat(harmfulFurtherOut.of(Reason.TOO_DARK)).isEqualTo(50);
    assertThat(harmfulFurtherOut.of(Reason.OVEREXPOSED)).isEqualTo(2000);
    QualityLimits harmfulAmongTheGood =
        QualityFit.of(pictures, Map.of("too-dark", 500.0, "overexposed", 500.0));
    assertThat(harmfulAmongTheGood).isEqualTo(usual);
  }

  private static ImageQuality quality(double value) {
    Map<Reason, Double> measures = new EnumMap<>(Reason.class);
    Reason.OF_QUALITY.forEach(reason -> measures.put(reason, value));
    return new ImageQuality(measures, ImageQuality.of(GREY, 16, 256).lesion());
  }

  @Test
  void harmIsWhereTheNetworkStaysWorse() {
    DegradationSweep sweep =
        new DegradationSweep(
            List.of(
                step("none", 0, 0.90, 10),
                step("blur", 1, 0.86, 8),
                step("blur", 2, 0.89, 6),
                step("blur", 3, 0.87, 4),
                step("blur", 4, 0.80, 2),
                step("hair", 1, 0.80, 1),
                step("hair", 2, 0.88, 3)));
    assertThat(sweep.harmful()).isEqualTo(Map.of("blur", 4.0));
    assertThat(sweep.csv().lines()).hasSize(8).contains("blur,3.0,50,0.8700,blur,4.0000,0.5000");
  }

  private static DegradationStep step(String name, double step, double auc, double median) {
    return new DegradationStep(name, step, 50, auc, Map.of(name, median), 0.5);
  }

  private static float[] grey() {
    float[] grey = new float[3 * 16 * 16];
    Arrays.fill(grey, 100);
    return grey;
  }
}
