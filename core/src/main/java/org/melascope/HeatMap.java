package org.melascope;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.image.Preprocessing.Frame;
import org.melascope.image.Resampling;
import org.melascope.network.EvidenceMap;

/**
 * A picture beside what in it spoke for one diagnosis (orange) and against it (blue), with a legend
 * below. The colours are those of the network's own sum, patch by patch, smoothed between the
 * patches' centres; they are strongest where a patch adds most to the logit or takes most from it.
 * What the network does not see of the picture is dark.
 *
 * <p>Orange and blue can be told apart by everybody who sees colours at all.
 */
public final class HeatMap {
  private static final int LONGEST_SIDE = 720;
  private static final int SHORTEST_LONG_SIDE = 480;
  private static final int GAP = 8;
  private static final int LEGEND = 44;
  private static final int SCALE_WIDTH = 96;

  /** Of the strongest evidence; the picture shines through. */
  private static final double OPACITY = 0.85;

  private static final double UNSEEN = 0.35;

  private static final Color FOR = new Color(0xE66101);
  private static final Color AGAINST = new Color(0x0571B0);
  private static final Color NEITHER = new Color(0xB0B0B0);

  private final LesionImage picture;
  private final EvidenceSurface evidence;
  private final Diagnosis diagnosis;
  private final Frame frame;
  private final int width;
  private final int height;

  private HeatMap(
      LesionImage picture, EvidenceMap evidence, Diagnosis diagnosis, Preprocessing preprocessing) {
    this.picture = picture;
    this.evidence = new EvidenceSurface(evidence, diagnosis.ordinal());
    this.diagnosis = diagnosis;
    this.frame = preprocessing.frame(picture);
    int longer = Math.max(picture.width(), picture.height());
    double scale = Math.max(SHORTEST_LONG_SIDE, Math.min(LONGEST_SIDE, longer)) / (double) longer;
    this.width = (int) Math.max(1, Math.round(scale * picture.width()));
    this.height = (int) Math.max(1, Math.round(scale * picture.height()));
  }

  /**
   * Draws the heat map of a picture.
   *
   * @param picture as it was assessed
   * @param evidence of the picture's assessment
   * @param diagnosis whose evidence is shown
   * @param preprocessing with which the picture was assessed
   * @return the picture on the left, the evidence on the right, scaled so that each one's longer
   *     side has 480 to 720 pixels
   */
  public static LesionImage draw(
      LesionImage picture, EvidenceMap evidence, Diagnosis diagnosis, Preprocessing preprocessing) {
    return new HeatMap(picture, evidence, diagnosis, preprocessing).draw();
  }

  private LesionImage draw() {
    BufferedImage canvas =
        new BufferedImage(2 * width + GAP, height + LEGEND, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    drawPanels(canvas);
    drawLegend(graphics, canvas.getWidth());
    graphics.dispose();
    return toImage(canvas);
  }

  private void drawPanels(BufferedImage canvas) {
    int plane = width * height;
    float[] samples = new float[3 * plane];
    Resampling.resize(picture, 0, 0, picture.width(), picture.height(), width, height, samples);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        double red = samples[i];
        double green = samples[plane + i];
        double blue = samples[2 * plane + i];
        canvas.setRGB(x, y, rgb(red, green, blue));
        double grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        canvas.setRGB(width + GAP + x, y, overlaid(x, y, grey));
      }
    }
  }

  private int overlaid(int x, int y, double grey) {
    double u = ((x + 0.5) * picture.width() / width - frame.left()) / frame.width();
    double v = ((y + 0.5) * picture.height() / height - frame.top()) / frame.height();
    if (u < 0 || u > 1 || v < 0 || v > 1) {
      return rgb(UNSEEN * grey, UNSEEN * grey, UNSEEN * grey);
    }
    double value = evidence.at(u, v);
    Color colour = value > 0 ? FOR : AGAINST;
    double opacity = OPACITY * Math.abs(value);
    return rgb(
        grey + opacity * (colour.getRed() - grey),
        grey + opacity * (colour.getGreen() - grey),
        grey + opacity * (colour.getBlue() - grey));
  }

  private static int rgb(double red, double green, double blue) {
    return toByte(red) << 16 | toByte(green) << 8 | toByte(blue);
  }

  private static int toByte(double sample) {
    return (int) Math.max(0, Math.min(255, Math.round(sample)));
  }

  private void drawLegend(Graphics2D graphics, int total) {
    int y = height + 10;
    int middle = total / 2;
    int left = middle - SCALE_WIDTH;
    graphics.setPaint(new GradientPaint(left, y, AGAINST, middle, y, NEITHER));
    graphics.fillRect(left, y, SCALE_WIDTH, 10);
    graphics.setPaint(new GradientPaint(middle, y, NEITHER, middle + SCALE_WIDTH, y, FOR));
    graphics.fillRect(middle, y, SCALE_WIDTH, 10);
    try {
      write(graphics, middle);
    } catch (LinkageError | InternalError e) {
      // A Java without fonts draws no text: the scale must do.
    }
  }

  private void write(Graphics2D graphics, int middle) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    graphics.setColor(Color.BLACK);
    String against = String.format(Locale.ROOT, "against (-%.2g)", evidence.greatest());
    String towards = String.format(Locale.ROOT, "for (+%.2g)", evidence.greatest());
    int reach = SCALE_WIDTH + 8;
    int width = graphics.getFontMetrics().stringWidth(against);
    graphics.drawString(against, middle - reach - width, height + 20);
    graphics.drawString(towards, middle + reach, height + 20);
    String name = diagnosis.fullName() + " (" + diagnosis.code() + "), logit per patch";
    int half = graphics.getFontMetrics().stringWidth(name) / 2;
    graphics.drawString(name, middle - half, height + 37);
  }

  private static LesionImage toImage(BufferedImage canvas) {
    byte[] rgb = new byte[3 * canvas.getWidth() * canvas.getHeight()];
    int[] pixels =
        canvas.getRGB(0, 0, canvas.getWidth(), canvas.getHeight(), null, 0, canvas.getWidth());
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return LesionImage.of(canvas.getWidth(), canvas.getHeight(), rgb);
  }
}
