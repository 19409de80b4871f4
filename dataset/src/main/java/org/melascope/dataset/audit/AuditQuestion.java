package org.melascope.dataset.audit;

import java.util.Optional;
import org.melascope.dataset.LabelledPicture;

/** A class that pictures are told into. */
public enum AuditQuestion {
  /** Melanoma, basal cell carcinoma or actinic keratosis against the benign diagnoses. */
  MALIGNANT,
  /** Melanoma against all the rest. */
  MELANOMA;

  /** {@code malignant} or {@code melanoma}. */
  public String word() {
    return this == MALIGNANT ? "malignant" : "melanoma";
  }

  /** Whether the picture is of this class; empty where its label leaves it open or is missing. */
  Optional<Boolean> answer(LabelledPicture picture) {
    return picture
        .label()
        .flatMap(label -> this == MALIGNANT ? label.malignant() : label.melanoma());
  }
}
