package org.melascope.evaluation.faithfulness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.Preprocessing;
import org.melascope.network.EvidenceMap;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;

/**
 * How well the evidence map of one picture says what the network does with it, for the likeliest
 * diagnosis.
 *
 * @param lesion that the picture shows, to count pictures of one lesion together
 * @param deletion while patches are blurred away, by the order in which
 * @param insertion while patches are put back into the blurred picture, by the order in which
 * @param patches Spearman's correlation of a patch's evidence with the fall of the logit when that
 *     patch alone is blurred away; nothing where one of them is constant
 * @param shuffled Spearman's correlation of the map with that of the network with shuffled weights
 */
record PictureFaithfulness(
    String lesion,
    Map<PatchOrder, Curve> deletion,
    Map<PatchOrder, Curve> insertion,
    OptionalDouble patches,
    OptionalDouble shuffled) {
  /** Into so many parts the patches are divided, which are blurred away one after the other. */
  static final int STEPS = 8;

  /** So many patches are blurred away alone: every so-and-so-manieth in the order of evidence. */
  static final int ALONE = 14;

  /** What runs a picture, and what does so in disorder. */
  record Networks(
      Network network, Network shuffled, Preprocessing preprocessing, Calibration calibration) {}

  /**
   * Measures one picture, in 58 passes of the network and one of the shuffled one.
   *
   * @param samples of the prepared picture, as the network takes them
   * @param seed of the random order
   */
  static PictureFaithfulness of(Networks networks, String lesion, float[] samples, long seed) {
    NetworkOutput plain = networks.network().run(List.of(samples)).get(0);
    Diagnosis shown = networks.calibration().apply(plain.logits()).mostLikely();
    EvidenceMap evidence = plain.evidence();
    PatchBlur blur =
        new PatchBlur(
            samples, networks.preprocessing().size(), evidence.rows(), evidence.columns());
    int count = evidence.rows() * evidence.columns();
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    double whole = networks.calibration().apply(plain.logits()).of(shown);
    double nothing = probabilities(networks, shown, List.of(blur.without(all)))[0];
    Map<PatchOrder, Curve> deletion = new EnumMap<>(PatchOrder.class);
    Map<PatchOrder, Curve> insertion = new EnumMap<>(PatchOrder.class);
    for (PatchOrder order : PatchOrder.values()) {
      int[] patches = order.of(evidence, shown.ordinal(), seed);
      List<float[]> taken = new ArrayList<>();
      List<float[]> left = new ArrayList<>();
      for (int step = 1; step < STEPS; step++) {
        boolean[] first = new boolean[count];
        IntStream.range(0, step * count / STEPS).forEach(i -> first[patches[i]] = true);
        boolean[] others = new boolean[count];
        IntStream.range(0, count).forEach(i -> others[i] = !first[i]);
        taken.add(blur.without(first));
        left.add(blur.without(others));
      }
      deletion.put(order, curve(whole, probabilities(networks, shown, taken), nothing));
      insertion.put(order, curve(nothing, probabilities(networks, shown, left), whole));
    }
    return new PictureFaithfulness(
        lesion,
        deletion,
        insertion,
        alone(networks, plain, shown, blur, seed),
        correlation(
            map(evidence, shown),
            map(networks.shuffled().run(List.of(samples)).get(0).evidence(), shown)));
  }

  /** One at a time: a network in integers rounds by what all pictures of a run have in common. */
  private static NetworkOutput alone(Networks networks, float[] picture) {
    return networks.network().run(List.of(picture)).get(0);
  }

  private static double[] probabilities(
      Networks networks, Diagnosis diagnosis, List<float[]> pictures) {
    return pictures.stream()
        .map(picture -> alone(networks, picture))
        .mapToDouble(output -> networks.calibration().apply(output.logits()).of(diagnosis))
        .toArray();
  }

  private static Curve curve(double first, double[] between, double last) {
    List<Double> values = new ArrayList<>();
    values.add(first);
    Arrays.stream(between).forEach(values::add);
    values.add(last);
    return new Curve(values);
  }

  private static OptionalDouble alone(
      Networks networks, NetworkOutput plain, Diagnosis shown, PatchBlur blur, long seed) {
    EvidenceMap evidence = plain.evidence();
    int[] patches = PatchOrder.EVIDENCE.of(evidence, shown.ordinal(), seed);
    int count = Math.min(ALONE, patches.length);
    double[] expected = new double[count];
    List<float[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int patch = patches[count == 1 ? 0 : i * (patches.length - 1) / (count - 1)];
      expected[i] =
          evidence.at(shown.ordinal(), patch / evidence.columns(), patch % evidence.columns());
      boolean[] one = new boolean[patches.length];
      one[patch] = true;
      pictures.add(blur.without(one));
    }
    double logit = plain.logits()[shown.ordinal()];
    double[] fallen =
        pictures.stream()
            .map(picture -> alone(networks, picture))
            .mapToDouble(output -> logit - output.logits()[shown.ordinal()])
            .toArray();
    return correlation(expected, fallen);
  }

  private static double[] map(EvidenceMap evidence, Diagnosis diagnosis) {
    return IntStream.range(0, evidence.rows() * evidence.columns())
        .mapToDouble(
            patch ->
                evidence.at(
                    diagnosis.ordinal(), patch / evidence.columns(), patch % evidence.columns()))
        .toArray();
  }

  static OptionalDouble correlation(double[] one, double[] other) {
    if (one.length < 2) {
      return OptionalDouble.empty();
    }
    double value = new SpearmansCorrelation().correlation(one, other);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
