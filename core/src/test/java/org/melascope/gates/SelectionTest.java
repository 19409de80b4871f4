package org.melascope.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {
  @Test
  void findsWhatSortingBringsToAPlace() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      float[] values = new float[1 + random.nextInt(60)];
      for (int i = 0; i < values.length; i++) {
        // In half of the rounds many are equal.
        values[i] = round % 2 == 0 ? random.nextFloat() : random.nextInt(4);
      }
      float[] sorted = values.clone();
      Arrays.sort(sorted);
      int place = random.nextInt(values.length);
      assertThat(Selection.of(values, place)).isEqualTo(sorted[place]);
      Arrays.sort(values);
      assertThat(values).isEqualTo(sorted);
    }
  }

  @Test
  void takesSortedAndConstantValues() {
    float[] rising = new float[10_000];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = i;
    }
    assertThat(Selection.of(rising, 9_000)).isEqualTo(9_000);
    assertThat(Selection.of(new float[10_000], 17)).isZero();
  }
}
