package org.melascope.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.melascope.gates.ImageQuality;
import org.melascope.gates.LesionArea;
import org.melascope.gates.Reason;
import org.melascope.image.Framing;
import org.melascope.image.LesionImage;
import org.melascope.image.Preprocessing;

/** What is measured of lesions whose flaws are known, for the generator drew them. */
class QualityOfSyntheticLesionsTest {
  private static final int SIZE = 224;
  private static final Preprocessing PREPARED =
      new Preprocessing(SIZE, Framing.CENTRE, 1, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  private static final SyntheticLesion NAEVUS =
      new SyntheticLesion(
          3,
          600,
          450,
          new LesionOutline(0.5, 0.1, 0.1, 0.3),
          new LesionPigment(LesionPigment.Look.MELANOCYTIC, 1, 0, 0.6, 0.05),
          LesionScene.PLAIN);

  private static ImageQuality of(LesionImage picture) {
    return ImageQuality.of(
        PREPARED.samples(picture), SIZE, PREPARED.frame(picture.width(), picture.height()).area());
  }

  private static ImageQuality of(SyntheticLesion lesion) {
    return of(lesion.draw());
  }

  private static LesionScene scene(double tone, int hairs, boolean ruler, double blur) {
    return new LesionScene(tone, hairs, 0, ruler, 0, blur);
  }

  @Test
  void findsTheLesionWhereItWasDrawn() {
    for (SyntheticLesion lesion : SyntheticSamples.all().values()) {
      LesionArea found = of(lesion).lesion();
      boolean[] mask = lesion.mask();
      int both = 0;
      int either = 0;
      for (int row = 0; row < found.side(); row++) {
        for (int column = 0; column < found.side(); column++) {
          // The middle square of a picture of 600 x 450.
          int x = 75 + (int) ((column + 0.5) * 450 / found.side());
          int y = (int) ((row + 0.5) * 450 / found.side());
          boolean drawn = mask[y * 600 + x];
          both += drawn && found.at(row, column) ? 1 : 0;
          either += drawn || found.at(row, column) ? 1 : 0;
        }
      }
      assertThat((double) both / either).as(lesion.toString()).isGreaterThan(0.6);
    }
  }

  @Test
  void theShareAndTheSizeOfTheLesionAreThoseDrawn() {
    ImageQuality quality = of(NAEVUS);
    // A disc with half the height as its diameter: pi / 16 of the square, 225 pixels across.
    assertThat(quality.of(Reason.LESION_TOO_SMALL)).isCloseTo(Math.PI / 16, within(0.05));
    assertThat(quality.of(Reason.LOW_RESOLUTION)).isCloseTo(225, within(30.0));
    assertThat(quality.of(Reason.LESION_CUT_OFF)).isZero();
  }

  @Test
  void blurShowsHoweverTheLesionLooksAndInSpiteOfGrain() {
    for (SyntheticLesion lesion : SyntheticSamples.all().values()) {
      LesionScene s = lesion.scene();
      double sharp = of(lesion).of(Reason.BLURRED);
      double soft = of(lesion.with(scene(s.skinTone(), 0, false, 4))).of(Reason.BLURRED);
      double blurred = of(lesion.with(scene(s.skinTone(), 0, false, 14))).of(Reason.BLURRED);
      assertThat(sharp).isGreaterThan(1.2 * soft);
      assertThat(soft).isGreaterThan(blurred);
    }
  }

  @Test
  void darknessIsToldFromDarkSkin() {
    ImageQuality fair = of(NAEVUS);
    ImageQuality dark = of(NAEVUS.with(scene(0.8, 0, false, 0.5)));
    ImageQuality inTheDark = of(changed(NAEVUS.draw(), sample -> sample / 6));
    assertThat(fair.of(Reason.TOO_DARK)).isGreaterThan(dark.of(Reason.TOO_DARK));
    assertThat(dark.of(Reason.TOO_DARK)).isGreaterThan(2 * inTheDark.of(Reason.TOO_DARK));
    assertThat(inTheDark.of(Reason.TOO_DARK)).isCloseTo(fair.of(Reason.TOO_DARK) / 6, within(2.0));
  }

  @Test
  void overexposureAndFadingShow() {
    ImageQuality white = of(changed(NAEVUS.draw(), sample -> Math.min(255, 3 * sample)));
    assertThat(of(NAEVUS).of(Reason.OVEREXPOSED)).isLessThan(0.01);
    assertThat(white.of(Reason.OVEREXPOSED)).isGreaterThan(0.5);
    ImageQuality faded = of(changed(NAEVUS.draw(), sample -> 120 + sample / 10));
    assertThat(faded.of(Reason.LOW_CONTRAST)).isLessThan(0.2 * of(NAEVUS).of(Reason.LOW_CONTRAST));
    assertThat(faded.of(Reason.NO_LESION)).isLessThan(0.2 * of(NAEVUS).of(Reason.NO_LESION));
  }

  @Test
  void skinWithoutALesionHasNothingThatStandsOut() {
    SyntheticLesion none = NAEVUS.with(new LesionOutline(0.001, 0, 0, 1));
    assertThat(of(none).of(Reason.NO_LESION)).isLessThan(0.35 * of(NAEVUS).of(Reason.NO_LESION));
    assertThat(of(Pictures.plain(210, 160, 140)).of(Reason.NO_LESION)).isZero();
  }

  @Test
  void aLesionBeyondTheEdgeIsCutOff() {
    assertThat(of(NAEVUS.with(new LesionOutline(1, 0, 0, 0.1))).of(Reason.LESION_CUT_OFF))
        .isGreaterThan(0.1);
  }

  @Test
  void hairAndInkCover() {
    double bare = of(NAEVUS).of(Reason.COVERED);
    double hairy = of(NAEVUS.with(scene(0.15, 60, false, 0.5))).of(Reason.COVERED);
    double forest = of(NAEVUS.with(scene(0.15, 300, false, 0.5))).of(Reason.COVERED);
    assertThat(bare).isLessThan(0.02);
    assertThat(hairy).isGreaterThan(bare + 0.02);
    assertThat(forest).isGreaterThan(1.5 * hairy);
    assertThat(of(Pictures.plain(60, 40, 140)).of(Reason.COVERED)).isEqualTo(1);
  }

  @Test
  void aTurnLeavesAllMeasuresAsTheyAre() {
    LesionImage square = crop(NAEVUS.draw());
    ImageQuality upright = of(square);
    ImageQuality lying = of(turned(square));
    for (Reason reason : Reason.OF_QUALITY) {
      assertThat(lying.of(reason))
          .as(reason.code())
          .isCloseTo(upright.of(reason), within(0.02 * Math.abs(upright.of(reason)) + 1e-3));
    }
  }

  private static LesionImage changed(LesionImage picture, IntUnaryOperator change) {
    byte[] rgb = picture.toRgb();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) change.applyAsInt(rgb[i] & 0xff);
    }
    return LesionImage.of(picture.width(), picture.height(), rgb);
  }

  private static LesionImage crop(LesionImage picture) {
    int side = picture.height();
    int left = (picture.width() - side) / 2;
    return mapped(picture, side, (x, y) -> new int[] {left + x, y});
  }

  private static LesionImage turned(LesionImage picture) {
    int side = picture.width();
    return mapped(picture, side, (x, y) -> new int[] {y, side - 1 - x});
  }

  private interface Origin {
    int[] of(int x, int y);
  }

  private static LesionImage mapped(LesionImage picture, int side, Origin origin) {
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int[] from = origin.of(x, y);
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * (y * side + x) + channel] = (byte) picture.sample(from[0], from[1], channel);
        }
      }
    }
    return LesionImage.of(side, side, rgb);
  }

  private static final class Pictures {
    static LesionImage plain(int red, int green, int blue) {
      byte[] rgb = new byte[3 * 100 * 100];
      for (int i = 0; i < rgb.length; i += 3) {
        rgb[i] = (byte) red;
        rgb[i + 1] = (byte) green;
        rgb[i + 2] = (byte) blue;
      }
      return LesionImage.of(100, 100, rgb);
    }
  }
}
