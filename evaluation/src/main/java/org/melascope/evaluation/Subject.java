package org.melascope.evaluation;

import java.util.Optional;

/**
 * What results are about, so that they are not taken for those of another bundle.
 *
 * @param model identity of the bundle
 * @param data the pictures in words: where they come from, with their split, whether they are a
 *     sample, and whether each was looked at from eight sides
 * @param dataSha256 of the manifest or the listing that names the pictures; empty in results of
 *     earlier versions
 */
public record Subject(String model, String data, Optional<String> dataSha256) {
  public Subject {
    if (model.isBlank() || data.isBlank()) {
      throw new IllegalArgumentException("results need a model and data that they are about");
    }
  }

  /** The same pictures, each looked at from eight sides. */
  public Subject fromEightSides() {
    return new Subject(model, data + ", from eight sides", dataSha256);
  }

  /** Only so many of the pictures. */
  public Subject sample(int pictures) {
    return new Subject(model, data + ", a sample of " + pictures, dataSha256);
  }
}
