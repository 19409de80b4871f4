package org.melascope.dataset.synthetic;

import org.melascope.image.LesionImage;

/**
 * A lesion that nobody has: what a picture of it shows, and the drawing of that picture. It
 * imitates dermoscopy well enough for demonstrations and tests; an answer about it means nothing
 * clinically.
 *
 * <p>Every pixel is computed here, with exactly specified arithmetic only, so the same parameters
 * give the same picture on every Java platform. Parameters are independent: a changed one leaves
 * the draws behind the others as they were.
 *
 * @param seed another one draws another lesion with the same parameters
 * @param width of the picture in pixels, 16 to 4096; {@code height} likewise
 */
public record SyntheticLesion(
    long seed,
    int width,
    int height,
    LesionOutline outline,
    LesionPigment pigment,
    LesionScene scene) {
  public SyntheticLesion {
    if (width < 16 || height < 16 || width > 4096 || height > 4096) {
      throw new IllegalArgumentException(
          "width and height must be from 16 to 4096, not " + width + "x" + height);
    }
  }

  /** Draws the picture. */
  public LesionImage draw() {
    Noise noise = new Noise(seed);
    Canvas canvas = new Canvas(width, height);
    new SkinPainter(noise.part("skin"), canvas, scene).paint();
    new PigmentPainter(noise.part("pigment"), canvas, pigment, drawnOutline()).paint();
    ForegroundPainter foreground = new ForegroundPainter(noise.part("foreground"), canvas, scene);
    new HairPainter(noise.part("hair"), canvas).paint(scene.hairs());
    foreground.paintBubbles();
    foreground.shade();
    if (scene.ruler()) {
      new RulerPainter(noise.part("ruler"), canvas).paint();
    }
    canvas.blur(scene.blur() * canvas.unit());
    return canvas.develop(noise.part("grain"));
  }

  /**
   * Where the lesion is.
   *
   * @return {@code width * height} values, row by row from the top: whether the pixel's centre lies
   *     within the border
   */
  public boolean[] mask() {
    LesionOutline.Drawn drawn = drawnOutline();
    boolean[] mask = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        mask[y * width + x] = drawn.depth(x + 0.5, y + 0.5) > 0;
      }
    }
    return mask;
  }

  /** The same lesion with another shape. */
  public SyntheticLesion with(LesionOutline other) {
    return new SyntheticLesion(seed, width, height, other, pigment, scene);
  }

  /** The same lesion with other colours. */
  public SyntheticLesion with(LesionPigment other) {
    return new SyntheticLesion(seed, width, height, outline, other, scene);
  }

  /** The same lesion in another scene. */
  public SyntheticLesion with(LesionScene other) {
    return new SyntheticLesion(seed, width, height, outline, pigment, other);
  }

  private LesionOutline.Drawn drawnOutline() {
    return outline.new Drawn(new Noise(seed).part("outline"), width, height);
  }

  static void checkShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, not " + value);
    }
  }
}
