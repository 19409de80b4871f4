package org.melascope.training.augmentation;

import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.melascope.image.LesionImage;
import org.melascope.image.Resampling;

/**
 * A random view of a picture: what may differ between two photos of the same lesion is drawn anew
 * for each view, so that the network cannot learn it. Framing, sharpness, colour cast and aspect
 * differ between the public collections and, with them, between the classes; that is why these
 * ranges are wide.
 *
 * @param zoomOut the largest share of the framed part that a view covers along its side, at least
 *     {@code zoomIn}
 * @param zoomIn the smallest such share, positive
 * @param aspect a view is stretched by up to this factor either way, at least 1
 * @param rotation whether views are turned by any angle; flips and quarter turns are always drawn
 * @param degradation in [0, 1): a view's resolution is reduced by up to this share, in half of the
 *     views
 * @param colour standard deviation of the logarithm of brightness, contrast, saturation and each
 *     channel's gain
 * @param blur largest standard deviation in pixels of a Gaussian blur, in a fifth of the views
 * @param noise largest standard deviation of Gaussian noise in grey levels, in a fifth of the views
 * @param marks share of the views over which hairs, a ruler or pen marks are drawn, from 0 to 1
 * @param compression share of the views that show what saving as a JPEG file of quality 0.15 to 0.8
 *     does, from 0 to 1
 * @param mixup each view is mixed with another one, and so are their losses, in proportions drawn
 *     from a beta distribution with both parameters of this value (Zhang et al. 2018, "mixup");
 *     with 0 none is mixed
 */
