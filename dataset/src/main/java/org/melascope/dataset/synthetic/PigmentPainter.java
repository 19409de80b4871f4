package org.melascope.dataset.synthetic;

import org.melascope.dataset.synthetic.Canvas.Colour;

/**
 * Paints a lesion's pigment over skin, as light absorbed by melanin and blood and scattered by what
 * lies deep.
 */
final class PigmentPainter {
  private static final Colour BLUE_GREY = Colour.ofSrgb(96, 101, 112);
  private static final Colour SCAR = Colour.ofSrgb(232, 214, 208);
  private static final Colour KERATIN = Colour.ofSrgb(238, 208, 164);

  /**
   * Amounts at one place: melanin and blood in units of optical density, the rest shares of a
   * colour.
   */
  private record Layer(double melanin, double blood, double veil, double scar, double keratin) {}

  private final Noise noise;
  private final Noise globules;
  private final Noise openings;
  private final Noise cysts;
  private final Canvas canvas;
  private final LesionPigment pigment;
  private final LesionOutline.Drawn outline;

  PigmentPainter(Noise noise, Canvas canvas, LesionPigment pigment, LesionOutline.Drawn outline) {
    this.noise = noise;
    this.globules = noise.part("globules");
    this.openings = noise.part("openings");
    this.cysts = noise.part("cysts");
    this.canvas = canvas;
    this.pigment = pigment;
    this.outline = outline;
  }

