package org.melascope.evaluation.faithfulness;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.melascope.evaluation.Bootstrap;
import org.melascope.evaluation.Estimate;
import org.melascope.evaluation.Subject;

/**
 * Whether the evidence maps say what the network does, over many pictures, each for its likeliest
 * diagnosis: deletion and insertion curves (Petsiuk et al., RISE, 2018) of the calibrated
 * probability, the correlation of evidence with what a patch does, and the maps of a network in
 * disorder. Intervals are 95 % percentile intervals over lesions drawn with replacement. The names
 * of the components are the fields of {@code faithfulness.json}.
 *
 * @param subject what was evaluated, where that was said
 * @param pictures how many
 * @param orders the curves by the order of the patches
 * @param patches mean over the pictures of Spearman's correlation of a patch's evidence with the
 *     fall of the logit when that patch alone is blurred away
 * @param shuffled mean over the pictures of Spearman's correlation of the map with the map of the
 *     network with shuffled weights; near 0 where the map shows what the network has learnt
 */
public record Faithfulness(
    Optional<Subject> subject,
    int pictures,
    Map<PatchOrder, Order> orders,
    Optional<Estimate> patches,
    Optional<Estimate> shuffled) {
  public Faithfulness {
    orders = new EnumMap<>(orders);
  }

  /**
   * The curves of one order, and how much better the order of evidence does.
   *
   * @param deletion mean curve while patches are blurred away, first to last
   * @param insertion mean curve while they are put back
   * @param deletionArea area below the deletion curve: the smaller, the faster the probability
   *     falls
   * @param insertionArea area below the insertion curve: the larger, the faster it comes back
   * @param deletionLead this area minus that of the order of evidence; above 0 evidence is better
   * @param insertionLead the area of the order of evidence minus this; above 0 evidence is better
   */
  public record Order(
      Curve deletion,
      Curve insertion,
      Estimate deletionArea,
      Estimate insertionArea,
      Estimate deletionLead,
      Estimate insertionLead) {}

  /** The same results, saying what they are about. */
  public Faithfulness about(Subject named) {
    return new Faithfulness(Optional.of(named), pictures, orders, patches, shuffled);
  }

  /**
   * Over pictures.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Faithfulness of(List<PictureFaithfulness> pictures, Bootstrap bootstrap) {
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("there is no picture to measure faithfulness on");
    }
    Map<PatchOrder, Order> orders = new EnumMap<>(PatchOrder.class);
    for (PatchOrder order : PatchOrder.values()) {
      orders.put(order, order(pictures, order, bootstrap));
    }
    return new Faithfulness(
        Optional.empty(),
        pictures.size(),
        orders,
        mean(pictures, PictureFaithfulness::patches, bootstrap),
        mean(pictures, PictureFaithfulness::shuffled, bootstrap));
  }

  private static Order order(
      List<PictureFaithfulness> pictures, PatchOrder order, Bootstrap bootstrap) {
    Function<PictureFaithfulness, Double> deletion = one -> area(one.deletion(), order);
    Function<PictureFaithfulness, Double> insertion = one -> area(one.insertion(), order);
    return new Order(
        Curve.mean(pictures.stream().map(one -> curve(one.deletion(), order)).toList()),
        Curve.mean(pictures.stream().map(one -> curve(one.insertion(), order)).toList()),
        always(pictures, deletion, bootstrap),
        always(pictures, insertion, bootstrap),
        always(
            pictures,
            one -> deletion.apply(one) - area(one.deletion(), PatchOrder.EVIDENCE),
            bootstrap),
        always(
            pictures,
            one -> area(one.insertion(), PatchOrder.EVIDENCE) - insertion.apply(one),
            bootstrap));
  }

  private static Curve curve(Map<PatchOrder, Curve> curves, PatchOrder order) {
    return Optional.ofNullable(curves.get(order)).orElseThrow();
  }

  private static double area(Map<PatchOrder, Curve> curves, PatchOrder order) {
    return curve(curves, order).area();
  }

  private static Estimate always(
      List<PictureFaithfulness> pictures,
      Function<PictureFaithfulness, Double> measure,
      Bootstrap bootstrap) {
    return mean(pictures, one -> OptionalDouble.of(measure.apply(one)), bootstrap).orElseThrow();
  }

  /** The mean over the pictures that have a value. */
  private static Optional<Estimate> mean(
      List<PictureFaithfulness> pictures,
      Function<PictureFaithfulness, OptionalDouble> measure,
      Bootstrap bootstrap) {
    List<OptionalDouble> values = pictures.stream().map(measure).toList();
    int[] once = new int[values.size()];
    Arrays.fill(once, 1);
    OptionalDouble mean = mean(values, once);
    return mean.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Estimate(
                mean.getAsDouble(),
                bootstrap.interval(
                    pictures.stream().map(PictureFaithfulness::lesion).toList(),
                    drawn -> mean(values, drawn))));
  }

  private static OptionalDouble mean(List<OptionalDouble> values, int[] times) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < times.length; i++) {
      if (values.get(i).isPresent()) {
        sum += times[i] * values.get(i).getAsDouble();
        count += times[i];
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
