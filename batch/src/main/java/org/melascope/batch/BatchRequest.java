package org.melascope.batch;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a job is to do.
 *
 * @param inputs folders, files, globs or manifests (names that end in {@code .csv}); paths or URIs
 * @param output the folder of the answers, a path or URI
 * @param format of the answers
 * @param sensitivity of the operating point that decides; empty for the bundle's default
 * @param commitEvery how many pictures are answered between two commits; empty for what suits the
 *     number of cores
 */
public record BatchRequest(
    List<String> inputs,
    String output,
    AnswerFormat format,
    OptionalDouble sensitivity,
    OptionalInt commitEvery) {
  public BatchRequest {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty() || inputs.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "--input must name a folder, a file, a glob or a manifest");
    }
    if (output.isBlank()) {
      throw new IllegalArgumentException("--output must name a folder");
    }
    if (commitEvery.isPresent() && commitEvery.getAsInt() < 1) {
      throw new IllegalArgumentException("--commit-every must be at least 1");
    }
  }
}
