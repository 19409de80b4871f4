package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.melascope.Assessment;
import org.melascope.Assessor;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.dataset.synthetic.SyntheticSamples;
import org.melascope.diagnosis.Decision;
import org.melascope.image.LesionImage;

/** What the gates of the bundle that comes with Melascope make of pictures drawn here. */
class ShippedGatesTest {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 300;

  private static Assessor assessor;

  @BeforeAll
  static void open() throws UnusableBundleException {
    assessor = Assessor.open(Path.of("../models/melascope"), 1);
  }

  @AfterAll
  static void close() {
    assessor.close();
  }

  @Test
  void answersForTheSamples() {
    SyntheticSamples.all()
        .forEach(
            (name, sample) ->
                assertThat(assessor.assess(sample.draw()).decision())
                    .as(name)
                    .isNotEqualTo(Decision.NOT_ASSESSABLE));
  }

  /**
   * But for rounding: turned pictures differ in the last digits of the network's input, and a layer
   * in integers makes whole steps of them.
   */
  @Test
  void answersAlikeHoweverAPictureIsTurnedAndMirrored() {
    SyntheticSamples.all()
        .forEach(
            (name, sample) -> {
              LesionImage picture = sample.draw();
              Assessment upright = assessor.assess(picture);
              for (int view = 1; view < 8; view++) {
                Assessment turned = assessor.assess(turned(picture, view));
                assertThat(turned.decision())
                    .as("%s, view %d", name, view)
                    .isEqualTo(upright.decision());
                assertThat(turned.malignant())
                    .as("%s, view %d", name, view)
                    .isCloseTo(upright.malignant(), within(0.03));
              }
            });
  }

  /** Mirrored at the diagonal (4), left to right (2) and upside down (1). */
  private static LesionImage turned(LesionImage picture, int view) {
    boolean diagonal = (view & 4) != 0;
    int width = diagonal ? picture.height() : picture.width();
    int height = diagonal ? picture.width() : picture.height();
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = (view & 2) == 0 ? x : width - 1 - x;
        int fromY = (view & 1) == 0 ? y : height - 1 - y;
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * (y * width + x) + channel] =
              (byte)
                  (diagonal
                      ? picture.sample(fromY, fromX, channel)
                      : picture.sample(fromX, fromY, channel));
        }
      }
    }
    return LesionImage.of(width, height, rgb);
  }

  @Test
  void refusesWhatIsBlank() {
    for (int grey : new int[] {0, 128, 200, 255}) {
      byte[] rgb = new byte[3 * WIDTH * HEIGHT];
      Arrays.fill(rgb, (byte) grey);
      refuses("grey " + grey, LesionImage.of(WIDTH, HEIGHT, rgb));
    }
  }

  @Test
  void refusesNoise() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    new Random(1).nextBytes(rgb);
    refuses("noise", LesionImage.of(WIDTH, HEIGHT, rgb));
  }

  @Test
  void refusesText() {
    refuses(
        "text",
        drawn(
            graphics -> {
              for (int line = 0; line < 14; line++) {
                graphics.drawString(
                    "The quick brown fox jumps over the lazy dog. " + line, 20, 25 + 20 * line);
              }
            }));
  }

  @Test
  void refusesAScreenshot() {
    refuses(
        "windows",
        drawn(
            graphics -> {
              graphics.setColor(new Color(0x2b579a));
              graphics.fillRect(0, 0, WIDTH, 30);
              graphics.setColor(new Color(0xe0e0e0));
              graphics.fillRect(0, 30, 90, HEIGHT);
              graphics.setColor(Color.DARK_GRAY);
              for (int row = 0; row < 8; row++) {
                graphics.drawString("File " + row, 10, 60 + 28 * row);
                graphics.drawRect(110, 45 + 30 * row, 260, 22);
              }
            }));
  }

  private static void refuses(String name, LesionImage picture) {
    Assessment assessment = assessor.assess(picture);
    assertThat(assessment.decision()).as(name).isEqualTo(Decision.NOT_ASSESSABLE);
    assertThat(assessment.reasons()).as(name).isNotEmpty();
  }

  private interface Drawing {
    void on(Graphics2D graphics);
  }

  private static LesionImage drawn(Drawing drawing) {
    BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(Color.BLACK);
    drawing.on(graphics);
    graphics.dispose();
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int pixel = page.getRGB(i % WIDTH, i / WIDTH);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return LesionImage.of(WIDTH, HEIGHT, rgb);
  }
}
