package org.melascope.evaluation.robustness;

import java.util.List;
import org.melascope.gates.Reason;
import org.melascope.image.LesionImage;

/**
 * A way for pictures to get worse step by step, until nobody could judge them.
 *
 * @param name short, for tables and files
 * @param unit what the steps count, for a reader
 * @param shown by which measures of quality it shows
 * @param steps from mild to severe
 * @param change makes the picture worse; may be called by several threads at once
 */
public record Degradation(
    String name, String unit, List<Reason> shown, List<Double> steps, Change change) {

  /** Makes a picture worse. */
  @FunctionalInterface
  public interface Change {
    /** The picture at one of the steps. */
    LesionImage apply(LesionImage picture, double step);
  }

  /** One for each way in which a picture can be too bad. */
  public static final List<Degradation> ALL =
      List.of(
          new Degradation(
              "blur",
              "Gaussian blur, standard deviation as a share of the shorter side",
              List.of(Reason.BLURRED),
              List.of(0.01, 0.02, 0.03, 0.045, 0.065),
              Changes::blurred),
          new Degradation(
              "darkness",
              "all sRGB samples times",
              List.of(Reason.TOO_DARK),
              List.of(0.6, 0.4, 0.25, 0.15, 0.08),
              (picture, factor) -> Changes.rescaled(picture, factor, 0)),
          new Degradation(
              "overexposure",
              "all sRGB samples times, cut off at 255",
              List.of(Reason.OVEREXPOSED),
              List.of(1.3, 1.6, 2.0, 2.6, 3.5),
              (picture, factor) -> Changes.rescaled(picture, factor, 0)),
          new Degradation(
              "fading",
              "distance of all sRGB samples from the picture's mean times",
              List.of(Reason.LOW_CONTRAST, Reason.NO_LESION),
              List.of(0.5, 0.3, 0.2, 0.12, 0.06),
              (picture, factor) ->
                  Changes.rescaled(picture, factor, (1 - factor) * Changes.mean(picture))),
          new Degradation(
              "reduction",
              "shorter side of the file in pixels",
              List.of(Reason.LOW_RESOLUTION),
              List.of(96.0, 64.0, 44.0, 30.0, 20.0),
              Changes::reduced),
          new Degradation(
              "distance",
              "how many times as wide as the picture the scene is",
              List.of(Reason.LESION_TOO_SMALL),
              List.of(1.5, 2.2, 3.2, 4.6, 6.6),
              Changes::fromAfar),
          new Degradation(
              "hair",
              "dark hairs drawn over the picture",
              List.of(Reason.COVERED),
              List.of(25.0, 60.0, 120.0, 200.0, 320.0),
              (picture, count) -> Marks.hairs(picture, (int) count)));

  public Degradation {
    shown = List.copyOf(shown);
    steps = List.copyOf(steps);
  }

  @Override
  public String toString() {
    return name;
  }
}
