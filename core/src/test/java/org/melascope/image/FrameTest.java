package org.melascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.melascope.image.Preprocessing.Frame;

class FrameTest {
  @Test
  void isTheLargestCentredSquare() {
    assertThat(frame(Framing.CENTRE, 1)).isEqualTo(new Frame(100, 0, 400, 400));
  }

  @Test
  void isTheWholePicture() {
    assertThat(frame(Framing.WHOLE_FRAME, 1)).isEqualTo(new Frame(0, 0, 600, 400));
  }

  @Test
  void isCroppedAroundItsCentre() {
    assertThat(frame(Framing.CENTRE, 0.75)).isEqualTo(new Frame(150, 50, 300, 300));
    assertThat(frame(Framing.WHOLE_FRAME, 0.5)).isEqualTo(new Frame(150, 100, 300, 200));
  }

  private static Frame frame(Framing framing, double crop) {
    List<Double> half = List.of(0.5, 0.5, 0.5);
    return new Preprocessing(32, framing, crop, half, half).frame(600, 400);
  }
}
