package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.Framing;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;
import org.melascope.network.EvidenceMap;

/** Pictures of 600 x 400 are not scaled; the evidence is drawn from x = 608. */
class HeatMapTest {
  private static final int RIGHT = 608;

  private static final LesionImage GREY = Fixture.plain(600, 400, 128, 128, 128);

  @Test
  void showsThePictureAsItIsBesideTheEvidence() {
    LesionImage picture = Fixture.plain(600, 400, 200, 100, 50);
    LesionImage map = draw(picture, Framing.WHOLE_FRAME, 0, 0, 1);
    assertThat(map.width()).isEqualTo(1208);
    assertThat(map.height()).isGreaterThan(400);
    assertThat(pixel(map, 300, 200)).containsExactly(200, 100, 50);
    // No evidence far from the patch: grey of the picture's luminance.
    int luminance = (int) Math.round(0.2126 * 200 + 0.7152 * 100 + 0.0722 * 50);
    assertThat(pixel(map, RIGHT + 560, 360)).containsExactly(luminance, luminance, luminance);
  }

  @Test
  void evidenceForIsOrangeWhereItsPatchIs() {
    // Patch (1, 2) of 4 x 4, in a frame of the whole picture: its centre is at (375, 150).
    LesionImage map = draw(GREY, Framing.WHOLE_FRAME, 1, 2, 2.5f);
    int[] centre = pixel(map, RIGHT + 375, 150);
    assertThat(centre[0]).isCloseTo((int) (128 + 0.85 * (0xE6 - 128)), within(1));
    assertThat(centre[1]).isCloseTo((int) (128 + 0.85 * (0x61 - 128)), within(1));
    assertThat(centre[2]).isCloseTo((int) (128 + 0.85 * (0x01 - 128)), within(1));
    assertThat(pixel(map, RIGHT + 75, 350)).containsExactly(128, 128, 128);
  }

  @Test
  void evidenceAgainstIsBlue() {
    LesionImage map = draw(GREY, Framing.WHOLE_FRAME, 1, 2, -0.01f);
    int[] centre = pixel(map, RIGHT + 375, 150);
    assertThat(centre[2]).isGreaterThan(160).isGreaterThan(centre[0] + 100);
  }

  @Test
  void centralFramePutsEvidenceInTheCentreAndLeavesTheRestDark() {
    // The frame is 400 x 400 from x = 100: patch (1, 2) has its centre at (350, 150).
    LesionImage map = draw(GREY, Framing.CENTRE, 1, 2, 1);
    int[] centre = pixel(map, RIGHT + 350, 150);
    assertThat(centre[0]).isGreaterThan(centre[2] + 150);
    assertThat(pixel(map, RIGHT + 99, 150)).containsExactly(45, 45, 45);
    assertThat(pixel(map, RIGHT + 501, 150)).containsExactly(45, 45, 45);
    assertThat(pixel(map, RIGHT + 101, 350)).containsExactly(128, 128, 128);
  }

  @Test
  void onlyTheShownDiagnosisCounts() {
    float[] values = new float[7 * 16];
    values[Diagnosis.NV.ordinal() * 16 + 5] = 1;
    EvidenceMap evidence = new EvidenceMap(7, 4, 4, values);
    Preprocessing whole = preprocessing(Framing.WHOLE_FRAME);
    LesionImage ofMelanoma = HeatMap.draw(GREY, evidence, Diagnosis.MEL, whole);
    LesionImage ofNaevus = HeatMap.draw(GREY, evidence, Diagnosis.NV, whole);
    assertThat(pixel(ofMelanoma, RIGHT + 225, 150)).containsExactly(128, 128, 128);
    assertThat(pixel(ofNaevus, RIGHT + 225, 150)[0]).isGreaterThan(200);
  }

