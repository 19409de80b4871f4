package org.melascope.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held while a training uses its folder: of two at once, each would delete the checkpoints of the
 * other. The system takes it from a process that dies.
 */
final class TrainingLock implements AutoCloseable {
  private static final String FILE = "lock";

  private final Path checkpoints;
  private final FileChannel channel;

  private TrainingLock(Path checkpoints, FileChannel channel) {
    this.checkpoints = checkpoints;
    this.channel = channel;
  }

  /**
   * Takes the lock, which lies among the checkpoints.
   *
   * @throws IllegalStateException if another training holds it; names the folder
   */
  static TrainingLock of(Path checkpoints, TrainingProgress progress) throws IOException {
    Files.createDirectories(checkpoints);
    Path file = checkpoints.resolve(FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isTaken(channel, file, progress)) {
      channel.close();
      throw new IllegalStateException(
          checkpoints
              + " is in use: another process trains in this folder; wait for it or stop it, or train in another folder");
    }
    return new TrainingLock(checkpoints, channel);
  }

  /** The folder that is for this training alone. */
  Path checkpoints() {
    return checkpoints;
  }

  private static boolean isTaken(FileChannel channel, Path file, TrainingProgress progress) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // Not every file system has locks.
      progress.warn(
          "%s cannot be locked (%s): let no other process train in this folder"
              .formatted(file, e.getMessage()));
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
