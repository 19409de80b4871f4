package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LesionImageTest {
  @Test
  void keepsItsSamplesWhateverHappensToTheArrays() {
    byte[] rgb = {1, 2, 3, 4, 5, (byte) 250};
    LesionImage image = LesionImage.of(2, 1, rgb);
    rgb[0] = 99;
    image.toRgb()[1] = 99;
    assertThat(image.toRgb()).containsExactly(1, 2, 3, 4, 5, -6);
    assertThat(image.sample(1, 0, 2)).isEqualTo(250);
  }

  @Test
  void refusesSidesAndBytesThatDoNotFit() {
    assertThatThrownBy(() -> LesionImage.of(0, 1, new byte[0])).hasMessageContaining("0x1");
    assertThatThrownBy(() -> LesionImage.of(2, 1, new byte[5]))
        .hasMessageContaining("expected 6 bytes");
    assertThatThrownBy(() -> LesionImage.of(1 << 16, 1 << 16, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
