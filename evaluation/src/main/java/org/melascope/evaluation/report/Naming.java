package org.melascope.evaluation.report;

/**
 * How the positive pictures of a question are called.
 *
 * @param question in words
 * @param one of them
 * @param several of them
 */
record Naming(String question, String one, String several) {
  static final Naming MELANOMA =
      new Naming("Melanoma against everything else", "melanoma", "melanomas");

  static final Naming MALIGNANT =
      new Naming("Malignant against benign", "malignant lesion", "malignant lesions");
}
