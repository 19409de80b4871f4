package org.melascope.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.melascope.dataset.synthetic.SyntheticLesion;
import org.melascope.dataset.synthetic.SyntheticSamples;
import org.melascope.gates.ImageQuality;
import org.melascope.gates.Reason;
import org.melascope.image.Framing;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;

class DegradationTest {
  private static final Preprocessing PREPARED =
      new Preprocessing(224, Framing.CENTRE, 1, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  static List<Degradation> all() {
    return Degradation.ALL;
  }

  /** A limit can only be found by a measure that goes one way. */
  @ParameterizedTest
  @MethodSource("all")
  void showsMoreFromStepToStep(Degradation degradation) {
    SyntheticLesion lesion =
        List.copyOf(SyntheticSamples.all().values()).get(SyntheticSamples.all().size() - 1);
    LesionImage picture = lesion.draw();
    for (Reason reason : degradation.shown()) {
      double plain = of(picture).of(reason);
      double before = plain;
      for (double step : degradation.steps()) {
        double after = of(degradation.change().apply(picture, step)).of(reason);
        if (reason.above()) {
          assertThat(after).as("%s at %s", reason, step).isGreaterThanOrEqualTo(before);
        } else {
          assertThat(after).as("%s at %s", reason, step).isLessThanOrEqualTo(before);
        }
        before = after;
      }
      assertThat(before).as("%s at last", reason).isNotEqualTo(plain);
    }
  }

  private static ImageQuality of(LesionImage picture) {
    return ImageQuality.of(
        PREPARED.samples(picture), 224, PREPARED.frame(picture.width(), picture.height()).area());
  }
}