  void paint() {
    double unit = canvas.unit();
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++) {
        double depth = outline.depth(x + 0.5, y + 0.5);
        double coverage = outline.coverage(depth, x, y);
        if (coverage > 0) {
          double placeX = (x + 0.5 - outline.centreX()) / unit;
          double placeY = (y + 0.5 - outline.centreY()) / unit;
          Colour skin = canvas.get(x, y);
          canvas.set(x, y, over(skin, layer(placeX, placeY, depth, unit), coverage));
        }
      }
    }
  }

  private Layer layer(double x, double y, double depth, double unit) {
    double radius = outline.radius() / unit;
    return switch (pigment.look()) {
      case MELANOCYTIC -> melanocytic(x, y, depth, radius);
      case KERATOSIS -> keratosis(x, y, depth, radius);
      case VASCULAR -> vascular(x, y, depth);
    };
  }

  private static Colour over(Colour skin, Layer layer, double coverage) {
    return skin.mix(SCAR, 0.6 * layer.scar * coverage)
        .through(layer.melanin * coverage, SkinPainter.MELANIN)
        .through(layer.blood * coverage, SkinPainter.BLOOD)
        .mix(BLUE_GREY, layer.veil * coverage)
        .mix(KERATIN, layer.keratin * coverage);
  }

  private Layer melanocytic(double x, double y, double depth, double radius) {
    double[] zone = new double[7];
    for (int colour = 2; colour <= pigment.colours(); colour++) {
      zone[colour] = pigment.variegation() * zone(colour, x / radius, y / radius);
    }
    double mottle = noise.fractal(3 * x / radius, 3 * y / radius, 5);
    double grain = noise.fractal(x / 7 + 300, y / 7, 3);
    double melanin = 0.95 + 0.4 * mottle + 0.12 * grain + 0.6 * Noise.step(0, 0.9, depth);
    melanin += pigment.network() * network(x, y, depth);
    melanin += 1.1 * zone[2] + 2.6 * zone[3];
    melanin += 1.3 * globules(x, y);
    melanin *= (1 - 0.25 * zone[4]) * (1 - 0.5 * zone[5]) * (1 - 0.8 * zone[6]);
    double blood = 0.06 + 0.75 * zone[5] * (1 + 0.3 * grain);
    double veil = zone[4] * Math.max(0, 0.62 + 0.3 * mottle + 0.1 * grain);
    return new Layer(melanin, blood, veil, zone[6], 0);
  }

  /** Where a further colour is: a cloud around a point of its own in the lesion; in radii. */
  private double zone(int colour, double x, double y) {
    double angle = 2 * StrictMath.PI * (noise.white(0, 9) + colour * 0.382);
    double away = 0.2 + 0.35 * noise.white(colour, 1);
    double size = (colour == 2 ? 0.62 : 0.36) + 0.16 * noise.white(colour, 2);
    double dx = x - away * StrictMath.cos(angle);
    double dy = y - away * StrictMath.sin(angle);
    double cloud = noise.fractal(1.9 * x + 11 * colour, 1.9 * y - 7 * colour, 3);
    double wisps = noise.fractal(7 * x - 13 * colour, 7 * y + 5 * colour, 4);
    double inside = 1 - Math.sqrt(dx * dx + dy * dy) / size + 0.8 * cloud + 0.45 * wisps;
    return Noise.step(-0.45, 0.65, inside);
  }

  /** A honeycomb of pigmented lines around paler holes, fading towards the border. */
  private double network(double x, double y, double depth) {
    double bendX = x + 5 * noise.smooth(x / 25, y / 25 + 30) + 1.6 * noise.smooth(x / 5, y / 5);
    double bendY = y + 5 * noise.smooth(x / 25 - 30, y / 25) + 1.6 * noise.smooth(y / 5, x / 5);
    Noise.Cell cell = noise.cell(bendX / 10.5, bendY / 10.5);
    double line = 1 - Noise.step(-0.1, 0.5, cell.inset());
    double broken = 0.75 + 0.5 * noise.smooth(x / 11, y / 11 - 80);
    double hole = 1 - Noise.step(0.1, 0.55, cell.nearest());
    double patchy = 0.7 + 0.55 * noise.fractal(x / 60 + 200, y / 60, 3);
    double central = 0.4 + 0.6 * Noise.step(0, 0.4, depth);
    return Math.max(0, patchy) * central * (1.15 * line * broken - 0.45 * hole);
  }

  /** Dark dots and clods of unequal size and shape, in clusters. */
  private double globules(double x, double y) {
    double bendX = x + 2.2 * noise.smooth(x / 6 + 400, y / 6);
    double bendY = y + 2.2 * noise.smooth(x / 6, y / 6 + 400);
    Noise.Cell cell = globules.cell(bendX / 15, bendY / 15);
    double cluster = 0.9 + 1.1 * noise.fractal(x / 70 - 500, y / 70, 2);
    double limit = 0.8 * pigment.globules() * Math.max(0, cluster);
    if (cell.value() >= limit) {
      return 0;
    }
    double share = cell.value() / limit;
    double size = 0.14 + 0.26 * share;
    return (0.45 + 0.55 * share) * (1 - Noise.step(0.35 * size, size, cell.nearest()));
  }

  private Layer keratosis(double x, double y, double depth, double radius) {
    double mottle = noise.fractal(2.4 * x / radius, 2.4 * y / radius, 5);
    double grain = noise.fractal(x / 8 + 300, y / 8, 3);
    double bendX = x + 22 * noise.fractal(x / 70, y / 70, 4);
    double bendY = y + 22 * noise.fractal(x / 70 + 70, y / 70, 4);
    double ridge = 1 - Math.abs(noise.smooth(bendX / 34, bendY / 34));
    double fissure = Noise.step(0.8, 1.0, ridge) * (0.55 + 0.6 * noise.smooth(x / 30 - 90, y / 30));
    Noise.Cell opening = openings.cell(bendX / 34, bendY / 34);
    double plug = opening.value() < 0.4 ? 1 - Noise.step(0.04, 0.2, opening.nearest()) : 0;
    Noise.Cell cyst = cysts.cell(x / 25, y / 25);
    double size = 0.08 + 0.4 * cyst.value();
    double pearl = cyst.value() < 0.3 ? 1 - Noise.step(0.2 * size, size, cyst.nearest()) : 0;
    double rim = 1 - Noise.step(0.02, 0.25, depth);
    double melanin = 1.3 + 0.6 * mottle + 0.15 * grain + 0.9 * Math.max(0, fissure) + 0.3 * rim;
    double waxy = Math.max(0, 0.07 + 0.1 * mottle + 0.4 * pearl);
    return new Layer(melanin + 1.7 * plug, 0.12, 0, 0, waxy * (1 - plug));
  }

  private Layer vascular(double x, double y, double depth) {
    double bendX = x + 14 * noise.fractal(x / 50, y / 50, 4);
    double bendY = y + 14 * noise.fractal(x / 50 - 40, y / 50, 4);
    Noise.Cell cell = noise.cell(bendX / 36, bendY / 36);
    double lagoon = Noise.step(-0.12, 0.62, cell.inset());
    double mottle = noise.fractal(x / 22, y / 22, 4);
    double blood = 0.75 + lagoon * (0.7 + 0.8 * cell.value()) + 0.35 * mottle;
    double dark = lagoon * Math.max(0, cell.value() - 0.4);
    double septum = (1 - lagoon) * Noise.step(0, 0.3, depth);
    return new Layer(0.15 + 1.1 * dark, blood, 0.3 * dark, 0.12 * septum, 0);
  }
}
