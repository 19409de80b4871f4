package org.melascope;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

/**
 * Assesses many pictures, several at a time, and tells the answers in the order of the pictures. A
 * picture that cannot be read is an answer, too; the others go on.
 *
 * <p>Each worker reads a picture, assesses it and lets go of it, so that there are never more
 * pictures in memory than workers, however many there are in all.
 */
public final class BatchAssessor implements AutoCloseable {
  /** How many pictures per worker may be begun before the first of them is answered. */
  private static final int AHEAD = 8;

  private final Assessor assessor;
  private final double sensitivity;
  private final boolean thorough;
  private final int workers;

  private BatchAssessor(Assessor assessor, double sensitivity, boolean thorough, int workers) {
    this.assessor = assessor;
    this.sensitivity = sensitivity;
    this.thorough = thorough;
    this.workers = workers;
  }

  /**
   * Opens a bundle's network in the way that suits the number of pictures: all threads work on the
   * only picture, or each on one of many.
   *
   * @param sensitivity of the operating point that decides
   * @param threads how many threads work in all, at least 1
   * @param pictures how many are going to be assessed
   * @throws IllegalArgumentException if the bundle has no operating point for that sensitivity
   * @throws UnusableBundleException if the network does not fit the bundle
   */
  public static BatchAssessor open(Bundle bundle, double sensitivity, int threads, long pictures)
      throws UnusableBundleException {
    return open(bundle, sensitivity, false, threads, pictures);
  }

  /**
   * Like {@link #open(Bundle, double, int, long)}.
   *
   * @param thorough whether each picture is looked at from eight sides
   */
  public static BatchAssessor open(
      Bundle bundle, double sensitivity, boolean thorough, int threads, long pictures)
      throws UnusableBundleException {
    bundle.description().operatingCurve().at(sensitivity);
    int workers = (int) Math.max(1, Math.min(threads, pictures));
    int threadsOfEach = workers == 1 ? threads : 1;
    return new BatchAssessor(Assessor.of(bundle, threadsOfEach), sensitivity, thorough, workers);
  }

  /**
   * Where the pictures come from.
   *
   * @param <T> what stands for a picture
   */
  @FunctionalInterface
  public interface Source<T> {
    /** Reads a picture; called by several threads at once. */
    LesionImage read(T item) throws UnreadableImageException;
  }

  /** An answer that is known and waits for its turn. */
  @FunctionalInterface
  private interface Known {
    void tell() throws IOException;
  }

  /**
   * Assesses pictures and returns when all are answered.
   *
   * @throws IOException what {@code answers} throws; ends the run
   */
  public <T> void assess(Iterable<T> items, Source<T> source, Answers<T> answers)
      throws IOException {
    Deque<Future<Known>> begun = new ArrayDeque<>();
    try (PictureThreads threads = new PictureThreads(workers)) {
      Iterator<T> rest = items.iterator();
      while (rest.hasNext() || !begun.isEmpty()) {
        while (rest.hasNext() && begun.size() < AHEAD * workers) {
          T item = rest.next();
          begun.add(threads.submit(() -> answer(item, source, answers)));
        }
        result(begun.remove()).tell();
      }
    }
  }

  private <T> Known answer(T item, Source<T> source, Answers<T> answers) throws IOException {
    LesionImage image;
    try {
      image = source.read(item);
    } catch (UnreadableImageException e) {
      return () -> answers.unreadable(item, e);
    }
    Assessment assessment = assessor.assess(image, sensitivity, thorough);
    answers.atHand(item, image, assessment);
    return () -> answers.assessed(item, assessment);
  }

  private static Known result(Future<Known> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while pictures were being assessed");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("assessing a picture failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    assessor.close();
  }
}
