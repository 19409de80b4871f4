package org.melascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.LabelSet;

/** What is known of some pictures: the diagnoses that each may have, or that two mixed ones may. */
final class Labels {
  private static final int DIAGNOSES = Diagnosis.ALL.size();

  private final int size;
  private final float[] possible;
  private final float[] ofPartners;
  private final float[] shares;
  private boolean mixed;

  /** For so many pictures, of which nothing is known yet. */
  Labels(int size) {
    this.size = size;
    this.possible = new float[size * DIAGNOSES];
    this.ofPartners = new float[size * DIAGNOSES];
    this.shares = new float[size];
    Arrays.fill(shares, 1);
  }

  /** Of pictures that are not mixed. */
  static Labels of(List<LabelSet> labels) {
    Labels result = new Labels(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      result.set(i, labels.get(i));
    }
    return result;
  }

  /** A picture that is not mixed. */
  void set(int picture, LabelSet label) {
    mark(label, possible, picture);
  }

  /**
   * A picture that is mixed of two.
   *
   * @param share how much of it is of the first, from 0 to 1
   */
  void set(int picture, LabelSet label, LabelSet ofPartner, double share) {
    mark(label, possible, picture);
    mark(ofPartner, ofPartners, picture);
    shares[picture] = (float) share;
    mixed |= share != 1;
  }

  private static void mark(LabelSet label, float[] possible, int picture) {
    for (Diagnosis diagnosis : label.diagnoses()) {
      possible[picture * DIAGNOSES + diagnosis.ordinal()] = 1;
    }
  }

  /**
   * Ones for the diagnoses that a picture, or the first of its two, may have: {@code [size, 7]}.
   */
  NDArray possible(NDManager manager) {
    return manager.create(possible, new Shape(size, DIAGNOSES));
  }

  /** The mean {@link PartialLabelLoss}; of mixed pictures in proportion to what they are of. */
  NDArray loss(NDArray logits, NDManager manager) {
    NDArray losses = PartialLabelLoss.of(logits, possible(manager));
    if (!mixed) {
      return losses.mean();
    }
    float[] rest = new float[size];
    for (int i = 0; i < size; i++) {
      rest[i] = 1 - shares[i];
    }
    NDArray others =
        PartialLabelLoss.of(logits, manager.create(ofPartners, new Shape(size, DIAGNOSES)));
    return losses.mul(manager.create(shares)).add(others.mul(manager.create(rest))).mean();
  }
}
