package org.melascope.evaluation;

/**
 * What results are about, so that they are not taken for those of another bundle.
 *
 * @param model identity of the bundle
 * @param data the pictures in words, with their split
 */
public record Subject(String model, String data) {
  public Subject {
    if (model.isBlank() || data.isBlank()) {
      throw new IllegalArgumentException("results need a model and data that they are about");
    }
  }
}