public record Augmentation(
    double zoomOut,
    double zoomIn,
    double aspect,
    boolean rotation,
    double degradation,
    double colour,
    double blur,
    double noise,
    double marks,
    double compression,
    double mixup) {
  /** For most of a training: views as different as photos from elsewhere. */
  public static final Augmentation STRONG =
      new Augmentation(1.15, 0.5, 1.3, true, 0.65, 0.1, 1.5, 8, 0.2, 0.2, 0);

  /** For networks that are nearly there: views closer to the pictures themselves. */
  public static final Augmentation MODERATE =
      new Augmentation(1.1, 0.65, 1.2, true, 0.35, 0.07, 1, 5, 0.15, 0.15, 0);

  public Augmentation {
    if (!(zoomIn > 0 && zoomIn <= zoomOut && zoomOut <= 4)) {
      throw new IllegalArgumentException(
          "need 0 < zoomIn <= zoomOut <= 4, not " + zoomIn + " and " + zoomOut);
    }
    if (!(aspect >= 1 && aspect <= 4)) {
      throw new IllegalArgumentException("aspect must be from 1 to 4, not " + aspect);
    }
    if (!(degradation >= 0 && degradation < 1)) {
      throw new IllegalArgumentException(
          "degradation must be at least 0 and below 1, not " + degradation);
    }
    if (!(colour >= 0 && blur >= 0 && noise >= 0)) {
      throw new IllegalArgumentException("colour, blur and noise must not be negative");
    }
    if (!(marks >= 0 && marks <= 1 && compression >= 0 && compression <= 1)) {
      throw new IllegalArgumentException(
          "marks and compression must be from 0 to 1, not " + marks + " and " + compression);
    }
    if (!(mixup >= 0 && mixup <= 10)) {
      throw new IllegalArgumentException("mixup must be from 0 to 10, not " + mixup);
    }
  }

  /** The same views, mixed in pairs. */
  public Augmentation withMixup(double mixup) {
    return new Augmentation(
        zoomOut,
        zoomIn,
        aspect,
        rotation,
        degradation,
        colour,
        blur,
        noise,
        marks,
        compression,
        mixup);
  }

  /** How much of a view is to be seen in a mixed one; the rest is of its partner. */
  public double shareOfView(RandomGenerator random) {
    return mixup == 0
        ? 1
        : new BetaDistribution(mixup, mixup).inverseCumulativeProbability(random.nextDouble());
  }

  /**
   * Draws a view.
   *
   * @param size side of the view in pixels
   * @return {@code 3 * size * size} samples, channel by channel (CHW): in [0, 255] but for what
   *     noise adds
   */
  public float[] view(LesionImage image, int size, RandomGenerator random) {
    Framed framed = frame(image, random);
    double reduction = Math.min(1, size / Math.max(framed.width, framed.height));
    if (random.nextBoolean()) {
      reduction *= 1 - degradation * random.nextDouble();
    }
    Planes source = Planes.reduced(image, reduction);
    float[] view = framed.warp(source, size, random);
    if (marks > 0 && random.nextDouble() < marks) {
      OverlaidMarks.draw(view, size, random);
    }
    ColourJitter.apply(view, colour, random);
    if (blur > 0 && random.nextInt(5) == 0) {
      GaussianBlur.apply(view, size, blur * random.nextDouble());
    }
    if (noise > 0 && random.nextInt(5) == 0) {
      addNoise(view, (float) (noise * random.nextDouble()), random);
    }
    if (compression > 0 && random.nextDouble() < compression) {
      JpegArtefacts.apply(view, size, 0.15 + 0.65 * random.nextDouble());
    }
    return view;
  }

  private Framed frame(LesionImage image, RandomGenerator random) {
    double side = Math.min(image.width(), image.height());
    // Between the centred square (0) and the whole frame squashed to a square (1).
    double squash = random.nextDouble();
    double zoom = zoomIn * Math.pow(zoomOut / zoomIn, random.nextDouble());
    double stretch = Math.sqrt(Math.pow(aspect, 2 * random.nextDouble() - 1));
    double width = side * Math.pow(image.width() / side, squash) * zoom * stretch;
    double height = side * Math.pow(image.height() / side, squash) * zoom / stretch;
    double centreX = image.width() / 2.0 + shift(image.width() - width, random);
    double centreY = image.height() / 2.0 + shift(image.height() - height, random);
    double angle = rotation ? 2 * Math.PI * random.nextDouble() : Math.PI / 2 * random.nextInt(4);
    return new Framed(centreX, centreY, width, height, angle, random.nextBoolean());
  }

  /**
   * The lesion is near the centre of a good photo: views stay nearer to it than the edge would
   * allow.
   */
  private static double shift(double slack, RandomGenerator random) {
    return Math.max(0, slack) / 2 * 0.7 * (2 * random.nextDouble() - 1);
  }

  private static void addNoise(float[] view, float deviation, RandomGenerator random) {
    for (int i = 0; i < view.length; i++) {
      view[i] += deviation * (float) random.nextGaussian();
    }
  }

  /** A rectangle of a picture, in its continuous coordinates, and how the view lies on it. */
  private record Framed(
      double centreX, double centreY, double width, double height, double angle, boolean mirrored) {

    /**
     * Samples the rectangle bilinearly; outside of the picture it is mirrored or, in one view of
     * five, black.
     */
    float[] warp(Planes source, int size, RandomGenerator random) {
      boolean mirror = random.nextInt(5) != 0;
      double scaleX = (double) source.width / source.originalWidth;
      double scaleY = (double) source.height / source.originalHeight;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      float[] view = new float[3 * size * size];
      for (int row = 0; row < size; row++) {
        double v = (row + 0.5) / size - 0.5;
        for (int column = 0; column < size; column++) {
          double u = ((column + 0.5) / size - 0.5) * (mirrored ? -1 : 1);
          double x = (centreX + width * (cos * u - sin * v)) * scaleX - 0.5;
          double y = (centreY + height * (sin * u + cos * v)) * scaleY - 0.5;
          source.sample(x, y, mirror, view, row * size + column, size * size);
        }
      }
      return view;
    }
  }

  /** A picture as three planes of floats, reduced beforehand so that a view does not alias. */
  private record Planes(
      int width, int height, int originalWidth, int originalHeight, float[] samples) {

    static Planes reduced(LesionImage image, double reduction) {
      int width = Math.max(2, (int) Math.round(image.width() * reduction));
      int height = Math.max(2, (int) Math.round(image.height() * reduction));
      float[] samples = new float[3 * width * height];
      Resampling.resize(image, 0, 0, image.width(), image.height(), width, height, samples);
      return new Planes(width, height, image.width(), image.height(), samples);
    }

    void sample(double x, double y, boolean mirror, float[] view, int index, int plane) {
      if (!mirror && (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5)) {
        return;
      }
      int left = (int) Math.floor(x);
      int top = (int) Math.floor(y);
      float right = (float) (x - left);
      float lower = (float) (y - top);
      int x0 = mirrored(left, width);
      int x1 = mirrored(left + 1, width);
      int y0 = mirrored(top, height) * width;
      int y1 = mirrored(top + 1, height) * width;
      for (int channel = 0; channel < 3; channel++) {
        int start = channel * width * height;
        float above = samples[start + y0 + x0] * (1 - right) + samples[start + y0 + x1] * right;
        float below = samples[start + y1 + x0] * (1 - right) + samples[start + y1 + x1] * right;
        view[channel * plane + index] = above * (1 - lower) + below * lower;
      }
    }

    private static int mirrored(int position, int size) {
      int inPeriod = Math.floorMod(position, 2 * size);
      return inPeriod < size ? inPeriod : 2 * size - 1 - inPeriod;
    }
  }
}
