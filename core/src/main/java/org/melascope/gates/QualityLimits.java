package org.melascope.gates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How bad a picture may be.
 *
 * @param limits one for each of {@link Reason#OF_QUALITY}, by code, finite
 */
public record QualityLimits(Map<String, Double> limits) {
  public QualityLimits {
    Map<String, Double> rest = new TreeMap<>(limits);
    for (Reason reason : Reason.OF_QUALITY) {
      Double limit = rest.remove(reason.code());
      if (limit == null || !Double.isFinite(limit)) {
        throw new IllegalArgumentException("limits needs a finite number for " + reason.code());
      }
    }
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("limits has what is not measured: " + rest.keySet());
    }
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
  }

  /** The limit of one measure. */
  public double of(Reason reason) {
    return limits.getOrDefault(reason.code(), Double.NaN);
  }

  /** What is wrong with a picture, in the order of {@link Reason}. */
  public List<Finding> findings(ImageQuality quality) {
    List<Finding> findings = new ArrayList<>();
    for (Reason reason : Reason.OF_QUALITY) {
      double value = quality.of(reason);
      double limit = of(reason);
      if (reason.above() ? value > limit : value < limit) {
        findings.add(new Finding(reason, value, limit));
      }
    }
    return findings;
  }
}
