package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.melascope.image.ImageReader;
import org.melascope.image.UnreadableImageException;

class TraitsTest {
  private final BufferedImage image = new BufferedImage(100, 50, BufferedImage.TYPE_INT_RGB);

  /** A blue frame around white. */
  @BeforeEach
  void draw() {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(10, 20, 200));
    graphics.fillRect(0, 0, 100, 50);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(20, 10, 60, 30);
    graphics.dispose();
  }

  private static Traits traits(byte[] file) throws UnreadableImageException {
    return Traits.of(file, new ImageReader().read(file, "test"));
  }

  private byte[] png() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void tellsSizeFrameAndBorder() throws Exception {
    byte[] file = png();
    Traits traits = traits(file);
    assertThat(traits.value(Trait.FILE_BYTES)).isEqualTo(file.length);
    assertThat(traits.value(Trait.BYTES_PER_PIXEL)).isCloseTo(file.length / 5000.0, within(1e-12));
    assertThat(traits.value(Trait.WIDTH)).isEqualTo(100);
    assertThat(traits.value(Trait.HEIGHT)).isEqualTo(50);
    assertThat(traits.value(Trait.ASPECT)).isEqualTo(2);
    assertThat(traits.value(Trait.BORDER_RED)).isCloseTo(10, within(0.01));
    assertThat(traits.value(Trait.BORDER_GREEN)).isCloseTo(20, within(0.01));
    assertThat(traits.value(Trait.BORDER_BLUE)).isCloseTo(200, within(0.01));
    assertThat(traits.value(Trait.BORDER_CONTRAST)).isCloseTo(0, within(0.1));
    assertThat(traits.value(Trait.DARKEST_CORNER))
        .isCloseTo(0.299 * 10 + 0.587 * 20 + 0.114 * 200, within(0.01));
    assertThat(traits.value(Trait.LUMA_TABLE)).isZero();
    assertThat(traits.value(Trait.JFIF)).isZero();
  }

  /**
   * At quality 0.5 Java writes the example tables of ITU-T T.81, annex K, as they are; their
   * entries add up to 3,688 and 5,505.
   */
  @Test
  void tellsTheTablesOfAJpeg() throws Exception {
    Traits traits = traits(Alterations.jpeg(image, 0.5));
    assertThat(traits.value(Trait.LUMA_TABLE)).isCloseTo(3688 / 64.0, within(1e-9));
    assertThat(traits.value(Trait.CHROMA_TABLE)).isCloseTo(5505 / 64.0, within(1e-9));
    assertThat(traits.value(Trait.CHROMA_SAMPLING)).isEqualTo(4);
    assertThat(traits.value(Trait.PROGRESSIVE)).isZero();
    assertThat(traits.value(Trait.JFIF)).isEqualTo(1);
    assertThat(traits.value(Trait.HUFFMAN_TABLES)).isPositive();
    assertThat(traits.value(Trait.EXIF)).isZero();
    assertThat(traits(Alterations.jpeg(image, 0.9)).value(Trait.LUMA_TABLE)).isLessThan(20);
  }

  @Test
  void tellsMetadata() throws Exception {
    byte[] plain = Alterations.jpeg(image, 0.5);
    byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 7, 'h', 'e', 'l', 'l', 'o'};
    ByteArrayOutputStream noted = new ByteArrayOutputStream();
    noted.write(plain, 0, 2);
    noted.write(comment);
    noted.write(plain, 2, plain.length - 2);
    assertThat(traits(plain).value(Trait.OTHER_METADATA)).isZero();
    assertThat(traits(noted.toByteArray()).value(Trait.OTHER_METADATA)).isEqualTo(5);
  }
}
