package org.melascope.evaluation.fitting;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A part of a fitting in which many things are looked at, several at a time. */
final class Phase {
  private static final int AT_ONCE = 64;

  private Phase() {}

  /**
   * Looks at all and tells in their order what was seen.
   *
   * @param name for who watches
   * @param look called by several threads
   * @param tell called by this thread
   */
  static <T, S> void run(
      String name,
      List<T> things,
      Function<T, S> look,
      BiConsumer<T, S> tell,
      FittingProgress progress) {
    progress.begin(name, things.size());
    for (int first = 0; first < things.size(); first += AT_ONCE) {
      List<T> some = things.subList(first, Math.min(things.size(), first + AT_ONCE));
      List<S> seen = some.parallelStream().map(look).toList();
      for (int i = 0; i < some.size(); i++) {
        tell.accept(some.get(i), seen.get(i));
      }
      progress.advance(some.size());
    }
  }
}
