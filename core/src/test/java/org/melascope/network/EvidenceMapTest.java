package org.melascope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EvidenceMapTest {
  private static final float[] VALUES = {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6};

  @Test
  void isReadByOutputRowAndColumn() {
    EvidenceMap map = new EvidenceMap(2, 2, 3, VALUES);
    assertThat(map.at(0, 0, 2)).isEqualTo(3);
    assertThat(map.at(0, 1, 0)).isEqualTo(4);
    assertThat(map.at(1, 1, 2)).isEqualTo(-6);
  }

  @Test
  void addsUpOneOutput() {
    EvidenceMap map = new EvidenceMap(2, 2, 3, VALUES);
    assertThat(map.sum(0)).isEqualTo(21);
    assertThat(map.sum(1)).isEqualTo(-21);
  }

  @Test
  void doesNotChangeWithTheArrayItWasMadeOf() {
    float[] values = VALUES.clone();
    EvidenceMap map = new EvidenceMap(2, 2, 3, values);
    values[0] = 99;
    assertThat(map.at(0, 0, 0)).isEqualTo(1);
  }

  @Test
  void mapsOfEqualSizesAndValuesAreEqual() {
    EvidenceMap map = new EvidenceMap(2, 2, 3, VALUES);
    assertThat(map).isEqualTo(new EvidenceMap(2, 2, 3, VALUES));
    assertThat(map).hasSameHashCodeAs(new EvidenceMap(2, 2, 3, VALUES));
    assertThat(map).isNotEqualTo(new EvidenceMap(2, 3, 2, VALUES));
    assertThat(map).isNotEqualTo(new EvidenceMap(4, 1, 3, VALUES));
  }

  @Test
  void needsAValueForEveryPatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EvidenceMap(2, 2, 2, VALUES))
        .withMessageContaining("12 values do not fill 2 x 2 x 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new EvidenceMap(0, 2, 2, new float[0]));
  }
}
