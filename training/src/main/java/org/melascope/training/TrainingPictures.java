package org.melascope.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.melascope.dataset.LabelledPicture;
import org.melascope.diagnosis.LabelSet;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;
import org.melascope.training.backbone.Backbone;
import org.melascope.training.backbone.PatchedViews;
import org.melascope.training.backbone.Patches;

/**
 * The pictures of a training, as batches. What is random in a batch depends on the seed, the epoch
 * and the place in the epoch alone, so that a training that was interrupted goes on with the very
 * same views.
 */
final class TrainingPictures {
  private static final int ENOUGH_TO_KNOW = 256;

  private final Recipe recipe;
  private final List<LabelledPicture> pictures;
  private final Map<String, Long> quotas;
  private final int size;
  private final ImageReader reader = new ImageReader();
  private final Map<String, String> unreadable = new ConcurrentSkipListMap<>();

  /**
   * Batches of these pictures; those without a label are left out.
   *
   * @throws IllegalArgumentException if none has a label, or none is of a source with a share
   */
  TrainingPictures(Recipe recipe, List<LabelledPicture> pictures) {
    this.recipe = recipe;
    this.pictures = require(recipe, pictures);
    this.quotas = quotas();
    this.size = order(0).length;
  }

  /**
   * Those of these pictures that have a label.
   *
   * @throws IllegalArgumentException if none has, or none is of a source that the recipe gives a
   *     share for
   */
  static List<LabelledPicture> require(Recipe recipe, List<LabelledPicture> pictures) {
    List<LabelledPicture> labelled =
        pictures.stream().filter(picture -> picture.label().isPresent()).toList();
    if (labelled.isEmpty()) {
      throw new IllegalArgumentException("there is no labelled picture to train on");
    }
    Set<String> unknown = new TreeSet<>(recipe.shares().keySet());
    labelled.forEach(picture -> unknown.remove(picture.source()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "a share is given for "
              + String.join(", ", unknown)
              + ", but there is no such source among the training pictures");
    }
    return labelled;
  }

  /** How many pictures of each source an epoch shows: at least one. */
  private Map<String, Long> quotas() {
    Map<String, Long> counts =
        pictures.stream()
            .collect(Collectors.groupingBy(LabelledPicture::source, Collectors.counting()));
    counts.replaceAll(
        (source, count) ->
            Math.max(1, Math.round(count * recipe.shares().getOrDefault(source, 1.0))));
    return counts;
  }

  /** Pictures that an epoch shows. */
  int size() {
    return size;
  }

  /** Steps of an epoch; the last batch may be smaller than the others. */
  int batches() {
    int batchSize = recipe.optimisation().batchSize();
    return (size + batchSize - 1) / batchSize;
  }

  /**
   * The pictures that could not be read so far, by name, with the reason; other pictures took their
   * places.
   */
  Map<String, String> unreadable() {
    return new TreeMap<>(unreadable);
  }

  /** The first views, to get to know how the pictures look: some hundred of them. */
  List<PatchedViews> firstViews() {
    int batches = (ENOUGH_TO_KNOW - 1) / recipe.optimisation().batchSize() + 1;
    return IntStream.range(0, Math.min(batches, batches()))
        .mapToObj(index -> batch(0, index).views())
        .toList();
  }

  /** One batch of random views. */
  Batch batch(int epoch, int index) {
    int[] order = order(epoch);
    int batchSize = recipe.optimisation().batchSize();
    int first = index * batchSize;
    int size = Math.min(batchSize, order.length - first);
    Backbone.Look look = recipe.backbone().look(recipe.optimisation().keptPatches(epoch));
    int kept = look.kept();
    float[] patches = new float[size * kept * look.patchLength()];
    long[] positions = new long[size * kept];
    Labels labels = new Labels(size);
    List<View> views =
        IntStream.range(first, first + size).mapToObj(i -> view(order, i, epoch, look)).toList();
    for (int i = 0; i < size; i++) {
      View view = views.get(i);
      View partner = views.get((i + 1) % size);
      float[] samples = mixed(view, partner);
      int[] places = places(look.patches(), kept, view.random);
      Patches.copy(look, samples, places, patches, i * kept * look.patchLength());
      for (int k = 0; k < kept; k++) {
        positions[i * kept + k] = places[k];
      }
      labels.set(i, view.label, partner.label, view.share);
    }
    return new Batch(new PatchedViews(size, patches, positions), labels);
  }

  /** A view of a picture, and how much of it a mixed one shows. */
  private record View(float[] samples, LabelSet label, double share, RandomGenerator random) {}

  private View view(int[] order, int place, int epoch, Backbone.Look look) {
    SplittableRandom random = random(epoch, place);
    Shown shown = read(order, place);
    float[] samples = recipe.augmentation().view(shown.image, look.size(), random);
    recipe.preprocessing().normalise(samples);
    return new View(samples, shown.label, recipe.augmentation().shareOfView(random), random);
  }

  private static float[] mixed(View view, View partner) {
    float share = (float) view.share;
    if (share == 1) {
      return view.samples;
    }
    float[] samples = new float[view.samples.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = share * view.samples[i] + (1 - share) * partner.samples[i];
    }
    return samples;
  }

  private record Shown(LesionImage image, LabelSet label) {}

  /** The picture at a place of the order or, while that cannot be read, the one after it. */
  private Shown read(int[] order, int place) {
    for (int i = 0; i < order.length; i++) {
      LabelledPicture picture = pictures.get(order[(place + i) % order.length]);
      try {
        return new Shown(reader.read(picture.file()), picture.label().orElseThrow());
      } catch (UnreadableImageException e) {
        unreadable.put(picture.name(), String.valueOf(e.getMessage()));
      }
    }
    throw new IllegalArgumentException(
        "not one of the " + order.length + " training pictures can be read");
  }

  /** The pictures of an epoch, shuffled; of a source with a share, the first so many. */
  private int[] order(int epoch) {
    int[] order = shuffled(IntStream.range(0, pictures.size()).toArray(), random(epoch, -1));
    Map<String, Long> left = new HashMap<>(quotas);
    return IntStream.of(order)
        .filter(i -> left.merge(pictures.get(i).source(), -1L, Long::sum) >= 0)
        .toArray();
  }

  private static int[] places(int patches, int kept, RandomGenerator random) {
    int[] all = IntStream.range(0, patches).toArray();
    if (kept == patches) {
      return all;
    }
    return IntStream.of(shuffled(all, random)).limit(kept).toArray();
  }

  /** Fisher-Yates. */
  private static int[] shuffled(int[] values, RandomGenerator random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
    return values;
  }

  private SplittableRandom random(int epoch, int place) {
    SplittableRandom ofEpoch = new SplittableRandom(recipe.seed() * 1_000_003 + epoch);
    return new SplittableRandom(ofEpoch.nextLong() ^ (0x9E3779B97F4A7C15L * (place + 2)));
  }
}
