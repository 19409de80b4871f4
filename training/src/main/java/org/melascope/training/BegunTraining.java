package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.melascope.bundle.JsonFault;
import org.melascope.bundle.WholeFile;
import tools.jackson.core.JacksonException;

/**
 * What a training that is under way was begun with. It is kept beside the checkpoints, so that none
 * goes on from them but the same: the bundle would else tell of weights or recipes that it was not
 * made from.
 *
 * @param plan of the training, with the hashes of the weights that it starts from
 * @param data SHA-256 of what it trains on
 */
record BegunTraining(TrainingPlan plan, String data) {
  private static final String FILE = "training.json";

  /** Writes it among the checkpoints. */
  void write(Path checkpoints) throws IOException {
    Files.createDirectories(checkpoints);
    WholeFile.write(checkpoints.resolve(FILE), StrictJson.MAPPER.writeValueAsString(this) + "\n");
  }

  /**
   * Checks that it is what the checkpoints are of, as far as that was written among them.
   *
   * @throws IllegalArgumentException naming what is different
   */
  void requireSameAs(Path checkpoints) throws IOException {
    Path file = checkpoints.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    BegunTraining begun;
    try {
      begun = StrictJson.MAPPER.readValue(Files.readString(file), BegunTraining.class);
    } catch (JacksonException e) {
      throw new IOException(file + " cannot be read: " + JsonFault.of(e), e);
    }
    if (!begun.equals(this)) {
      throw new IllegalArgumentException(
          "%s is of another training: %s; train on as before or in another folder"
              .formatted(file, String.join(", ", JsonDifferences.between(begun, this))));
    }
  }
}
