package org.melascope.dataset.synthetic;

import org.melascope.dataset.synthetic.Canvas.Colour;

/**
 * Paints hairs: arcs that taper towards both ends, with a soft shadow beside them and a sheen along
 * them.
 */
final class HairPainter {
  private static final Colour BLACK = Colour.ofSrgb(30, 24, 23);
  private static final Colour BROWN = Colour.ofSrgb(92, 62, 44);
  private static final Colour SHEEN = Colour.ofSrgb(178, 150, 132);
  private static final Colour SHADOW = Colour.ofSrgb(84, 50, 42);
  private static final int SEGMENTS = 40;

  /** A brush: half its width and the width of its fading edge in pixels, and how much it covers. */
  private record Brush(double half, double edge, Colour colour, double opacity) {}

  private final Noise noise;
  private final Canvas canvas;
  private final double unit;
  private final double[] xs = new double[SEGMENTS + 1];
  private final double[] ys = new double[SEGMENTS + 1];

  HairPainter(Noise noise, Canvas canvas) {
    this.noise = noise;
    this.canvas = canvas;
    this.unit = canvas.unit();
  }

  void paint(int count) {
    for (int hair = 0; hair < count; hair++) {
      trace(hair);
      double half = unit * (1.0 + 1.2 * noise.white(hair, 6));
      Colour colour = BLACK.mix(BROWN, noise.white(hair, 7));
      stroke(2.6 * unit, 3.2 * unit, new Brush(1.3 * half, 3 * unit, SHADOW, 0.28));
      stroke(0, 0, new Brush(half, 0.6, colour, 0.94));
      double sheen = 0.1 + 0.25 * noise.white(hair, 8);
      stroke(-0.3 * half, -0.3 * half, new Brush(0.25 * half, 0.6, SHEEN, sheen));
    }
  }

  /** Lays a hair, roughly in the direction that all hairs of the picture share. */
  private void trace(int hair) {
    double x = canvas.width() * (1.3 * noise.white(hair, 1) - 0.15);
    double y = canvas.height() * (1.3 * noise.white(hair, 2) - 0.15);
    double angle = 2 * StrictMath.PI * noise.white(-1, 0) + 1.5 * (noise.white(hair, 3) - 0.5);
    double length = unit * (170 + 330 * noise.white(hair, 4));
    double bend = 2.4 * (noise.white(hair, 5) - 0.5);
    for (int i = 0; i <= SEGMENTS; i++) {
      xs[i] = x;
      ys[i] = y;
      double along = (double) i / SEGMENTS;
      double direction = angle + bend * along * along + 0.25 * noise.smooth(3 * along, 10.0 * hair);
      x += length / SEGMENTS * StrictMath.cos(direction);
      y += length / SEGMENTS * StrictMath.sin(direction);
    }
  }

  /**
   * Draws along the hair, shifted. Each pixel takes its nearest segment: joints are not covered
   * twice.
   */
  private void stroke(double shiftX, double shiftY, Brush brush) {
    float[] share = new float[canvas.width() * canvas.height()];
    for (int i = 0; i < SEGMENTS; i++) {
      cover(share, i, shiftX, shiftY, brush);
    }
    for (int i = 0; i < share.length; i++) {
      int x = i % canvas.width();
      canvas.cover(x, i / canvas.width(), brush.colour, brush.opacity * share[i]);
    }
  }

  private void cover(float[] share, int segment, double shiftX, double shiftY, Brush brush) {
    double fromX = xs[segment] + shiftX;
    double fromY = ys[segment] + shiftY;
    double alongX = xs[segment + 1] - xs[segment];
    double alongY = ys[segment + 1] - ys[segment];
    double length = alongX * alongX + alongY * alongY;
    double reach = brush.half + brush.edge + 1;
    int left = (int) Math.max(0, Math.min(fromX, fromX + alongX) - reach);
    int right = (int) Math.min(canvas.width() - 1, Math.max(fromX, fromX + alongX) + reach);
    int top = (int) Math.max(0, Math.min(fromY, fromY + alongY) - reach);
    int bottom = (int) Math.min(canvas.height() - 1, Math.max(fromY, fromY + alongY) + reach);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double dx = x + 0.5 - fromX;
        double dy = y + 0.5 - fromY;
        double t = Math.max(0, Math.min(1, (dx * alongX + dy * alongY) / length));
        dx -= t * alongX;
        dy -= t * alongY;
        double covered = covered(Math.sqrt(dx * dx + dy * dy), (segment + t) / SEGMENTS, brush);
        int pixel = y * canvas.width() + x;
        share[pixel] = (float) Math.max(share[pixel], covered);
      }
    }
  }

  /**
   * How much of a pixel is covered at a distance from the hair, and a share of the way along it.
   */
  private static double covered(double distance, double along, Brush brush) {
    double half = brush.half * (1 - 0.75 * along) * (0.35 + 0.65 * Noise.step(0, 0.12, along));
    double inside = half + brush.edge - distance;
    return Noise.step(0, 2 * brush.edge, inside) * Math.min(1, half / 0.4);
  }
}
