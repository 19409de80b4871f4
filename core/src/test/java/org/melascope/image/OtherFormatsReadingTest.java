package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.melascope.image.FileSurgery.concat;
import static org.melascope.image.FileSurgery.cut;
import static org.melascope.image.FileSurgery.latin1;
import static org.melascope.image.FileSurgery.row;
import static org.melascope.image.FileSurgery.tiff;
import static org.melascope.image.ImageAssert.assertIsTestPicture;
import static org.melascope.image.ImageAssert.assertIsTestPictureOnWhite;
import static org.melascope.image.ImageAssert.assertSamples;
import static org.melascope.image.TestPictures.encode;
import static org.melascope.image.TestPictures.palettePicture;
import static org.melascope.image.TestPictures.picture;
import static org.melascope.image.TestPictures.resource;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.image.UnreadableImageException.Reason;

/** GIF, BMP, TIFF and WebP. */
class OtherFormatsReadingTest {
  private final ImageReader reader = new ImageReader();

  @Test
  void laysTheTransparentColourOfAGifOnWhite() throws Exception {
    LesionImage image = reader.read(encode(palettePicture(), "gif"), "a.gif");
    assertSamples(image, 9, 5, 0, (x, y, c) -> TestPictures.paletteColour(x, y)[c]);
  }

  @Test
  void placesTheFirstFrameOfAGifOnItsCanvas() throws Exception {
    byte[] file = encode(palettePicture(), "gif");
    int frame = 13 + (3 << ((file[10] & 7) + 1));
    while (file[frame] != 0x2c) {
      frame += 8;
    }
    byte[] second = Arrays.copyOfRange(file, frame, file.length - 1);
    byte[] moved = file.clone();
    moved[6] = 12;
    moved[8] = 8;
    moved[frame + 1] = 2;
    moved[frame + 3] = 3;
    byte[] animated = concat(cut(moved, moved.length - 1), second, new byte[] {0x3b});
    LesionImage image = reader.read(animated, "a.gif");
    assertSamples(
        image,
        12,
        8,
        0,
        (x, y, c) ->
            x >= 2 && x < 11 && y >= 3 ? TestPictures.paletteColour(x - 2, y - 3)[c] : 255);
  }

  /** Its blocks end as they should; it is what they hold that does not suffice. */
  @Test
  void refusesAGifWithFewerSamplesThanPixels() {
    byte[] file = encode(palettePicture(), "gif");
    int blocks = file.length - 1;
    while (file[blocks] != 0x2c) {
      blocks--;
    }
    blocks += 11;
    int half = file[blocks] / 2;
    byte[] shortened = cut(file, blocks + 1 + half);
    shortened[blocks] = (byte) half;
    assertRefused(concat(shortened, new byte[] {0, 0x3b}), Reason.TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB})
  void readsBitmaps(int type) throws Exception {
    assertIsTestPicture(reader.read(encode(picture(24, 16, type), "bmp"), "a.bmp"), 0);
  }

  @Test
  void readsRunLengthCodedBitmaps() throws Exception {
    BufferedImage grey = greyRamp();
    LesionImage image = reader.read(encode(grey, "bmp", "BI_RLE8"), "a.bmp");
    assertSamples(image, 24, 16, 0, (x, y, c) -> grey.getRaster().getSample(x, y, 0));
  }

