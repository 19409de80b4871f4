package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.melascope.gates.ImageQuality;
import org.melascope.gates.LesionArea;
import org.melascope.network.EvidenceMap;

class EvidencePlacementTest {
  private static final int SIZE = 224;
  private static final int PATCHES = 14;

  /** A brown square that covers the patches 5 to 8 of each side, on light skin. */
  private static LesionArea square() {
    float[] samples = new float[3 * SIZE * SIZE];
    int plane = SIZE * SIZE;
    for (int i = 0; i < plane; i++) {
      int x = i % SIZE;
      int y = i / SIZE;
      boolean lesion = x >= 80 && x < 144 && y >= 80 && y < 144;
      samples[i] = lesion ? 90 : 220;
      samples[plane + i] = lesion ? 60 : 180;
      samples[2 * plane + i] = lesion ? 50 : 160;
    }
    return ImageQuality.of(samples, SIZE, plane).lesion();
  }

  private static EvidenceMap evidence(float on, float border, float outside, float elsewhere) {
    float[] values = new float[2 * PATCHES * PATCHES];
    Arrays.fill(values, elsewhere);
    int output = PATCHES * PATCHES;
    values[output + 6 * PATCHES + 7] = on;
    values[output + 4 * PATCHES + 6] = border;
    values[output + 13] = outside;
    return new EvidenceMap(2, PATCHES, PATCHES, values);
  }

  @Test
  void sharesOutWhatSpeaksForADiagnosis() {
    EvidencePlacement placement =
        EvidencePlacement.of(evidence(1, 2, 5, -3), 1, square()).orElseThrow();

    assertThat(placement.lesion()).isCloseTo(1 / 8.0, within(1e-6));
    assertThat(placement.border()).isCloseTo(2 / 8.0, within(1e-6));
    assertThat(placement.outside()).isCloseTo(5 / 8.0, within(1e-6));
  }

  @Test
  void saysNothingWhereNothingSpeaksForIt() {
    assertThat(EvidencePlacement.of(evidence(-1, -2, -5, 0), 1, square())).isEmpty();
  }

  @Test
  void patchesNeedNotDivideTheGridOfTheLesion() {
    float[] values = new float[9];
    values[4] = 1;
    EvidencePlacement placement =
        EvidencePlacement.of(new EvidenceMap(1, 3, 3, values), 0, square()).orElseThrow();

    assertThat(placement.border()).isEqualTo(1);
  }
}
