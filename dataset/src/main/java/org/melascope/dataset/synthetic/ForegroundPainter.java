package org.melascope.dataset.synthetic;

import org.melascope.dataset.synthetic.Canvas.Colour;

/** Paints what lies between skin and camera: air bubbles, and the light and shade of the lens. */
final class ForegroundPainter {
  private static final Colour WHITE = new Colour(1, 1, 1);
  private static final Colour SHADOW = Colour.ofSrgb(70, 45, 40);
  private static final Colour TUBE = Colour.ofSrgb(16, 13, 14);

  private final Noise noise;
  private final Canvas canvas;
  private final LesionScene scene;
  private final double unit;

  ForegroundPainter(Noise noise, Canvas canvas, LesionScene scene) {
    this.noise = noise;
    this.canvas = canvas;
    this.scene = scene;
    this.unit = canvas.unit();
  }

  /** Air in the fluid: a clear disc with a dark rim and a bright crescent. */
  void paintBubbles() {
    for (int bubble = 0; bubble < scene.bubbles(); bubble++) {
      double centreX = canvas.width() * white(bubble, 11);
      double centreY = canvas.height() * white(bubble, 12);
      double size = white(bubble, 13);
      double radius = unit * (3 + 15 * size * size * size);
      paintBubble(centreX, centreY, radius);
    }
  }

  private void paintBubble(double centreX, double centreY, double radius) {
    double reach = radius + 3;
    for (int y = (int) (centreY - reach); y <= centreY + reach; y++) {
      for (int x = (int) (centreX - reach); x <= centreX + reach; x++) {
        double dx = (x + 0.5 - centreX) / radius;
        double dy = (y + 0.5 - centreY) / radius;
        double distance = Math.sqrt(dx * dx + dy * dy);
        double rim = Noise.step(0.72, 0.93, distance) * (1 - Noise.step(0.95, 1.12, distance));
        double lit = distance < 1e-9 ? 0 : Math.max(0, (-0.6 * dx - 0.8 * dy) / distance);
        double glintX = dx + 0.38;
        double glintY = dy + 0.45;
        double glint = 1 - Noise.step(0.02, 0.05, glintX * glintX + glintY * glintY);
        canvas.cover(x, y, SHADOW, 0.3 * rim * (1 - lit));
        canvas.cover(x, y, WHITE, 0.05 * (1 - Noise.step(0.9, 1.05, distance)));
        canvas.cover(x, y, WHITE, 0.8 * rim * lit * lit + 0.85 * glint);
      }
    }
  }

  /** Light that falls off from the middle, and the dark tube around a round field of view. */
  void shade() {
    double half = Math.sqrt(square(canvas.width()) + square(canvas.height())) / 2;
    double lightX = canvas.width() * (0.42 + 0.16 * white(-1, 1));
    double lightY = canvas.height() * (0.42 + 0.16 * white(-1, 2));
    double field = half * (1.12 - 0.33 * scene.vignetting());
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++) {
        double fromLight = (square(x - lightX) + square(y - lightY)) / square(half);
        double light = 1.04 - 0.2 * fromLight;
        canvas.set(x, y, canvas.get(x, y).times(light));
        if (scene.vignetting() > 0) {
          double fromCentre =
              Math.sqrt(square(x - canvas.width() / 2.0) + square(y - canvas.height() / 2.0));
          double shadow = Noise.step(field - 0.16 * half, field + 0.012 * half, fromCentre);
          double edge = Noise.step(field - 0.012 * half, field + 0.012 * half, fromCentre);
          canvas.cover(x, y, TUBE, Math.max(edge, 0.5 * shadow * shadow));
        }
      }
    }
  }

  private double white(long x, long y) {
    return noise.white(x, y);
  }

  private static double square(double value) {
    return value * value;
  }
}
