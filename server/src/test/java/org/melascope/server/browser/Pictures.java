package org.melascope.server.browser;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.melascope.dataset.synthetic.LesionOutline;
import org.melascope.dataset.synthetic.LesionScene;
import org.melascope.dataset.synthetic.SyntheticLesion;
import org.melascope.dataset.synthetic.SyntheticSamples;
import org.melascope.image.LesionImage;
import org.melascope.image.PictureFormat;

/**
 * Files to hand to the page: our samples, lesions photographed badly, spots drawn here, and files
 * that are no pictures.
 */
final class Pictures {
  private static final Color SKIN = new Color(226, 184, 158);
  private static final Color SPOT = new Color(96, 58, 44);

  private static final SyntheticLesion NAEVUS =
      Objects.requireNonNull(SyntheticSamples.all().get("synthetic-naevus.jpg"));

  private Pictures() {}

  /**
   * One of the samples of the repository.
   *
   * @param name such as {@code melanoma}
   */
  static FilePayload sample(String name) {
    String file = "synthetic-" + name + ".jpg";
    String resource = "/org/melascope/server/page/samples/" + file;
    try (InputStream in = Pictures.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new FilePayload(file, "image/jpeg", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A naevus out of focus. */
  static FilePayload blurred() {
    return drawn("blurred.png", NAEVUS.with(new LesionScene(0.15, 0, 0, false, 0, 14)).draw());
  }

  /** A naevus in the dark. */
  static FilePayload dark() {
    LesionImage light = NAEVUS.draw();
    byte[] rgb = light.toRgb();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((rgb[i] & 0xff) / 6);
    }
    return drawn("dark.png", LesionImage.of(light.width(), light.height(), rgb));
  }

  /** Skin and nothing else. */
  static FilePayload skin() {
    return drawn("skin.png", NAEVUS.with(new LesionOutline(0.001, 0, 0, 1)).draw());
  }

  /** A naevus from so near that its border is not seen. */
  static FilePayload cutOff() {
    return drawn("cut-off.png", NAEVUS.with(new LesionOutline(1, 0, 0, 0.1)).draw());
  }

  private static FilePayload drawn(String name, LesionImage picture) {
    return new FilePayload(name, "image/png", PictureFormat.PNG.encode(picture));
  }

  /**
   * A dark round spot in the middle of skin, as PNG.
   *
   * @param name of the file
   * @param width in pixels, likewise {@code height}
   */
  static FilePayload spot(String name, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(SKIN);
    graphics.fillRect(0, 0, width, height);
    int diameter = Math.min(width, height) / 2;
    graphics.setColor(SPOT);
    graphics.fillOval((width - diameter) / 2, (height - diameter) / 2, diameter, diameter);
    graphics.dispose();
    return new FilePayload(name, "image/png", png(image));
  }

  /** A file that says it is a picture and is a letter. */
  static FilePayload letter(String name) {
    byte[] text = "Dear doctor, this is not a picture.".getBytes(StandardCharsets.UTF_8);
    return new FilePayload(name, "image/jpeg", text);
  }

  /** A picture as iPhones take it, as far as its first bytes go. */
  static FilePayload heic(String name) {
    byte[] head = "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    return new FilePayload(name, "image/heic", head);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
