package org.melascope.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which pictures of several sources can be counted together for a question. */
final class TwoSided {
  private TwoSided() {}

  /**
   * The pictures whose answer is known, in order, without those of sources that tell nothing: where
   * some pictures of a source are open and all others have the same answer (melanomas, say, beside
   * lesions that may be other cancers), these others would only be compared with the pictures of
   * other sources. Of a single source all that is known remains.
   *
   * @param source of a picture
   * @param answer that is known for a picture; empty where it is open
   */
  static <P, A> List<P> of(
      List<P> pictures, Function<P, String> source, Function<P, Optional<A>> answer) {
    Map<String, List<P>> sources = pictures.stream().collect(Collectors.groupingBy(source));
    Set<String> oneSided = new HashSet<>();
    sources.forEach(
        (name, all) -> {
          List<Optional<A>> answers = all.stream().map(answer).distinct().toList();
          if (answers.size() == 2 && answers.contains(Optional.<A>empty())) {
            oneSided.add(name);
          }
        });
    return pictures.stream()
        .filter(picture -> answer.apply(picture).isPresent())
        .filter(picture -> sources.size() == 1 || !oneSided.contains(source.apply(picture)))
        .toList();
  }
}
