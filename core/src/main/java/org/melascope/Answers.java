package org.melascope;

import java.io.IOException;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

/**
 * Receives what a {@link BatchAssessor} finds.
 *
 * @param <T> what stands for a picture: a file, a row of a table
 */
public interface Answers<T> {
  /** A picture was assessed. Called in the order of the pictures, by one thread. */
  void assessed(T item, Assessment assessment) throws IOException;

  /** A picture cannot be read. Called in the order of the pictures, by one thread. */
  void unreadable(T item, UnreadableImageException reason) throws IOException;

  /**
   * A picture was assessed and is still at hand, for whoever needs its pixels; {@link #assessed}
   * follows. Called out of order, by several threads at once.
   */
  default void atHand(T item, LesionImage image, Assessment assessment) throws IOException {}
}
