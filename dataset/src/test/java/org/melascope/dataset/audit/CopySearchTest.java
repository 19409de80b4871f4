package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.dataset.synthetic.SyntheticDataSet;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

class CopySearchTest {
  private static final int ORIGINAL = 7;
  private static final List<Fingerprint> OTHERS = new ArrayList<>();
  private static BufferedImage original = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

  @BeforeAll
  static void draw() {
    OTHERS.clear();
    SyntheticDataSet lesions = new SyntheticDataSet(60, 11);
    for (int i = 0; i < 60; i++) {
      LesionImage image = lesions.lesion(i).draw();
      OTHERS.add(fingerprint("other " + i, "sha of " + i, image));
      if (i == ORIGINAL) {
        original = Alterations.buffered(image);
      }
    }
  }

  private static Fingerprint fingerprint(String name, String sha256, LesionImage image) {
    return new Fingerprint(picture(name), sha256, Thumbnail.of(image));
  }

  private static LabelledPicture picture(String name) {
    return new LabelledPicture(
        name, Path.of(name), "made up", Split.TRAIN, Optional.empty(), Optional.empty(), Map.of());
  }

  private static List<Copy> search(BufferedImage altered, double quality)
      throws IOException, UnreadableImageException {
    LesionImage read = new ImageReader().read(Alterations.jpeg(altered, quality), "altered");
    List<Fingerprint> pictures = new ArrayList<>(OTHERS);
    pictures.add(fingerprint("altered", "its own", read));
    return CopySearch.run(pictures, CopySearch.SAME, () -> {});
  }

  @Test
  void unrelatedPicturesAreNoCopies() {
    AtomicInteger done = new AtomicInteger();
    assertThat(CopySearch.run(OTHERS, CopySearch.SAME, done::incrementAndGet)).isEmpty();
    assertThat(done).hasValue(OTHERS.size());
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void findsThePictureHoweverItIsTurnedOrMirrored(Turn turn) throws Exception {
    List<Copy> copies = search(Alterations.turned(original, turn), 0.8);
    assertThat(copies).hasSize(1);
    assertThat(copies.get(0).first().name()).isEqualTo("other " + ORIGINAL);
    assertThat(copies.get(0).second().name()).isEqualTo("altered");
    assertThat(copies.get(0).sameBytes()).isFalse();
    boolean quarter = turn == Turn.LEFT || turn == Turn.RIGHT;
    Turn back = !quarter ? turn : turn == Turn.LEFT ? Turn.RIGHT : Turn.LEFT;
    assertThat(copies.get(0).turn()).isEqualTo(back);
  }

  @ParameterizedTest
  @MethodSource
  void findsThePictureHoweverItWasProcessed(BufferedImage altered, double quality)
      throws Exception {
    List<Copy> copies = search(altered, quality);
    assertThat(copies).hasSize(1);
    assertThat(copies.get(0).first().name()).isEqualTo("other " + ORIGINAL);
  }

  static Stream<Arguments> findsThePictureHoweverItWasProcessed() {
    BufferedImage half = Alterations.scaled(original, 150, 112);
    BufferedImage turnedCrop =
        Alterations.turned(Alterations.cropped(original, 0.02, 0, 0.03, 0.03), Turn.LEFT);
    return Stream.of(
        Arguments.of(original, 0.5),
        Arguments.of(half, 0.75),
        Arguments.of(Alterations.scaled(original, 600, 450), 0.9),
        Arguments.of(Alterations.scaled(original, 256, 256), 0.75),
        Arguments.of(Alterations.cropped(original, 0.04, 0.04, 0.04, 0.04), 0.75),
        Arguments.of(Alterations.cropped(original, 0.05, 0, 0, 0.02), 0.75),
        Arguments.of(Alterations.brightened(original, 0.8, 20), 0.75),
        Arguments.of(Alterations.scaled(turnedCrop, 128, 128), 0.75));
  }

  /** Cropped and compressed harder than is found at the usual limit. */
  @Test
  void findsMoreFromALowerSimilarityOn() throws Exception {
    BufferedImage cropped =
        Alterations.scaled(Alterations.cropped(original, 0.06, 0.06, 0.06, 0.06), 100, 75);
    List<Fingerprint> pictures = new ArrayList<>(OTHERS);
    LesionImage read = new ImageReader().read(Alterations.jpeg(cropped, 0.1), "altered");
    pictures.add(fingerprint("altered", "its own", read));

    assertThat(CopySearch.run(pictures, CopySearch.SAME, () -> {})).isEmpty();
    List<Copy> copies = CopySearch.run(pictures, 0.6, () -> {});

    assertThat(copies).extracting(copy -> copy.second().name()).contains("altered");
    double similarity = copies.get(0).similarity();
    assertThat(CopySearch.run(pictures, Math.nextUp(similarity), () -> {})).isEmpty();
  }

  @Test
  void equalFilesAreSaidToBe() {
    Thumbnail thumbnail = OTHERS.get(0).thumbnail();
    List<Copy> copies =
        CopySearch.run(
            List.of(
                new Fingerprint(picture("a"), "one", thumbnail),
                new Fingerprint(picture("b"), "one", thumbnail),
                new Fingerprint(picture("c"), "another", thumbnail)),
            CopySearch.SAME,
            () -> {});
    assertThat(copies).extracting(Copy::sameBytes).containsExactly(true, false, false);
    assertThat(copies).allSatisfy(copy -> assertThat(copy.similarity()).isGreaterThan(0.99));
  }

  @Test
  void picturesOfOneColourAreNotCopiesOfEachOther() {
    LesionImage white = LesionImage.of(2, 2, new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9});
    List<Fingerprint> pictures =
        List.of(fingerprint("a", "one", white), fingerprint("b", "another", white));
    assertThat(CopySearch.run(pictures, CopySearch.SAME, () -> {})).isEmpty();
  }
}
