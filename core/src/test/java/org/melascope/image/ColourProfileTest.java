package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.melascope.image.FileSurgery.row;
import static org.melascope.image.FileSurgery.tiff;
import static org.melascope.image.FileSurgery.withJpegProfile;
import static org.melascope.image.FileSurgery.withPngProfile;
import static org.melascope.image.ImageAssert.assertSamples;
import static org.melascope.image.TestPictures.encode;
import static org.melascope.image.TestPictures.picture;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourProfileTest {
  private final ImageReader reader = new ImageReader();
  private final byte[] png = encode(picture(), "png");
  private final byte[] jpeg = encode(picture(), "jpeg");

  @Test
  void bringsAdobeRgbOfAPngToSrgb() throws Exception {
    LesionImage image = reader.read(withPngProfile(png, IccProfiles.adobeRgb()), "a.png");
    assertSamples(image, 24, 16, 2, ColourProfileTest::fromAdobe);
  }

  @Test
  void bringsAdobeRgbOfATiffToSrgb() throws Exception {
    byte[] strip = {(byte) 150, 100, 60};
    byte[] file = tiff(ByteOrder.LITTLE_ENDIAN, strip, IccProfiles.adobeRgb(), row(1, 8, 2, 3));
    assertSamples(
        reader.read(file, "a.tif"), 1, 1, 2, (x, y, c) -> IccProfiles.adobeToSrgb(150, 100, 60, c));
  }

  @Test
  void bringsAdobeRgbOfABitmapToSrgb() throws Exception {
    byte[] profile = IccProfiles.adobeRgb();
    ByteBuffer file =
        ByteBuffer.allocate(14 + 124 + 4 + profile.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(FileSurgery.latin1("BM")).putInt(file.capacity()).putInt(0).putInt(14 + 124);
    file.putInt(124)
        .putInt(1)
        .putInt(1)
        .putShort((short) 1)
        .putShort((short) 24)
        .putInt(0)
        .putInt(4);
    file.putInt(70, 0x4d424544).putInt(14 + 112, 124 + 4).putInt(14 + 116, profile.length);
    file.position(138);
    file.put(new byte[] {60, 100, (byte) 150, 0}).put(profile);
    assertSamples(
        reader.read(file.array(), "a.bmp"),
        1,
        1,
        2,
        (x, y, c) -> IccProfiles.adobeToSrgb(150, 100, 60, c));
  }

  @Test
  void putsAProfileTogetherFromManySegments() throws Exception {
    byte[] profile = IccProfiles.adobeRgb();
    LesionImage whole = reader.read(withJpegProfile(jpeg, profile, 60_000), "a.jpg");
    LesionImage parts = reader.read(withJpegProfile(jpeg, profile, 100), "a.jpg");
    assertThat(parts.toRgb()).isEqualTo(whole.toRgb());
    LesionImage stored = reader.read(jpeg, "a.jpg");
    assertSamples(
        whole,
        24,
        16,
        2,
        (x, y, c) ->
            IccProfiles.adobeToSrgb(
                stored.sample(x, y, 0), stored.sample(x, y, 1), stored.sample(x, y, 2), c));
  }

  @Test
  void leavesTheColoursOfAPictureWithAnSrgbProfile() throws Exception {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    assertSamples(reader.read(withPngProfile(png, srgb), "a.png"), 24, 16, 1, TestPictures::sample);
  }

  @Test
  void bringsGreyInLinearLightToSrgb() throws Exception {
    BufferedImage grey = new BufferedImage(16, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 16; x++) {
      grey.getRaster().setSample(x, 0, 0, 17 * x);
    }
    byte[] file = withPngProfile(encode(grey, "png"), IccProfiles.linearGrey());
    assertSamples(
        reader.read(file, "a.png"), 16, 1, 1, (x, y, c) -> IccProfiles.srgb(17 * x / 255.0));
  }

  @Test
  void bringsInksToSrgbByTheirProfile() throws Exception {
    // On this paper two full inks leave the lightness 50, which is 18.42 % of the light (CIE 1976).
    byte[] strip = {0, 0, 0, 0, -1, 0, -1, 0, -1, -1, -1, -1};
    byte[] file = tiff(ByteOrder.BIG_ENDIAN, strip, IccProfiles.greyingInks(), row(3, 8, 5, 4));
    int[] expected = {255, IccProfiles.srgb(0.1842), 0};
    assertSamples(reader.read(file, "a.tif"), 3, 1, 3, (x, y, c) -> expected[x]);
  }

  @Test
  void convertsColoursBeforeLayingThemOnWhite() throws Exception {
    byte[] file =
        withPngProfile(
            encode(picture(24, 16, BufferedImage.TYPE_INT_ARGB), "png"), IccProfiles.adobeRgb());
    assertSamples(
        reader.read(file, "a.png"),
        24,
        16,
        2,
        (x, y, c) -> {
          double share = TestPictures.opacity(x) / 255.0;
          return (int) Math.round(fromAdobe(x, y, c) * share + 255 * (1 - share));
        });
  }

  @Test
  void ignoresProfilesOfOtherColoursAndDamagedOnes() throws Exception {
    byte[] good = IccProfiles.adobeRgb();
    byte[][] useless = {
      IccProfiles.linearGrey(),
      IccProfiles.greyingInks(),
      new byte[0],
      new byte[200],
      FileSurgery.latin1(
          "not a profile at all, but a text of more than one hundred and twenty-eight bytes, "
              + "which is what the header of a profile has, so that it must be looked at."),
      FileSurgery.cut(good, good.length / 2),
      FileSurgery.cut(good, 128)
    };
    for (byte[] profile : useless) {
      assertSamples(
          reader.read(withPngProfile(png, profile), "a.png"), 24, 16, 0, TestPictures::sample);
    }
    byte[] undeflatable =
        FileSurgery.withPngChunk(png, "iCCP", FileSurgery.latin1("test\0\0nonsense"));
    assertSamples(reader.read(undeflatable, "a.png"), 24, 16, 0, TestPictures::sample);
  }

  @Test
  void ignoresAProfileOfWhichASegmentIsMissing() throws Exception {
    byte[] second = FileSurgery.concat(FileSurgery.latin1("ICC_PROFILE\0\2\2"), new byte[300]);
    byte[] file = FileSurgery.withJpegSegment(jpeg, 0xe2, second);
    assertThat(reader.read(file, "a.jpg").toRgb()).isEqualTo(reader.read(jpeg, "a.jpg").toRgb());
  }

  @Test
  void neverFailsOverAProfileWithChangedBytes() throws Exception {
    Random random = new Random(20);
    for (byte[] good : new byte[][] {IccProfiles.adobeRgb(), IccProfiles.linearGrey()}) {
      BufferedImage picture =
          picture(
              4, 4, good[16] == 'R' ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
      byte[] plain = encode(picture, "png");
      for (int i = 0; i < 400; i++) {
        byte[] changed = good.clone();
        for (int k = 0; k <= i % 3; k++) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        assertThat(reader.read(withPngProfile(plain, changed), "a.png").width()).isEqualTo(4);
      }
    }
  }

  private static int fromAdobe(int x, int y, int channel) {
    return IccProfiles.adobeToSrgb(
        TestPictures.sample(x, y, 0),
        TestPictures.sample(x, y, 1),
        TestPictures.sample(x, y, 2),
        channel);
  }
}
