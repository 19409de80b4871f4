package org.melascope.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.melascope.bundle.JsonFault;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.Weights;
import tools.jackson.core.JacksonException;

/**
 * All that a training needs to go on as if it had never stopped.
 *
 * @param recipe of the training
 * @param data SHA-256 of what it trains on
 * @param progress how far it is
 * @param weights of the network
 * @param average of the weights
 * @param optimiser state of the optimiser
 */
record Checkpoint(
    Recipe recipe,
    String data,
    Progress progress,
    Weights weights,
    Weights average,
    Weights optimiser) {
  private static final String PREFIX = "checkpoint-";
  private static final String UNFINISHED = ".unfinished";
  private static final Pattern WHOLE = Pattern.compile(PREFIX + "\\d{1,18}");
  private static final Pattern ANY = Pattern.compile(WHOLE + "(" + UNFINISHED + ")?");

  /**
   * How far a training is.
   *
   * @param epoch the epoch it is in, from 0
   * @param batch batches of that epoch already done
   * @param steps batches done in all
   * @param lossSum sum of the losses of the pictures of that epoch so far
   * @param seconds time spent so far
   */
  record Progress(int epoch, int batch, long steps, double lossSum, double seconds) {}

  private record Header(Recipe recipe, String data, Progress progress) {}

  /**
   * Writes the checkpoint into a folder of its own, whose number is that of its steps or, where one
   * of as many steps is there, the next, and then removes the older ones and what is left of
   * unfinished ones. A checkpoint has its name only once it is whole, so that a process that is
   * killed while writing leaves the one before.
   */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(PREFIX + nextNumber(folder));
    Path unfinished = folder.resolve(target.getFileName() + UNFINISHED);
    delete(unfinished);
    Files.createDirectory(unfinished);
    Safetensors.write(unfinished.resolve("weights.safetensors"), weights);
    Safetensors.write(unfinished.resolve("average.safetensors"), average);
    Safetensors.write(unfinished.resolve("optimiser.safetensors"), optimiser);
    StrictJson.MAPPER.writeValue(
        unfinished.resolve("checkpoint.json").toFile(), new Header(recipe, data, progress));
    // On the disk, too, before the one that is there goes: should the power fail, one of them is
    // whole.
    Durable.force(unfinished);
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    Durable.forceEntries(folder);
    for (Path other : named(folder, ANY)) {
      if (!other.equals(target)) {
        delete(other);
      }
    }
  }

  /** Whether there is a checkpoint in a folder. */
  static boolean isIn(Path folder) throws IOException {
    return Files.isDirectory(folder) && !named(folder, WHOLE).isEmpty();
  }

  /**
   * The latest checkpoint in a folder, if there is one.
   *
   * @throws IOException if it cannot be read
   */
  static Optional<Checkpoint> latest(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Optional<Path> latest = newest(folder);
    return latest.isEmpty() ? Optional.empty() : Optional.of(read(latest.get()));
  }

  /**
   * The seconds spent up to the latest checkpoint in a folder; 0 without one.
   *
   * @throws IOException if it cannot be read
   */
  static double seconds(Path folder) throws IOException {
    Optional<Path> latest = newest(folder);
    return latest.isEmpty() ? 0 : header(latest.get()).progress().seconds();
  }

  private static Optional<Path> newest(Path folder) throws IOException {
    return named(folder, WHOLE).stream().max(Comparator.comparingLong(Checkpoint::number));
  }

  private static Header header(Path checkpoint) throws IOException {
    Path file = checkpoint.resolve("checkpoint.json");
    try {
      return StrictJson.MAPPER.readValue(file.toFile(), Header.class);
    } catch (JacksonException e) {
      throw new IOException(file + " cannot be read: " + JsonFault.of(e), e);
    }
  }

  private static Checkpoint read(Path checkpoint) throws IOException {
    Header header = header(checkpoint);
    return new Checkpoint(
        header.recipe,
        header.data,
        header.progress,
        Safetensors.read(checkpoint.resolve("weights.safetensors")),
        Safetensors.read(checkpoint.resolve("average.safetensors")),
        Safetensors.read(checkpoint.resolve("optimiser.safetensors")));
  }

  private static List<Path> named(Path folder, Pattern pattern) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> pattern.matcher(name(entry)).matches()).toList();
    }
  }

  private long nextNumber(Path folder) throws IOException {
    long highest = named(folder, WHOLE).stream().mapToLong(Checkpoint::number).max().orElse(-1);
    return Math.max(progress.steps(), highest + 1);
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(name(checkpoint).substring(PREFIX.length()));
  }

  private static String name(Path entry) {
    return String.valueOf(entry.getFileName());
  }

  /** Removes a folder with all in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
