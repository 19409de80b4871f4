package org.melascope;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
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
  private static final float OPACITY = 0.85f;

  private static final float UNSEEN = 0.35f;

  private static final int FOR_RGB = 0xE66101;
  private static final int AGAINST_RGB = 0x0571B0;
  private static final Color FOR = new Color(FOR_RGB);
  private static final Color AGAINST = new Color(AGAINST_RGB);
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
    int[] pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    drawPanels(pixels, canvas.getWidth());
    drawLegend(graphics, canvas.getWidth());
    graphics.dispose();
    return toImage(pixels, canvas.getWidth(), canvas.getHeight());
  }

  private void drawPanels(int[] pixels, int stride) {
    int plane = width * height;
    float[] samples = new float[3 * plane];
    Resampling.resize(picture, 0, 0, picture.width(), picture.height(), width, height, samples);
    double[] u = new double[width];
    double[] v = new double[height];
    Arrays.setAll(u, x -> ((x + 0.5) * picture.width() / width - frame.left()) / frame.width());
    Arrays.setAll(v, y -> ((y + 0.5) * picture.height() / height - frame.top()) / frame.height());
    float[] values = evidence.at(u, v);
    for (int y = 0; y < height; y++) {
      boolean rowIsSeen = v[y] >= 0 && v[y] <= 1;
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        float red = samples[i];
        float green = samples[plane + i];
        float blue = samples[2 * plane + i];
        pixels[y * stride + x] = rgb(red, green, blue);
        float grey = 0.2126f * red + 0.7152f * green + 0.0722f * blue;
        boolean seen = rowIsSeen && u[x] >= 0 && u[x] <= 1;
        pixels[y * stride + width + GAP + x] =
            seen ? overlaid(grey, values[i]) : rgb(UNSEEN * grey, UNSEEN * grey, UNSEEN * grey);
      }
    }
  }

  private static int overlaid(float grey, float value) {
    int colour = value > 0 ? FOR_RGB : AGAINST_RGB;
    float opacity = OPACITY * Math.abs(value);
    return rgb(
        grey + opacity * ((colour >> 16) - grey),
        grey + opacity * ((colour >> 8 & 0xff) - grey),
        grey + opacity * ((colour & 0xff) - grey));
  }

  private static int rgb(float red, float green, float blue) {
    return toByte(red) << 16 | toByte(green) << 8 | toByte(blue);
  }

  private static int toByte(float sample) {
    return (int) (Math.max(0, Math.min(255, sample)) + 0.5f);
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

  private static LesionImage toImage(int[] pixels, int width, int height) {
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return LesionImage.of(width, height, rgb);
  }
}
