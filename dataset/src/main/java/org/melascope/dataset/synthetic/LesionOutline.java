package org.melascope.dataset.synthetic;

/**
 * The shape of a synthetic lesion.
 *
 * @param diameter of the circle of equal area, as a share of the picture's shorter side, in (0, 1]
 * @param asymmetry 0 an ellipse, 1 no half like the other
 * @param irregularity of the border: 0 smooth, 1 notched
 * @param softness how gradually the pigment ends: 0 abruptly, 1 over a third of the radius
 */
public record LesionOutline(
    double diameter, double asymmetry, double irregularity, double softness) {
  private static final int HARMONICS = 15;

  public LesionOutline {
    if (!(diameter > 0 && diameter <= 1)) {
      throw new IllegalArgumentException("diameter must be above 0 and at most 1, not " + diameter);
    }
    SyntheticLesion.checkShare("asymmetry", asymmetry);
    SyntheticLesion.checkShare("irregularity", irregularity);
    SyntheticLesion.checkShare("softness", softness);
  }

  /** The outline of one lesion in the middle of a picture. */
  final class Drawn {
    private final double centreX;
    private final double centreY;
    private final double radius;
    private final double[] cosine = new double[HARMONICS];
    private final double[] sine = new double[HARMONICS];
    private final double scale;
    private final Noise warp;

    Drawn(Noise noise, int width, int height) {
      radius = diameter * Math.min(width, height) / 2;
      centreX = width / 2.0 + (noise.white(0, 0) - 0.5) * 0.08 * width;
      centreY = height / 2.0 + (noise.white(1, 0) - 0.5) * 0.08 * height;
      warp = noise.part("warp");
      double turn = 2 * StrictMath.PI * noise.white(2, 0);
      // Out of phase with the ellipse's axes, so that no reflection maps the shape onto itself.
      add(2, 0.06 + 0.12 * asymmetry, 2 * turn);
      add(3, 0.2 * asymmetry, 3 * turn + (noise.white(3, 0) < 0.5 ? 0.8 : 2.4));
      add(5, 0.11 * asymmetry, 5 * turn + (noise.white(4, 0) < 0.5 ? 0.7 : 2.3));
      for (int k = 4; k < HARMONICS; k++) {
        double height0 = 0.4 + 0.6 * noise.white(k, 1);
        add(k, 0.16 * irregularity * height0 / k * 2, 2 * StrictMath.PI * noise.white(k, 2));
      }
      // Parseval: the mean of (1 + sum of harmonics) squared.
      double square = 1;
      for (int k = 1; k < HARMONICS; k++) {
        square += (cosine[k] * cosine[k] + sine[k] * sine[k]) / 2;
      }
      scale = radius / Math.sqrt(square);
    }

    private void add(int harmonic, double height, double phase) {
      cosine[harmonic] += height * StrictMath.cos(phase);
      sine[harmonic] += height * StrictMath.sin(phase);
    }

    double centreX() {
      return centreX;
    }

    double centreY() {
      return centreY;
    }

    /** Radius of the circle of equal area in pixels. */
    double radius() {
      return radius;
    }

    /**
     * How far inside the border a point is, in radii: about 1 at the centre, 0 on the border,
     * negative outside.
     */
    double depth(double x, double y) {
      double size = 0.45 * radius;
      double shift = radius * (0.015 + 0.11 * irregularity);
      double dx = x - centreX + shift * warp.fractal(x / size, y / size, 4);
      double dy = y - centreY + shift * warp.fractal(y / size + 50, x / size - 50, 4);
      double distance = Math.sqrt(dx * dx + dy * dy);
      if (distance < 1e-9) {
        return 1;
      }
      return (scale * relativeRadius(dx / distance, dy / distance) - distance) / radius;
    }

    /** The sum of harmonics in a direction, by the angle-addition formulas. */
    private double relativeRadius(double cos, double sin) {
      double sum = 1;
      double c = 1;
      double s = 0;
      for (int k = 1; k < HARMONICS; k++) {
        double next = c * cos - s * sin;
        s = s * cos + c * sin;
        c = next;
        sum += cosine[k] * c + sine[k] * s;
      }
      return sum;
    }

    /**
     * How much of the pigment there is at a depth, in [0, 1]; fades more gradually in some places
     * than in others.
     */
    double coverage(double depth, double x, double y) {
      double size = 0.8 * radius;
      double local = 0.7 + 0.6 * warp.smooth(x / size - 20, y / size + 70);
      double width = 0.02 + 0.32 * softness * Math.max(0.2, local);
      return Noise.step(-0.35 * width, width, depth);
    }
  }
}
