package org.melascope.evaluation.faithfulness;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.melascope.network.EvidenceMap;

/** In which order the patches of a picture are blurred away or put back. */
public enum PatchOrder {
  /** What speaks most for the diagnosis first. */
  EVIDENCE,
  /** By chance, another one for each picture. */
  RANDOM,
  /** From the middle outwards, for lesions lie in the middle. */
  CENTRE;

  /**
   * The patches in this order, numbered row by row.
   *
   * @param output whose evidence counts
   * @param seed of the chance
   */
  int[] of(EvidenceMap evidence, int output, long seed) {
    int columns = evidence.columns();
    SplittableRandom random = new SplittableRandom(seed);
    double[] chance = random.doubles((long) evidence.rows() * columns).toArray();
    IntToDoubleFunction key =
        switch (this) {
          case EVIDENCE -> patch -> -evidence.at(output, patch / columns, patch % columns);
          case RANDOM -> patch -> chance[patch];
          case CENTRE ->
              patch -> {
                int row = patch / columns;
                int column = patch % columns;
                return Math.hypot(row - (evidence.rows() - 1) / 2.0, column - (columns - 1) / 2.0);
              };
        };
    return IntStream.range(0, chance.length)
        .boxed()
        .sorted(Comparator.comparingDouble(key::applyAsDouble))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
