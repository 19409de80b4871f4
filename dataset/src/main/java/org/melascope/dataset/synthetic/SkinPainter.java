package org.melascope.dataset.synthetic;

import org.melascope.dataset.synthetic.Canvas.Colour;

/** Paints skin: a tone, blotches, furrows and follicles. */
final class SkinPainter {
  /**
   * Optical density per channel of one unit of melanin: turns fair skin light brown, 2.6 units dark
   * brown.
   */
  static final Colour MELANIN = new Colour(0.63, 0.89, 1.17);

  /** Optical density per channel of one unit of blood. */
  static final Colour BLOOD = new Colour(0.3, 1.4, 1.15);

  private static final Colour FAIR = Colour.ofSrgb(236, 199, 182);

  private final Noise blotches;
  private final Noise furrows;
  private final Noise follicles;
  private final Canvas canvas;
  private final double tone;

  SkinPainter(Noise noise, Canvas canvas, LesionScene scene) {
    this.blotches = noise.part("blotches");
    this.furrows = noise.part("furrows");
    this.follicles = noise.part("follicles");
    this.canvas = canvas;
    this.tone = 0.1 + 1.9 * scene.skinTone();
  }

  void paint() {
    double unit = canvas.unit();
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++) {
        canvas.set(x, y, colour((x + 0.5) / unit, (y + 0.5) / unit));
      }
    }
  }

  /** The colour at a place, in pixels of a picture whose shorter side has 450. */
  private Colour colour(double x, double y) {
    double mottle = blotches.fractal(x / 150, y / 150, 5);
    double blood = 0.16 + 0.13 * blotches.fractal(x / 70 + 90, y / 70 - 40, 4);
    double melanin = tone * (1 + 0.12 * mottle) + 0.05 * blotches.fractal(x / 9, y / 9, 2);
    double bendX = x + 5 * furrows.smooth(x / 40, y / 40);
    double bendY = y + 5 * furrows.smooth(x / 40 + 60, y / 40);
    double coarse = 1 - Noise.step(0, 0.22, furrows.cell(bendX / 19, bendY / 15).inset());
    double fine = 1 - Noise.step(0, 0.3, furrows.cell(bendX / 8 + 40, bendY / 7).inset());
    double relief = 1 - 0.045 * coarse - 0.025 * fine + 0.02 * furrows.smooth(x / 4, y / 4);
    Noise.Cell follicle = follicles.cell(x / 46, y / 46);
    double pore = follicle.value() < 0.55 ? 1 - Noise.step(0.02, 0.075, follicle.nearest()) : 0;
    return FAIR.through(melanin + 0.16 * pore, MELANIN)
        .through(Math.max(0, blood), BLOOD)
        .times(relief);
  }
}
