package org.melascope.diagnosis;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a picture is known to be: the diagnoses it may have. One for a sure diagnosis, several when
 * less is known.
 *
 * @param diagnoses at least one, at most six: a set of all seven would say nothing
 */
public record LabelSet(Set<Diagnosis> diagnoses) {
  /** Some benign diagnosis: {@code nv}, {@code bkl}, {@code df} or {@code vasc}. */
  public static final LabelSet BENIGN =
      new LabelSet(Diagnosis.ALL.stream().filter(d -> !d.malignant()).collect(Collectors.toSet()));

  /** Some malignant diagnosis: {@code mel}, {@code bcc} or {@code akiec}. */
  public static final LabelSet MALIGNANT =
      new LabelSet(Diagnosis.ALL.stream().filter(Diagnosis::malignant).collect(Collectors.toSet()));

  /** Any diagnosis but melanoma. */
  public static final LabelSet NOT_MELANOMA =
      new LabelSet(EnumSet.complementOf(EnumSet.of(Diagnosis.MEL)));

  public LabelSet {
    if (diagnoses.isEmpty() || diagnoses.size() == Diagnosis.ALL.size()) {
      throw new IllegalArgumentException(
          "a label set names one to six of the seven diagnoses, not " + diagnoses);
    }
    diagnoses = Set.copyOf(diagnoses);
  }

  /** The set of these diagnoses. */
  public static LabelSet of(Diagnosis... diagnoses) {
    return new LabelSet(Set.of(diagnoses));
  }

  /** The set of these diagnoses. */
  public static LabelSet of(Collection<Diagnosis> diagnoses) {
    return new LabelSet(EnumSet.copyOf(diagnoses));
  }

  /** Whether the picture is a melanoma: known to be, known not to be, or unknown (empty). */
  public Optional<Boolean> melanoma() {
    if (!diagnoses.contains(Diagnosis.MEL)) {
      return Optional.of(false);
    }
    return diagnoses.size() == 1 ? Optional.of(true) : Optional.empty();
  }

  /** Whether the picture is malignant: known to be, known not to be, or unknown (empty). */
  public Optional<Boolean> malignant() {
    if (diagnoses.stream().allMatch(Diagnosis::malignant)) {
      return Optional.of(true);
    }
    return diagnoses.stream().noneMatch(Diagnosis::malignant)
        ? Optional.of(false)
        : Optional.empty();
  }

  /** The diagnosis, if it is the only one in the set. */
  public Optional<Diagnosis> only() {
    return diagnoses.size() == 1 ? Optional.of(diagnoses.iterator().next()) : Optional.empty();
  }

  /**
   * The codes in the order of {@link Diagnosis#ALL}, joined by {@code |}: {@code mel} or {@code
   * nv|bkl|df|vasc}.
   */
  @Override
  public String toString() {
    return Diagnosis.ALL.stream()
        .filter(diagnoses::contains)
        .map(Diagnosis::code)
        .collect(Collectors.joining("|"));
  }

  /**
   * Reads what {@link #toString} writes, and the words {@code benign}, {@code malignant} and {@code
   * not-mel}.
   *
   * @throws IllegalArgumentException naming the word that is not known
   */
  public static LabelSet parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "benign" -> BENIGN;
      case "malignant" -> MALIGNANT;
      case "not-mel" -> NOT_MELANOMA;
      default -> {
        EnumSet<Diagnosis> diagnoses = EnumSet.noneOf(Diagnosis.class);
        for (String code : text.split("\\|", -1)) {
          diagnoses.add(
              Diagnosis.ofCode(code.strip())
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "'"
                                  + code.strip()
                                  + "' is no diagnosis: use mel, nv, bcc, akiec, bkl, df, vasc"
                                  + " (several joined by |), benign, malignant or not-mel")));
        }
        yield new LabelSet(diagnoses);
      }
    };
  }
}