  @Test
  void smallPicturesAreEnlargedAndLargeOnesReduced() {
    LesionImage small = draw(Fixture.plain(30, 60, 9, 9, 9), Framing.CENTRE, 0, 0, 1);
    assertThat(small.width()).isEqualTo(2 * 240 + 8);
    LesionImage large = draw(Fixture.plain(3000, 1500, 9, 9, 9), Framing.CENTRE, 0, 0, 1);
    assertThat(large.width()).isEqualTo(2 * 720 + 8);
    assertThat(pixel(large, 200, 200)).containsExactly(9, 9, 9);
  }

  @Test
  void surfaceGoesThroughThePatchesAndIsSmoothBetweenThem() {
    float[] values = {0, 2, -4, 0, 0, 2, -4, 0};
    EvidenceSurface surface = new EvidenceSurface(new EvidenceMap(1, 2, 4, values), 0);
    assertThat(surface.greatest()).isEqualTo(4);
    assertThat(at(surface, 1.5 / 4, 0.25)).isCloseTo(0.5, within(1e-6));
    assertThat(at(surface, 2.5 / 4, 0.75)).isCloseTo(-1, within(1e-6));
    // Half-way between b and c Catmull-Rom gives (-a + 9 b + 9 c - d) / 16.
    double halfWay = (9 * 2 + 9 * -4) / 16.0 / 4;
    assertThat(at(surface, 0.5, 0.5)).isCloseTo(halfWay, within(1e-6));
    assertThat(at(surface, 0, 0)).isBetween(-0.1, 0.1);
  }

  @Test
  void surfaceOfManyPlacesIsThatOfEach() {
    Random random = new Random(5);
    float[] values = new float[6 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    EvidenceSurface surface = new EvidenceSurface(new EvidenceMap(1, 6, 5, values), 0);
    double[] x = random.doubles(40).toArray();
    double[] y = random.doubles(30).toArray();
    float[] many = surface.at(x, y);
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < x.length; column++) {
        assertThat((double) many[row * x.length + column])
            .isCloseTo(catmullRom(values, x[column], y[row]) / surface.greatest(), within(1e-6));
      }
    }
  }

  /** By the basis functions of Catmull and Rom, of 6 x 5 patches, kept within the greatest. */
  private static double catmullRom(float[] values, double x, double y) {
    double greatest = 0;
    double sum = 0;
    for (int row = -2; row < 8; row++) {
      for (int column = -2; column < 7; column++) {
        int r = Math.max(0, Math.min(5, row));
        int c = Math.max(0, Math.min(4, column));
        float value = values[r * 5 + c];
        greatest = Math.max(greatest, Math.abs(value));
        sum += value * basis(6 * y - 0.5 - row) * basis(5 * x - 0.5 - column);
      }
    }
    return Math.max(-greatest, Math.min(greatest, sum));
  }

  private static double basis(double distance) {
    double t = Math.abs(distance);
    if (t >= 2) {
      return 0;
    }
    return t < 1 ? (3 * t * t * t - 5 * t * t + 2) / 2 : (-t * t * t + 5 * t * t - 8 * t + 4) / 2;
  }

  private static double at(EvidenceSurface surface, double x, double y) {
    return surface.at(new double[] {x}, new double[] {y})[0];
  }

  private static LesionImage draw(
      LesionImage picture, Framing framing, int row, int column, float value) {
    float[] values = new float[7 * 16];
    values[Diagnosis.MEL.ordinal() * 16 + 4 * row + column] = value;
    return HeatMap.draw(
        picture, new EvidenceMap(7, 4, 4, values), Diagnosis.MEL, preprocessing(framing));
  }

  private static Preprocessing preprocessing(Framing framing) {
    List<Double> half = List.of(0.5, 0.5, 0.5);
    return new Preprocessing(32, framing, 1, half, half);
  }

  private static int[] pixel(LesionImage image, int x, int y) {
    return new int[] {image.sample(x, y, 0), image.sample(x, y, 1), image.sample(x, y, 2)};
  }
}
