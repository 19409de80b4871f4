package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.network.EvidenceMap;
import org.melascope.network.NetworkOutput;

class OrientationTest {
  private static final int SIZE = 16;

  @Test
  void allEightViewsOfAPictureAreShownAlike() {
    Random random = new Random(1);
    for (int picture = 0; picture < 20; picture++) {
      float[] tensor = noise(random);
      float[] shown = Orientation.of(tensor, SIZE).turned(tensor, SIZE);
      List<float[]> views = Views.of(tensor, SIZE);
      assertThat(views.stream().map(view -> Orientation.of(view, SIZE)).distinct()).hasSize(8);
      for (float[] view : views) {
        assertThat(Orientation.of(view, SIZE).turned(view, SIZE)).isEqualTo(shown);
      }
    }
  }

  @Test
  void theBrightestPartComesToTheRightAndLessFarBelow() {
    float[] tensor = new float[3 * SIZE * SIZE];
    // In the first row, the fourth column: more above the middle than left of it.
    tensor[3] = 1;
    float[] shown = Orientation.of(tensor, SIZE).turned(tensor, SIZE);
    assertThat(shown[(SIZE - 1 - 3) * SIZE + SIZE - 1]).isEqualTo(1);
  }

  @Test
  void whatIsInTheMiddleStaysAsItIs() {
    float[] plain = new float[3 * SIZE * SIZE];
    assertThat(Orientation.of(plain, SIZE).turned(plain, SIZE)).isSameAs(plain);
  }

  /** Sizes of one block, of several, and of blocks that are not full. */
  @Test
  void viewsAreWhatAPlainLoopMakes() {
    for (int size : new int[] {1, 31, 32, 33, 65}) {
      float[] tensor = new float[3 * size * size];
      for (int i = 0; i < tensor.length; i++) {
        tensor[i] = i;
      }
      for (int view = 0; view < Views.COUNT; view++) {
        float[] turned = Views.turned(tensor, size, view);
        for (int i = 0; i < tensor.length; i++) {
          int channel = i / (size * size);
          int row = i / size % size;
          int column = i % size;
          int y = (view & 1) == 0 ? row : size - 1 - row;
          int x = (view & 2) == 0 ? column : size - 1 - column;
          int from = (view & 4) == 0 ? y * size + x : x * size + y;
          assertThat(turned[i]).isEqualTo(channel * size * size + from);
        }
      }
    }
  }

  /** Evidence that is the picture itself, coarser, lies on the picture again. */
  @Test
  void evidenceIsTurnedBack() {
    float[] tensor = noise(new Random(2));
    for (int view = 0; view < Views.COUNT; view++) {
      Orientation orientation = new Orientation(view);
      float[] turned = orientation.turned(tensor, SIZE);
      NetworkOutput output =
          new NetworkOutput(
              new float[] {1}, new EvidenceMap(3, SIZE, SIZE, turned), new float[] {2});
      NetworkOutput back = orientation.back(output);
      assertThat(back.evidence()).isEqualTo(new EvidenceMap(3, SIZE, SIZE, tensor));
      assertThat(back.logits()).containsExactly(1);
      assertThat(back.embedding()).containsExactly(2);
    }
  }

  private static float[] noise(Random random) {
    float[] tensor = new float[3 * SIZE * SIZE];
    for (int i = 0; i < tensor.length; i++) {
      tensor[i] = (float) random.nextGaussian();
    }
    return tensor;
  }
}
