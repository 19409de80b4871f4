package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.melascope.bundle.Bundle;

/**
 * What lies in a bundle of how its networks were trained: the plan and the files of the epochs. It
 * stays true where only what is fitted changes.
 */
public final class TrainingRecord {
  private TrainingRecord() {}

  /**
   * Copies it, as far as there is any, from one bundle to another, which may be the same.
   *
   * @throws IOException if a file cannot be read or written
   */
  public static void copy(Path from, Path to) throws IOException {
    EpochLog.copyAll(from.resolve(Bundle.EVALUATION), to.resolve(Bundle.EVALUATION));
    if (!to.equals(from) && Files.exists(from.resolve(TrainingPlan.FILE))) {
      Files.copy(
          from.resolve(TrainingPlan.FILE),
          to.resolve(TrainingPlan.FILE),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
