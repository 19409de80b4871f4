package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_USHORT_565_RGB
      })
  void theFastWayGivesTheSamplesOfThePlainOne(int type) throws Exception {
    Random random = new Random(7);
    for (int[] size : new int[][] {{1, 1}, {17, 5}, {3, 40}}) {
      BufferedImage image = new BufferedImage(size[0], size[1], type);
      for (int y = 0; y < size[1]; y++) {
        for (int x = 0; x < size[0]; x++) {
          image.setRGB(x, y, random.nextInt());
        }
      }
      assertSame(image);
      assertSame(
          image.getSubimage(
              size[0] / 2, size[1] / 2, size[0] - size[0] / 2, size[1] - size[1] / 2));
    }
  }

  private static void assertSame(BufferedImage image) throws PictureFault {
    Samples fast = Samples.of(image);
    Samples plain = Samples.ofAnyLayout(image);
    assertThat(fast.components()).isEqualTo(plain.components());
    assertThat(fast.colour()).isEqualTo(plain.colour());
    assertThat(fast.opacity()).isEqualTo(plain.opacity());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_BGR})
  void givesTheColoursThatJavaSees(int type) throws Exception {
    BufferedImage image = TestPictures.picture(24, 16, type);
    byte[] rgb = Samples.of(image).colour();
    for (int i = 0; i < 24 * 16; i++) {
      int seen = image.getRGB(i % 24, i / 24);
      assertThat(rgb[3 * i]).isEqualTo((byte) (seen >> 16));
      assertThat(rgb[3 * i + 1]).isEqualTo((byte) (seen >> 8));
      assertThat(rgb[3 * i + 2]).isEqualTo((byte) seen);
    }
  }

  @Test
  void writesThroughItsImageView() {
    Samples samples = Samples.ofRgb(2, 1, new byte[6]);
    samples.asImage().setRGB(1, 0, 0xff010203);
    assertThat(samples.colour()).containsExactly(0, 0, 0, 1, 2, 3);
  }
}