  @Test
  void readsBitmapsThatBeginWithTheTopRow() throws Exception {
    byte[] file = encode(picture(), "bmp");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -16);
    assertSamples(
        reader.read(file, "a.bmp"), 24, 16, 0, (x, y, c) -> TestPictures.sample(x, 15 - y, c));
  }

  @Test
  void refusesABitmapThatHidesAPictureOfAnotherFormat() {
    byte[] file = encode(picture(), "bmp");
    file[30] = 5;
    assertRefused(file, Reason.UNSUPPORTED_FORMAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "LZW", "ZLib", "PackBits"})
  void readsTiffOfEachCompression(String compression) throws Exception {
    byte[] file = encode(picture(), "tiff", compression);
    assertIsTestPicture(reader.read(file, "a.tif"), 0);
  }

  @Test
  void readsJpegInTiffWithoutTouchingTheDisk() throws Exception {
    assertIsTestPicture(reader.read(encode(picture(), "tiff", "JPEG"), "a.tif"), 20);
    assertThat(ImageIO.getUseCache()).isFalse();
  }

  @Test
  void laysTransparentTiffOnWhite() throws Exception {
    byte[] file = encode(picture(24, 16, BufferedImage.TYPE_4BYTE_ABGR), "tiff");
    assertIsTestPictureOnWhite(reader.read(file, "a.tif"), 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void roundsSixteenBitTiffToEight(boolean bigEndian) throws Exception {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] strip =
        ByteBuffer.allocate(6)
            .order(order)
            .putShort((short) 0x7fff)
            .putShort((short) 0x8000)
            .putShort((short) -1)
            .array();
    byte[] file = tiff(order, strip, new byte[0], row(1, 16, 2, 3));
    assertThat(reader.read(file, "a.tif").toRgb()).containsExactly(127, -128, -1);
  }

  @Test
  void readsGreyTiffAsItIsStoredEvenWhereWhiteIsZero() throws Exception {
    byte[] strip = {0, 100};
    byte[] blackIsZero = tiff(ByteOrder.BIG_ENDIAN, strip, new byte[0], row(2, 8, 1, 1));
    byte[] whiteIsZero = tiff(ByteOrder.BIG_ENDIAN, strip, new byte[0], row(2, 8, 0, 1));
    assertThat(reader.read(blackIsZero, "a.tif").toRgb()).containsExactly(0, 0, 0, 100, 100, 100);
    assertThat(reader.read(whiteIsZero, "a.tif").toRgb())
        .containsExactly(-1, -1, -1, -101, -101, -101);
  }

  @Test
  void readsInksOfTiff() throws Exception {
    byte[] strip = {51, (byte) 153, 0, 102};
    byte[] file = tiff(ByteOrder.BIG_ENDIAN, strip, new byte[0], row(1, 8, 5, 4));
    assertThat(reader.read(file, "a.tif").toRgb()).containsExactly(122, 61, -103);
  }

  @Test
  void takesPremultipliedColoursApart() throws Exception {
    // Half transparent, its colour already halved: 40 of 80 on white is 40 + 127.
    byte[] strip = {40, 0, 64, (byte) 128};
    byte[] file = tiff(ByteOrder.BIG_ENDIAN, strip, new byte[0], row(1, 8, 2, 4, 338, 3, 1));
    assertSamples(reader.read(file, "a.tif"), 1, 1, 1, (x, y, c) -> new int[] {167, 127, 191}[c]);
  }

  @Test
  void turnsTiffUpright() throws Exception {
    byte[] strip = {1, 2, 3, 4, 5, 6};
    byte[] file = tiff(ByteOrder.LITTLE_ENDIAN, strip, new byte[0], row(2, 8, 2, 3, 274, 3, 8));
    LesionImage image = reader.read(file, "a.tif");
    assertThat(image.height()).isEqualTo(2);
    assertThat(image.toRgb()).containsExactly(4, 5, 6, 1, 2, 3);
  }

  /** As libtiff reads them, too: four rows of two tiles of 16 x 16 pixels. */
  @Test
  void readsTilesThatAreNamedByTheTagsOfStrips() throws Exception {
    byte[] samples = new byte[256];
    Arrays.fill(samples, (byte) 7);
    samples[1] = 9;
    int[] tags = row(2, 8, 1, 1, 322, 3, 16, 323, 3, 16);
    byte[] file = tiff(ByteOrder.BIG_ENDIAN, samples, new byte[0], tags);
    assertThat(reader.read(file, "a.tif").toRgb()).containsExactly(7, 7, 7, 9, 9, 9);
  }

  /** The decoder makes room for a row of them. */
  @Test
  void refusesTilesThatAreTooWideAlsoByTheTagsOfStrips() {
    int[] tags = row(1, 8, 2, 3, 322, 4, 2_000_000_000, 323, 4, 1);
    byte[] file = tiff(ByteOrder.BIG_ENDIAN, new byte[] {1, 2, 3}, new byte[0], tags);
    assertThatThrownBy(() -> reader.read(file, "a.tif"))
        .hasMessageContaining("tiles are too large");
  }

  @Test
  void refusesTilesThatReachFarBeyondThePicture() {
    int[] tags = {
      256,
      3,
      1,
      257,
      4,
      1_000_000,
      258,
      3,
      8,
      259,
      3,
      1,
      262,
      3,
      1,
      277,
      3,
      1,
      322,
      4,
      64_000_000,
      323,
      4,
      1,
      324,
      4,
      8,
      325,
      4,
      3
    };
    assertRefused(tiff(ByteOrder.BIG_ENDIAN, new byte[3], new byte[0], tags), Reason.BROKEN);
    tags[20] = 0;
    assertRefused(tiff(ByteOrder.BIG_ENDIAN, new byte[3], new byte[0], tags), Reason.BROKEN);
  }

  /** A length of zero makes the decoder read on to the end of the file. */
  @ParameterizedTest
  @ValueSource(ints = {240, 0})
  void refusesCompressedTilesThatOverlap(int length) {
    int fourTimes = 0x01010101;
    int[] tags = {
      256,
      3,
      64,
      257,
      3,
      1,
      258,
      3,
      8,
      259,
      3,
      32773,
      262,
      3,
      1,
      277,
      3,
      1,
      322,
      3,
      16,
      323,
      3,
      16,
      324,
      1,
      8 * fourTimes,
      325,
      1,
      length * fourTimes
    };
    byte[] file = tiff(ByteOrder.BIG_ENDIAN, new byte[300], new byte[0], tags);
    assertThatThrownBy(() -> reader.read(file, "a.tif")).hasMessageContaining("overlap");
  }

  @Test
  void refusesALargePictureBeforeItLooksAtItsParts() {
    int[] tags = {256, 4, 100_000, 257, 4, 100_000, 258, 3, 8, 259, 3, 7, 262, 3, 1, 277, 3, 1};
    assertRefused(
        tiff(ByteOrder.BIG_ENDIAN, new byte[9], new byte[0], tags), Reason.TOO_MANY_PIXELS);
  }

  @ParameterizedTest
  @CsvSource({"258,32", "259,6", "259,50001", "339,3", "254,1"})
  void refusesRareKindsOfTiff(int tag, int value) {
    int[] tags = {256, 3, 1, 257, 3, 1, 262, 3, 2, 277, 3, 3, tag, 3, value};
    assertRefused(
        tiff(ByteOrder.BIG_ENDIAN, new byte[12], new byte[0], tags), Reason.UNSUPPORTED_FORMAT);
  }

  @ParameterizedTest
  @CsvSource({"lossless.webp,0", "lossy.webp,20"})
  void readsWebp(String name, int tolerance) throws Exception {
    assertIsTestPicture(reader.read(resource(name), name), tolerance);
  }

  @ParameterizedTest
  @CsvSource({"lossless-alpha.webp,1", "lossy-alpha.webp,20"})
  void laysTransparentWebpOnWhite(String name, int tolerance) throws Exception {
    assertIsTestPictureOnWhite(reader.read(resource(name), name), tolerance);
  }

  @Test
  void turnsWebpUprightAndAppliesItsProfile() throws Exception {
    byte[] plain = resource("lossless.webp");
    byte[] picture = Arrays.copyOfRange(plain, 12, plain.length);
    byte[] header = {0x28, 0, 0, 0, 23, 0, 0, 15, 0, 0};
    byte[] profile = IccProfiles.adobeRgb();
    byte[] body =
        concat(
            latin1("WEBP"),
            riff("VP8X", header),
            riff("ICCP", profile),
            picture,
            riff("EXIF", FileSurgery.exif(3, ByteOrder.LITTLE_ENDIAN)));
    LesionImage image = reader.read(riff("RIFF", body), "a.webp");
    assertSamples(image, 24, 16, 2, (x, y, c) -> adobe(23 - x, 15 - y, c));
  }

  private static int adobe(int x, int y, int channel) {
    return IccProfiles.adobeToSrgb(
        TestPictures.sample(x, y, 0),
        TestPictures.sample(x, y, 1),
        TestPictures.sample(x, y, 2),
        channel);
  }

  @ParameterizedTest
  @CsvSource({"lossless.webp,VP8L", "lossy.webp,'VP8 '"})
  void refusesWebpWhoseSamplesEndEarlyAlthoughAllLengthsFit(String name, String chunk) {
    byte[] plain = resource(name);
    byte[] half = Arrays.copyOfRange(plain, 20, 20 + (plain.length - 20) / 2);
    assertRefused(riff("RIFF", concat(latin1("WEBP"), riff(chunk, half))), Reason.TRUNCATED);
  }

  @Test
  void refusesAnimatedWebp() {
    byte[] body = concat(latin1("WEBP"), riff("VP8X", new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    assertRefused(riff("RIFF", body), Reason.UNSUPPORTED_FORMAT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gif", "bmp", "bmp BI_RLE8", "webp lossless", "webp lossy", "webp lossy-alpha"})
  void refusesEveryPictureThatWasCutOff(String kind) {
    byte[] file = file(kind);
    for (int length = 18; length < file.length; length++) {
      assertRefused(cut(file, length), Reason.TRUNCATED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiff None", "tiff LZW", "tiff ZLib", "tiff PackBits", "tiff JPEG"})
  void refusesATiffThatWasCutOffWhereverThatLosesSamples(String kind) throws Exception {
    byte[] file = file(kind);
    byte[] whole = reader.read(file, "a.tif").toRgb();
    for (int length = 8; length < file.length; length++) {
      try {
        assertThat(reader.read(cut(file, length), "a.tif").toRgb())
            .as("%d bytes", length)
            .isEqualTo(whole);
      } catch (UnreadableImageException e) {
        assertThat(e.reason()).as("%d bytes: %s", length, e).isEqualTo(Reason.TRUNCATED);
      }
    }
    assertRefused(cut(file, file.length / 2), Reason.TRUNCATED);
  }

  static byte[] file(String kind) {
    String[] parts = kind.split(" ", 2);
    String detail = parts.length > 1 ? parts[1] : "";
    return switch (parts[0]) {
      case "webp" -> resource(detail + ".webp");
      case "gif" -> encode(palettePicture(), "gif");
      case "bmp" -> encode(detail.isEmpty() ? picture() : greyRamp(), "bmp", detail);
      default -> encode(picture(), parts[0], detail);
    };
  }

  private static byte[] riff(String name, byte[] content) {
    byte[] length =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length).array();
    return concat(latin1(name), length, content, new byte[content.length % 2]);
  }

  private static BufferedImage greyRamp() {
    BufferedImage grey = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        grey.getRaster().setSample(x, y, 0, 10 * (x / 4) + 3 * y);
      }
    }
    return grey;
  }

  private void assertRefused(byte[] file, Reason reason) {
    assertThatThrownBy(() -> reader.read(file, "a"))
        .as("%d bytes", file.length)
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
