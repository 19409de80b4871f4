package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.melascope.image.ImageAssert.assertIsTestPicture;
import static org.melascope.image.ImageAssert.assertSamples;
import static org.melascope.image.TestPictures.encode;
import static org.melascope.image.TestPictures.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.image.UnreadableImageException.Reason;

class JpegReadingTest {
  private final ImageReader reader = new ImageReader();
  private final byte[] jpeg = encode(picture(), "jpeg");

  @ParameterizedTest
  @ValueSource(strings = {"", "progressive"})
  void readsSequentialAndProgressivePictures(String mode) throws Exception {
    // The writer halves the colour resolution, so colours differ more than by rounding.
    assertIsTestPicture(
        reader.read(encode(picture(), "jpeg", mode), "a.jpg"), mode.isEmpty() ? 8 : 16);
  }

  @Test
  void readsGreyAsItIsStored() throws Exception {
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      grey.getRaster().setSample(i % 8, i / 8, 0, 100);
    }
    assertSamples(reader.read(encode(grey, "jpeg"), "a.jpg"), 8, 8, 1, (x, y, c) -> 100);
  }

  @Test
  void takesComponentsNamedRgbForRgb() throws Exception {
    byte[] rgb = rawJpeg(3, (x, y, c) -> new int[] {200, 120, 40}[c]);
    byte[] plain =
        FileSurgery.withoutJpegSegments(FileSurgery.withoutJpegSegments(rgb, 0xe0), 0xee);
    LesionImage asYcc = reader.read(plain, "a.jpg");
    assertThat(asYcc.sample(3, 3, 0)).matches(v -> Math.abs(v - 200) > 20);
    int frame = indexOf(plain, 0xc0);
    int scan = indexOf(plain, 0xda);
    for (int i = 0; i < 3; i++) {
      plain[frame + 9 + 3 * i] = (byte) "RGB".charAt(i);
      plain[scan + 4 + 2 * i] = (byte) "RGB".charAt(i);
    }
    assertSamples(reader.read(plain, "a.jpg"), 8, 8, 2, (x, y, c) -> new int[] {200, 120, 40}[c]);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void readsInksWithAndWithoutAdobesMarker(boolean adobe) throws Exception {
    // 20 % cyan, 60 % magenta, no yellow, 40 % black: each colour is (1 - ink)(1 - black).
    int[] inks = {51, 153, 0, 102};
    byte[] file = rawJpeg(4, (x, y, c) -> adobe ? 255 - inks[c] : inks[c]);
    byte[] bare = FileSurgery.withoutJpegSegments(file, 0xee);
    byte[] marker =
        FileSurgery.concat(FileSurgery.latin1("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 0});
    byte[] given = adobe ? FileSurgery.withJpegSegment(bare, 0xee, marker) : bare;
    int[] expected = {122, 61, 153};
    assertSamples(reader.read(given, "a.jpg"), 8, 8, 2, (x, y, c) -> expected[c]);
  }

  @Test
  void readsYcckInks() throws Exception {
    // Adobe inverts the inks 51, 153, 0, 102, and YCCK stores the first three as YCbCr (JFIF's
    // matrix) of their
    // inverses, so of the inks again.
    double y = 0.299 * 51 + 0.587 * 153;
    int[] stored = {
      (int) Math.round(y),
      (int) Math.round(128 + (0 - y) / 1.772),
      (int) Math.round(128 + (51 - y) / 1.402),
      153
    };
    byte[] bare = FileSurgery.withoutJpegSegments(rawJpeg(4, (px, py, c) -> stored[c]), 0xee);
    byte[] marker =
        FileSurgery.concat(FileSurgery.latin1("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 2});
    byte[] given = FileSurgery.withJpegSegment(bare, 0xee, marker);
    int[] expected = {122, 61, 153};
    assertSamples(reader.read(given, "a.jpg"), 8, 8, 2, (px, py, c) -> expected[c]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsThePictureUpright(int orientation) throws Exception {
    LesionImage stored = reader.read(jpeg, "a.jpg");
    LesionImage upright =
        reader.read(FileSurgery.withExif(jpeg, orientation, ByteOrder.LITTLE_ENDIAN), "a.jpg");
    // Where the stored picture's pixel (x, y) of 24x16 must end up (EXIF 2.32, table 6).
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        int[] place =
            switch (orientation) {
              case 1 -> new int[] {x, y};
              case 2 -> new int[] {23 - x, y};
              case 3 -> new int[] {23 - x, 15 - y};
              case 4 -> new int[] {x, 15 - y};
              case 5 -> new int[] {y, x};
              case 6 -> new int[] {15 - y, x};
              case 7 -> new int[] {15 - y, 23 - x};
              default -> new int[] {y, 23 - x};
            };
        assertThat(upright.sample(place[0], place[1], 0)).isEqualTo(stored.sample(x, y, 0));
        assertThat(upright.sample(place[0], place[1], 2)).isEqualTo(stored.sample(x, y, 2));
      }
    }
    assertThat(upright.width()).isEqualTo(orientation < 5 ? 24 : 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 4711})
  void leavesThePictureAsItIsForAnOrientationOutOfRange(int orientation) throws Exception {
    byte[] file = FileSurgery.withExif(jpeg, orientation, ByteOrder.BIG_ENDIAN);
    assertThat(reader.read(file, "a.jpg").toRgb()).isEqualTo(reader.read(jpeg, "a.jpg").toRgb());
  }

  @Test
  void readsOnWhereTheExifBlockIsDamaged() throws Exception {
    byte[] content = FileSurgery.latin1("Exif\0\0MM\0*\0\0\0\u00ff");
    byte[] file = FileSurgery.withJpegSegment(jpeg, 0xe1, content);
    assertThat(reader.read(file, "a.jpg").toRgb()).isEqualTo(reader.read(jpeg, "a.jpg").toRgb());
  }

  @Test
  void readsPicturesWithBytesAfterTheirEnd() throws Exception {
    byte[] file = FileSurgery.concat(jpeg, new byte[5000], FileSurgery.cut(jpeg, 200));
    assertThat(reader.read(file, "a.jpg").toRgb()).isEqualTo(reader.read(jpeg, "a.jpg").toRgb());
  }

  @Test
  void doesNotTakeTheEndOfAnEmbeddedThumbnailForTheEndOfThePicture() {
    byte[] file =
        FileSurgery.withJpegSegment(
            jpeg, 0xe0, FileSurgery.concat(FileSurgery.latin1("JFXX\0"), jpeg));
    assertRefused(FileSurgery.cut(file, file.length - 40), Reason.TRUNCATED);
  }

  @Test
  void refusesEveryPictureThatWasCutOff() {
    for (String mode : new String[] {"", "progressive"}) {
      byte[] file = encode(picture(), "jpeg", mode);
      for (int length = 3; length < file.length; length++) {
        assertRefused(FileSurgery.cut(file, length), Reason.TRUNCATED);
      }
    }
  }

  @Test
  void refusesAPictureWhoseSamplesEndEarlyAlthoughItHasAnEnd() {
    byte[] large = encode(noise(), "jpeg");
    byte[] file =
        FileSurgery.concat(
            FileSurgery.cut(large, large.length / 2), new byte[] {0, (byte) 0xff, (byte) 0xd9});
    assertRefused(file, Reason.TRUNCATED);
  }

  /** The decoder was not where the encoder was when it wrote the next marker. */
  @ParameterizedTest
  @EnumSource(
      value = JpegFiles.Scans.class,
      names = {"SEQUENTIAL_WITH_RESTARTS", "PROGRESSIVE"})
  void refusesAPictureWithBytesTooManyBeforeARestartOrAnotherScan(JpegFiles.Scans scans)
      throws Exception {
    BufferedImage image = JpegFiles.waves(200, 160, BufferedImage.TYPE_INT_RGB, 6);
    byte[] file = JpegFiles.of(image, scans, 2, 2, 0.9);
    int marker =
        scans == JpegFiles.Scans.PROGRESSIVE ? endOfFirstScan(file) : indexOf(file, 0xd0) - 1;
    byte[] longer =
        FileSurgery.concat(
            Arrays.copyOf(file, marker),
            new byte[40],
            Arrays.copyOfRange(file, marker, file.length));
    Preprocessing small =
        new Preprocessing(
            16, Framing.WHOLE_FRAME, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    for (ImageReader each : List.of(reader, ImageReader.forNetwork(small))) {
      assertThat(each.read(file, "a.jpg").originalWidth()).isEqualTo(200);
      assertThatThrownBy(() -> each.read(longer, "a.jpg"))
          .isInstanceOfSatisfying(
              UnreadableImageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN));
    }
  }

  private static int endOfFirstScan(byte[] file) throws PictureFault {
    return JpegSegments.parse(file).all().stream()
        .filter(segment -> segment.marker() == 0xda)
        .findFirst()
        .orElseThrow()
        .end();
  }

  @Test
  void refusesMoreScansThanAnyEncoderWrites() {
    byte[] file = encode(picture(), "jpeg", "progressive");
    int scan = indexOf(file, 0xda) - 1;
    byte[] header = Arrays.copyOfRange(file, scan, scan + 14);
    byte[] scans = new byte[0];
    for (int i = 0; i < 200; i++) {
      scans = FileSurgery.concat(scans, header);
    }
    byte[] bomb =
        FileSurgery.concat(
            FileSurgery.cut(file, scan), scans, new byte[] {(byte) 0xff, (byte) 0xd9});
    assertRefused(bomb, Reason.BROKEN);
  }

  private void assertRefused(byte[] file, Reason reason) {
    assertThatThrownBy(() -> reader.read(file, "a.jpg"))
        .as("%d bytes", file.length)
        .isInstanceOfSatisfying(
            UnreadableImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(1);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, random.nextInt());
    }
    return image;
  }

  private static int indexOf(byte[] file, int marker) {
    for (int i = 0; i < file.length - 1; i++) {
      if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == marker) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no marker " + marker);
  }

  /** An 8x8 JPEG of these very components, without any transform. */
  private static byte[] rawJpeg(int components, ImageAssert.Expected samples) {
    WritableRaster raster = Raster.createInterleavedRaster(0, 8, 8, components, null);
    for (int i = 0; i < 64; i++) {
      for (int c = 0; c < components; c++) {
        raster.setSample(i % 8, i / 8, c, samples.sample(i % 8, i / 8, c));
      }
    }
    ImageWriter writer = TestPictures.writer("jpeg");
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(1);
    return TestPictures.write(writer, new IIOImage(raster, null, null), param);
  }
}
