package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Split;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;
import org.melascope.image.Preprocessing;
import org.melascope.training.augmentation.Augmentation;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.EfficientNetConfiguration;
import org.melascope.training.backbone.RandomNetworks;

/** Pictures of one grey each, by which a view tells which picture it shows. */
class TrainingPicturesTest {
  private static final int COUNT = 19;
  private static final List<LabelSet> LABELS =
      List.of(
          LabelSet.of(Diagnosis.MEL),
          LabelSet.BENIGN,
          LabelSet.NOT_MELANOMA,
          LabelSet.of(Diagnosis.BKL, Diagnosis.MEL));

  @TempDir Path folder;
  private final List<LabelledPicture> pictures = new ArrayList<>();

  @BeforeEach
  void drawPictures() throws IOException {
    for (int i = 0; i < COUNT; i++) {
      Path file = folder.resolve(i + ".png");
      BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < 48; pixel++) {
        image.setRGB(pixel % 8, pixel / 8, 0x010101 * grey(i));
      }
      ImageIO.write(image, "png", file.toFile());
      pictures.add(picture(file, Optional.of(LABELS.get(i % LABELS.size()))));
    }
  }

  @Test
  void showsEveryPictureOnceAnEpochInAnotherOrderEachTime() {
    TrainingPictures all = new TrainingPictures(recipe(Recipes.TURNS, 1), pictures);
    assertThat(all.size()).isEqualTo(COUNT);
    assertThat(all.batches()).isEqualTo(3);
    List<Integer> first = shown(all, 0);
    assertThat(first)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, COUNT).boxed().toList());
    assertThat(shown(all, 1)).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    assertThat(shown(new TrainingPictures(recipe(Recipes.TURNS, 2), pictures), 0))
        .containsExactlyInAnyOrderElementsOf(first)
        .isNotEqualTo(first);
    assertThat(shown(new TrainingPictures(recipe(Recipes.TURNS, 1), pictures), 0)).isEqualTo(first);
  }

  @Test
  void showsTheShareOfASourceAndOthersOfItsPicturesEachTime() {
    List<LabelledPicture> mixed = new ArrayList<>();
    for (LabelledPicture picture : pictures) {
      mixed.add(mixed.size() < 12 ? ofSource(picture, "large") : picture);
    }
    Recipe recipe = recipe(Recipes.TURNS, 1, Map.of("large", 0.25));
    TrainingPictures all = new TrainingPictures(recipe, mixed);
    assertThat(all.size()).isEqualTo(3 + 7);
    assertThat(all.batches()).isEqualTo(2);
    Set<Integer> large = new HashSet<>();
    for (int epoch = 0; epoch < 9; epoch++) {
      List<Integer> shown = shown(all, epoch);
      assertThat(shown).hasSize(10).contains(12, 13, 14, 15, 16, 17, 18).doesNotHaveDuplicates();
      large.addAll(shown);
      assertThat(shown(new TrainingPictures(recipe, mixed), epoch)).isEqualTo(shown);
    }
    assertThat(large).hasSizeGreaterThan(10 + 3);
  }

  @Test
  void showsAtLeastOnePictureOfASource() {
    TrainingPictures all =
        new TrainingPictures(recipe(Recipes.TURNS, 1, Map.of("drawn", 1e-6)), pictures);
    assertThat(all.size()).isEqualTo(1);
    assertThat(shown(all, 0)).hasSize(1);
  }

  @Test
  void refusesAShareOfASourceThatIsNotThere() {
    Recipe recipe = recipe(Recipes.TURNS, 1, Map.of("drawn", 0.5, "kagle", 0.5));
    assertThatThrownBy(() -> new TrainingPictures(recipe, pictures))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kagle")
        .hasMessageNotContaining("drawn,");
  }

  @Test
  void showsANetworkThatNeedsWholePicturesSmallerOnes() {
    Backbone backbone = EfficientNetConfiguration.LITE_0;
    Recipe recipe = recipe(Recipes.TURNS, 1);
    Preprocessing preprocessing =
        new Preprocessing(
            backbone.imageSize(),
            recipe.preprocessing().framing(),
            1,
            recipe.preprocessing().mean(),
            recipe.preprocessing().deviation());
    Recipe half =
        new Recipe(
            backbone,
            recipe.method(),
            Recipes.epochs(2),
            recipe.augmentation(),
            preprocessing,
            Map.of(),
            1);
    TrainingPictures all = new TrainingPictures(half, pictures);
    Batch reduced = all.batch(0, 0);
    assertThat(reduced.views().positions()).hasSize(8).containsOnly(0);
    assertThat(reduced.views().patches()).hasSize(8 * 3 * 160 * 160);
    assertThat(shown(reduced)).doesNotHaveDuplicates();
    assertThat(all.batch(1, 0).views().patches()).hasSize(8 * 3 * 224 * 224);
  }

  @Test
  void markTheDiagnosesThatThePictureMayHave() {
    TrainingPictures all = new TrainingPictures(recipe(Recipes.TURNS, 1), pictures);
    for (int index = 0; index < all.batches(); index++) {
      Batch batch = all.batch(0, index);
      List<Integer> shown = shown(batch);
      float[] possible = possible(batch);
      assertThat(batch.views().size()).isEqualTo(index < 2 ? 8 : 3);
      for (int i = 0; i < batch.views().size(); i++) {
        LabelSet label = LABELS.get(shown.get(i) % LABELS.size());
        for (Diagnosis diagnosis : Diagnosis.ALL) {
          assertThat(possible[i * 7 + diagnosis.ordinal()])
              .isEqualTo(label.diagnoses().contains(diagnosis) ? 1f : 0f);
        }
      }
    }
  }

  @Test
  void mixesEveryPictureWithTheNextOneOfItsBatchAndTheirLabelsAlike() {
    Recipe mixing = recipe(Recipes.TURNS.withMixup(1), 1);
    Batch plain = new TrainingPictures(recipe(Recipes.TURNS, 1), pictures).batch(0, 0);
    Batch mixed = new TrainingPictures(mixing, pictures).batch(0, 0);
    int length = plain.views().patches().length / plain.views().size();
    Set<Double> shares = new HashSet<>();
    float[] logits = {0, 1, 2, 3, 4, 5, 6};
    double expected = 0;
    for (int i = 0; i < 8; i++) {
      double own = plain.views().patches()[i * length];
      double partner = plain.views().patches()[(i + 1) % 8 * length];
      double share = (mixed.views().patches()[i * length] - partner) / (own - partner);
      assertThat(share).isBetween(0.0, 1.0);
      shares.add(share);
      expected += (share * loss(plain, i, logits) + (1 - share) * loss(plain, (i + 1) % 8, logits));
    }
    assertThat(shares).hasSize(8);
    assertThat(meanLoss(mixed, logits)).isCloseTo(expected / 8, within(1e-3));
    assertThat(new TrainingPictures(mixing, pictures).batch(0, 0))
        .usingRecursiveComparison()
        .isEqualTo(mixed);
  }

  @Test
  void makesTheSameBatchWhetherOrNotEarlierOnesWereMade() {
    Recipe recipe = recipe(Augmentation.STRONG, 5);
    Batch alone = new TrainingPictures(recipe, pictures).batch(1, 2);
    TrainingPictures all = new TrainingPictures(recipe, pictures);
    Batch last = all.batch(1, 0);
    try (BatchQueue queue = new BatchQueue(all, 1, 0)) {
      assertThat(queue.next()).usingRecursiveComparison().isEqualTo(last);
      queue.next();
      last = queue.next();
      assertThat(queue.hasNext()).isFalse();
    }
    assertThat(last).usingRecursiveComparison().isEqualTo(alone);
    try (BatchQueue queue = new BatchQueue(new TrainingPictures(recipe, pictures), 1, 2)) {
      assertThat(queue.next()).usingRecursiveComparison().isEqualTo(alone);
      assertThat(queue.hasNext()).isFalse();
    }
    assertThat(all.batch(0, 2).views().patches()).isNotEqualTo(alone.views().patches());
  }

  @Test
  void makesNoBatchAfterTheLastOne() {
    TrainingPictures all = new TrainingPictures(recipe(Recipes.TURNS, 1), pictures);
    try (BatchQueue queue = new BatchQueue(all, 0, all.batches())) {
      assertThat(queue.hasNext()).isFalse();
    }
  }

  @Test
  void keepsDistinctPatchesOfEachPictureWithTheirPlaces() {
    Batch whole = new TrainingPictures(recipe(Augmentation.STRONG, 3), pictures).batch(2, 1);
    int patches = RandomNetworks.SMALL.patches();
    int length = RandomNetworks.SMALL.patchLength();
    for (int i = 0; i < whole.views().size(); i++) {
      for (int place = 0; place < patches; place++) {
        assertThat(whole.views().positions()[i * patches + place]).isEqualTo(place);
      }
    }
    Optimisation half = new Optimisation(9, 8, 3e-3, 1, 0.01, 0.1, 0.9, 0.5, 1, 1);
    Recipe recipe = Recipes.of(Method.SCRATCH, half, Augmentation.STRONG, 3);
    Batch kept = new TrainingPictures(recipe, pictures).batch(2, 1);
    assertThat(kept.views().positions()).hasSize(kept.views().size() * patches / 2);
    for (int i = 0; i < kept.views().size(); i++) {
      long[] places =
          Arrays.copyOfRange(kept.views().positions(), i * patches / 2, (i + 1) * patches / 2);
      assertThat(places).doesNotHaveDuplicates();
      for (int k = 0; k < places.length; k++) {
        assertThat(places[k]).isBetween(0L, patches - 1L);
        int from = (i * patches + (int) places[k]) * length;
        assertThat(
                Arrays.mismatch(
                    kept.views().patches(),
                    (i * places.length + k) * length,
                    (i * places.length + k + 1) * length,
                    whole.views().patches(),
                    from,
                    from + length))
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void leavesOutWhatHasNoLabel() throws IOException {
    List<LabelledPicture> some = new ArrayList<>(pictures.subList(0, 5));
    some.add(picture(folder.resolve("6.png"), Optional.empty()));
    TrainingPictures all = new TrainingPictures(recipe(Recipes.TURNS, 1), some);
    assertThat(all.size()).isEqualTo(5);
    assertThat(shown(all, 0)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    List<LabelledPicture> none = some.subList(5, 6);
    assertThatThrownBy(() -> new TrainingPictures(recipe(Recipes.TURNS, 1), none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no labelled picture");
  }

  @Test
  void showsAnotherPictureInPlaceOfOneThatCannotBeReadAndReportsIt() throws IOException {
    Files.writeString(folder.resolve("7.png"), "no picture");
    Files.delete(folder.resolve("9.png"));
    TrainingPictures all = new TrainingPictures(recipe(Recipes.TURNS, 1), pictures);
    List<Integer> shown = shown(all, 0);
    assertThat(shown).hasSize(COUNT).doesNotContain(7, 9);
    assertThat(shown.stream().distinct()).hasSize(COUNT - 2);
    Map<String, String> unreadable = all.unreadable();
    assertThat(unreadable).containsOnlyKeys("7.png", "9.png");
    assertThat(unreadable.get("9.png"))
        .contains(folder.resolve("9.png").toString())
        .contains("there is no such file");
  }

  @Test
  void failsWhenNoPictureCanBeRead() throws IOException {
    for (LabelledPicture picture : pictures) {
      Files.write(picture.file(), new byte[0]);
    }
    TrainingPictures all = new TrainingPictures(recipe(Recipes.TURNS, 1), pictures);
    try (BatchQueue queue = new BatchQueue(all, 0, 0)) {
      assertThatThrownBy(queue::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not one of the 19 training pictures can be read");
    }
  }

  private static Recipe recipe(Augmentation augmentation, long seed) {
    return recipe(augmentation, seed, Map.of());
  }

  private static Recipe recipe(Augmentation augmentation, long seed, Map<String, Double> shares) {
    Optimisation whole = new Optimisation(9, 8, 3e-3, 1, 0.01, 0.1, 0.9, 1, 0, 1);
    return Recipes.withShares(Recipes.of(Method.SCRATCH, whole, augmentation, seed), shares);
  }

  private static LabelledPicture ofSource(LabelledPicture picture, String source) {
    return new LabelledPicture(
        picture.name(),
        picture.file(),
        source,
        picture.split(),
        picture.lesion(),
        picture.label(),
        picture.attributes());
  }

  private LabelledPicture picture(Path file, Optional<LabelSet> label) {
    String name = folder.relativize(file).toString();
    return new LabelledPicture(name, file, "drawn", Split.TRAIN, Optional.empty(), label, Map.of());
  }

  private static float[] possible(Batch batch) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return batch.labels().possible(manager).toFloatArray();
    }
  }

  /** Of one picture of a batch, worked out by hand. */
  private static double loss(Batch batch, int picture, float[] logits) {
    float[] possible = possible(batch);
    double all = 0;
    double ofLabel = 0;
    for (int k = 0; k < logits.length; k++) {
      all += Math.exp(logits[k]);
      ofLabel += possible[picture * logits.length + k] * Math.exp(logits[k]);
    }
    return Math.log(all / ofLabel);
  }

  private static double meanLoss(Batch batch, float[] logits) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray same = manager.create(logits).reshape(1, -1).repeat(0, batch.views().size());
      return batch.labels().loss(same, manager).getFloat();
    }
  }

  private static int grey(int picture) {
    return 10 + 12 * picture;
  }

  private static List<Integer> shown(TrainingPictures pictures, int epoch) {
    List<Integer> shown = new ArrayList<>();
    for (int index = 0; index < pictures.batches(); index++) {
      shown.addAll(shown(pictures.batch(epoch, index)));
    }
    return shown;
  }

  private static List<Integer> shown(Batch batch) {
    int length = batch.views().patches().length / batch.views().size();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < batch.views().size(); i++) {
      double grey = (batch.views().patches()[i * length] * 0.5 + 0.5) * 255;
      shown.add((int) Math.round((grey - 10) / 12));
    }
    return shown;
  }
}
