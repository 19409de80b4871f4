package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.melascope.image.FileSurgery.png;
import static org.melascope.image.FileSurgery.pngChunk;
import static org.melascope.image.ImageAssert.assertIsTestPicture;
import static org.melascope.image.ImageAssert.assertIsTestPictureOnWhite;
import static org.melascope.image.ImageAssert.assertSamples;
import static org.melascope.image.TestPictures.encode;
import static org.melascope.image.TestPictures.palettePicture;
import static org.melascope.image.TestPictures.picture;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.image.UnreadableImageException.Reason;

class PngReadingTest {
  private final ImageReader reader = new ImageReader();

  @Test
  void readsColours() throws Exception {
    assertIsTestPicture(reader.read(encode(picture(), "png"), "a.png"), 0);
  }

  @Test
  void laysTransparencyOnWhite() throws Exception {
    byte[] file = encode(picture(24, 16, BufferedImage.TYPE_INT_ARGB), "png");
    assertIsTestPictureOnWhite(reader.read(file, "a.png"), 1);
  }

  @Test
  void readsPalettesWithTransparentColours() throws Exception {
    LesionImage image = reader.read(encode(palettePicture(), "png"), "a.png");
    assertSamples(image, 9, 5, 0, (x, y, c) -> TestPictures.paletteColour(x, y)[c]);
  }

  @Test
  void roundsSixteenBitsToEight() throws Exception {
    // 0x7fff is 127.498 in 8 bits, 0x8000 is 127.502.
    byte[] rows = {0, 0x7f, (byte) 0xff, (byte) 0x80, 0, (byte) 0xff, (byte) 0xff};
    LesionImage image = reader.read(png(1, 1, 16, 2, rows), "a.png");
    assertThat(image.toRgb()).containsExactly(127, -128, -1);
  }

  @Test
  void laysSixteenBitTransparencyOnWhite() throws Exception {
    byte[] rows = {0, 0, 0, (byte) 0x80, 0, (byte) 0xff, (byte) 0xff, 0x40, 0};
    LesionImage image = reader.read(png(1, 1, 16, 6, rows), "a.png");
    assertSamples(image, 1, 1, 0, (x, y, c) -> new int[] {191, 223, 255}[c]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void readsGreyOfEveryDepthAsItIsStored(int bits) throws Exception {
    // Two pixels: none and two thirds of the light (or all of it, of one bit).
    int max = (1 << bits) - 1;
    int value = bits == 1 ? 1 : max / 3 * 2;
    byte[] rows =
        bits < 8
            ? new byte[] {0, (byte) (value << (8 - 2 * bits))}
            : bits == 8
                ? new byte[] {0, 0, (byte) value}
                : new byte[] {0, 0, 0, (byte) (value >> 8), (byte) value};
    LesionImage image = reader.read(png(2, 1, bits, 0, rows), "a.png");
    assertSamples(image, 2, 1, 0, (x, y, c) -> x == 0 ? 0 : bits == 1 ? 255 : 170);
  }

  @Test
  void laysGreyWithTransparencyOnWhite() throws Exception {
    byte[] rows = {0, 100, 51};
    LesionImage image = reader.read(png(1, 1, 8, 4, rows), "a.png");
    assertSamples(image, 1, 1, 0, (x, y, c) -> 224);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void aColourDeclaredTransparentBecomesWhite(int bits) throws Exception {
    byte[] colour = bits == 8 ? new byte[] {9, 8, 7} : new byte[] {0, 9, 0, 8, 0, 7};
    byte[] other = bits == 8 ? new byte[] {90, 80, 70} : new byte[] {90, 90, 80, 80, 70, 70};
    byte[] rows = FileSurgery.concat(new byte[] {0}, colour, other);
    byte[] transparent = pngChunk("tRNS", new byte[] {0, 9, 0, 8, 0, 7});
    LesionImage image = reader.read(png(2, 1, bits, 2, rows, transparent), "a.png");
    assertThat(image.toRgb()).containsExactly(-1, -1, -1, 90, 80, 70);
  }

  @Test
  void readsOnePixel() throws Exception {
    assertThat(reader.read(png(1, 1, 8, 2, new byte[] {0, 1, 2, 3}), "a.png").toRgb())
        .containsExactly(1, 2, 3);
  }

  @Test
  void turnsThePictureUpright() throws Exception {
    byte[] plain = png(2, 1, 8, 2, new byte[] {0, 1, 2, 3, 4, 5, 6});
    byte[] turned =
        FileSurgery.withPngChunk(plain, "eXIf", FileSurgery.exif(6, ByteOrder.BIG_ENDIAN));
    LesionImage image = reader.read(turned, "a.png");
    assertThat(image.width()).isEqualTo(1);
    assertThat(image.toRgb()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void refusesEveryPictureThatWasCutOff() {
    byte[] file = encode(picture(), "png");
    for (int length = 8; length < file.length; length++) {
      assertRefused(FileSurgery.cut(file, length), Reason.TRUNCATED);
    }
  }

  @Test
  void refusesAPictureWithoutAllItsRows() {
    assertRefused(png(4, 4, 8, 0, new byte[] {0, 1, 2, 3, 4, 0, 1, 2}), Reason.TRUNCATED);
  }

  @Test
  void refusesAChangedByteByItsCheckSum() {
    byte[] file = encode(picture(), "png");
    file[60] ^= 1;
    assertRefused(file, Reason.BROKEN);
  }

  @Test
  void readsPicturesWithBytesAfterTheirEnd() throws Exception {
    byte[] file = FileSurgery.concat(encode(picture(), "png"), new byte[1000]);
    assertIsTestPicture(reader.read(file, "a.png"), 0);
  }

  @Test
  void anInflatingTextChunkIsPassedBy() throws Exception {
    byte[] text =
        FileSurgery.concat(
            FileSurgery.latin1("bomb\0\0"), FileSurgery.deflate(new byte[50_000_000]));
    byte[] file = FileSurgery.withPngChunk(encode(picture(), "png"), "zTXt", text);
    assertIsTestPicture(reader.read(file, "a.png"), 0);
  }

  private void assertRefused(byte[] file, Reason reason) {
    assertThatThrownBy(() -> reader.read(file, "a.png"))
        .as("%d bytes", file.length)
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
