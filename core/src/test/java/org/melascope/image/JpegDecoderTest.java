package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.image.JpegFiles.Scans;

/** Holds decoding at a part of the size together with its plain twin: decoding all of it. */
class JpegDecoderTest {
  /**
   * Between the tensors of the two, in grey levels, on average; half a level is lost by rounding.
   */
  private static final double MOST_MEAN = 0.35;

  private static final List<Double> ZERO = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);
  private static final Preprocessing WHOLE =
      new Preprocessing(32, Framing.WHOLE_FRAME, 1, ZERO, ONE);

  private final ImageReader full = new ImageReader();

  static Stream<Arguments> kinds() {
    return Stream.of(Scans.values())
        .flatMap(
            scans ->
                Stream.of(new int[] {1, 1}, new int[] {2, 1}, new int[] {1, 2}, new int[] {2, 2})
                    .map(sampling -> Arguments.of(scans, sampling[0], sampling[1])));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesTheNetworkWhatDecodingAllOfItGives(Scans scans, int across, int down) throws Exception {
    for (int factor : new int[] {2, 4}) {
      BufferedImage image = picture(149 * factor, 95 * factor, 6);
      assertAlike(JpegFiles.of(image, scans, across, down, 0.9), factor, WHOLE);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ONE_FOR_EACH_COMPONENT")
  void decodesGreyPictures(Scans scans) throws Exception {
    BufferedImage grey = JpegFiles.waves(333, 402, BufferedImage.TYPE_BYTE_GRAY, 6);
    assertAlike(JpegFiles.of(grey, scans, 1, 1, 0.9), 4, WHOLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsItsPlaceWhenThePictureIsTurned(int orientation) throws Exception {
    // At a quarter, the last column and row stand for a single column and row of the picture.
    byte[] jpeg =
        FileSurgery.withExif(
            JpegFiles.of(picture(409, 297, 0), Scans.SEQUENTIAL, 2, 2, 0.95),
            orientation,
            ByteOrder.BIG_ENDIAN);
    for (Framing framing : Framing.values()) {
      for (double crop : new double[] {1, 0.93}) {
        assertAlike(jpeg, 4, new Preprocessing(32, framing, crop, ZERO, ONE));
      }
    }
  }

  @Test
  void appliesColourProfiles() throws Exception {
    byte[] jpeg = JpegFiles.of(picture(400, 301, 0), Scans.SEQUENTIAL, 2, 2, 0.9);
    byte[] profiled = FileSurgery.withJpegProfile(jpeg, IccProfiles.adobeRgb(), 300);
    assertAlike(profiled, 4, WHOLE);
    assertThat(meanDifference(tensor(jpeg, WHOLE), tensor(profiled, WHOLE))).isGreaterThan(3);
  }

  @Test
  void decodesTheSamePixelsWhetherAllOfThemAreWantedOrSome() throws Exception {
    for (Scans scans : Scans.values()) {
      byte[] jpeg = JpegFiles.of(picture(203, 185, 20), scans, 2, 2, 0.9);
      JpegSegments segments = JpegSegments.parse(jpeg);
      for (int factor : new int[] {2, 4}) {
        int width = JpegComponent.ceil(203, factor);
        int height = JpegComponent.ceil(185, factor);
        byte[] all = decode(segments, new Excerpt(factor, 203, 185, 0, 0, width, height));
        Random random = new Random(factor);
        for (int i = 0; i < 20; i++) {
          int left = random.nextInt(width);
          int top = random.nextInt(height);
          int w = 1 + random.nextInt(width - left);
          int h = 1 + random.nextInt(height - top);
          byte[] some = decode(segments, new Excerpt(factor, 203, 185, -left, -top, w, h));
          assertThat(some).isEqualTo(part(all, width, left, top, w, h));
        }
      }
    }
  }

  @Test
  void leavesToTheOtherDecoderWhatItDoesNotKnow() throws Exception {
    // Colours of which four times as many pixels share one as at half the size.
    byte[] coarse = JpegFiles.of(picture(301, 301, 0), Scans.SEQUENTIAL, 4, 1, 0.9);
    assertThat(ImageReader.forNetwork(WHOLE).read(coarse, "a.jpg").width()).isEqualTo(76);
    Preprocessing half = new Preprocessing(64, Framing.WHOLE_FRAME, 1, ZERO, ONE);
    assertThat(ImageReader.forNetwork(half).read(coarse, "a.jpg").width()).isEqualTo(301);
    byte[] thirds = JpegFiles.of(picture(301, 301, 0), Scans.SEQUENTIAL, 3, 1, 0.9);
    assertThat(ImageReader.forNetwork(WHOLE).read(thirds, "a.jpg").width()).isEqualTo(301);
  }

  @Test
  void saysOfTheSizeWhatTheFileSays() throws Exception {
    byte[] jpeg = JpegFiles.of(picture(409, 297, 0), Scans.SEQUENTIAL, 2, 2, 0.9);
    byte[] turned = FileSurgery.withExif(jpeg, 6, ByteOrder.BIG_ENDIAN);
    LesionImage image = ImageReader.forNetwork(WHOLE).read(turned, "a.jpg");
    assertThat(image.originalWidth()).isEqualTo(297);
    assertThat(image.originalHeight()).isEqualTo(409);
    assertThat(image.width()).isEqualTo(75);
  }

  /** What it cannot follow soundly, it leaves to the other one, which reads or refuses it. */
  @ParameterizedTest
  @EnumSource(Scans.class)
  void readsOfDamagedFilesThoseThatTheOtherDecoderReads(Scans scans) {
    Preprocessing small = new Preprocessing(16, Framing.WHOLE_FRAME, 1, ZERO, ONE);
    ImageReader reduced = ImageReader.forNetwork(small);
    byte[] file = JpegFiles.of(picture(96, 90, 8), scans, 2, 2, 0.8);
    Random random = new Random(scans.ordinal());
    int read = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] changed = file.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      boolean quick = read(reduced, changed).isPresent();
      read += quick ? 1 : 0;
      assertThat(quick)
          .as("seed %d, round %d", scans.ordinal(), round)
          .isEqualTo(read(full, changed).isPresent());
    }
    assertThat(read).isPositive();
  }

  private static Optional<LesionImage> read(ImageReader reader, byte[] file) {
    try {
      return Optional.of(reader.read(file, "a.jpg"));
    } catch (UnreadableImageException e) {
      return Optional.empty();
    }
  }

  private void assertAlike(byte[] jpeg, int factor, Preprocessing preprocessing) throws Exception {
    LesionImage all = full.read(jpeg, "a.jpg");
    LesionImage reduced = ImageReader.forNetwork(preprocessing).read(jpeg, "a.jpg");
    assertThat(reduced.excerpt().factor()).isEqualTo(factor);
    assertThat(reduced.originalWidth()).isEqualTo(all.width());
    assertThat(meanDifference(preprocessing.apply(all), preprocessing.apply(reduced)))
        .isLessThan(MOST_MEAN);
  }

  private static float[] tensor(byte[] jpeg, Preprocessing preprocessing) throws Exception {
    return preprocessing.apply(ImageReader.forNetwork(preprocessing).read(jpeg, "a.jpg"));
  }

  private static double meanDifference(float[] a, float[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> 255 * Math.abs(a[i] - b[i]))
        .average()
        .orElseThrow();
  }

  private static BufferedImage picture(int width, int height, int noise) {
    return JpegFiles.waves(width, height, BufferedImage.TYPE_3BYTE_BGR, noise);
  }

  private static byte[] decode(JpegSegments segments, Excerpt excerpt) throws PictureFault {
    return JpegDecoder.decode(segments, true, excerpt).colour();
  }

  private static byte[] part(byte[] all, int stride, int left, int top, int width, int height) {
    byte[] part = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(all, 3 * ((top + y) * stride + left), part, 3 * y * width, 3 * width);
    }
    return part;
  }
}
