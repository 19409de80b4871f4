package org.melascope.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The seven diagnoses of the ISIC 2018 challenge, in the order in which every network gives its
 * logits.
 */
public enum Diagnosis {
  MEL("melanoma", true),
  NV("melanocytic naevus", false),
  BCC("basal cell carcinoma", true),
  AKIEC("actinic keratosis / Bowen's disease", true),
  BKL("benign keratosis", false),
  DF("dermatofibroma", false),
  VASC("vascular lesion", false);

  /** All diagnoses in order; position is the index into a vector of logits or probabilities. */
  public static final List<Diagnosis> ALL = List.of(values());

  private final String fullName;
  private final boolean malignant;

  Diagnosis(String fullName, boolean malignant) {
    this.fullName = fullName;
    this.malignant = malignant;
  }

  /** The short code used in files and on the command line: {@code mel}, {@code nv}, ... */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in words, without a capital. */
  public String fullName() {
    return fullName;
  }

  /**
   * Whether this diagnosis counts towards P(malignant): {@code mel}, {@code bcc} and {@code akiec}.
   */
  public boolean malignant() {
    return malignant;
  }

  /** The diagnosis with this short code, in any letter case. */
  public static Optional<Diagnosis> ofCode(String code) {
    return ALL.stream().filter(d -> d.code().equals(code.toLowerCase(Locale.ROOT))).findFirst();
  }
}
