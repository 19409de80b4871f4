package org.melascope.evaluation.robustness;

import java.util.List;
import java.util.function.UnaryOperator;
import org.melascope.image.LesionImage;

/**
 * A change of a picture that leaves the lesion what it is.
 *
 * @param name short, for a table
 * @param description what is done, for a reader
 * @param change makes the changed picture; may be called by several threads at once
 */
public record Perturbation(String name, String description, UnaryOperator<LesionImage> change) {
  /** No change at all. */
  public static final Perturbation NONE =
      new Perturbation("plain", "the picture as it is", picture -> picture);

  /** The changes of the robustness table, in its order. */
  public static final List<Perturbation> ALL =
      List.of(
          turned(15),
          turned(30),
          turned(45),
          new Perturbation(
              "turned 90°", "turned by 90 degrees, no pixel changed", Changes::quarterTurn),
          new Perturbation("left-right", "mirrored left to right", Changes::leftRight),
          new Perturbation("upside down", "mirrored top to bottom", Changes::topBottom),
          jpeg(50),
          jpeg(30),
          brightness("20 % brighter", 1.2),
          brightness("20 % darker", 0.8),
          contrast("20 % more contrast", 1.2),
          contrast("20 % less contrast", 0.8),
          new Perturbation(
              "blur",
              "Gaussian blur, standard deviation 1 % of the shorter side",
              picture -> Changes.blurred(picture, 0.01)),
          new Perturbation(
              "half resolution", "reduced to half the width and height", Changes::halved),
          new Perturbation("ruler", "a dark scale drawn along the lower edge", Marks::ruler),
          new Perturbation(
              "pen mark", "two violet pen strokes drawn around the middle", Marks::pen));

  private static Perturbation turned(int degrees) {
    return new Perturbation(
        "turned " + degrees + "°",
        "turned by " + degrees + " degrees about the middle, corners filled by mirroring",
        picture -> Changes.turned(picture, degrees));
  }

  private static Perturbation jpeg(int quality) {
    return new Perturbation(
        "JPEG quality " + quality,
        "saved as JPEG of quality " + quality + " and read again",
        picture -> Changes.jpeg(picture, quality / 100.0));
  }

  private static Perturbation brightness(String name, double factor) {
    return new Perturbation(
        name,
        "all sRGB samples times " + factor + ", cut off at 255",
        picture -> Changes.rescaled(picture, factor, 0));
  }

  private static Perturbation contrast(String name, double factor) {
    return new Perturbation(
        name,
        "distance of all sRGB samples from the picture's mean times " + factor,
        picture -> Changes.rescaled(picture, factor, (1 - factor) * Changes.mean(picture)));
  }

  @Override
  public String toString() {
    return name;
  }
}
