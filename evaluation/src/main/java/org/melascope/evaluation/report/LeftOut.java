package org.melascope.evaluation.report;

import java.util.List;
import java.util.Optional;
import org.melascope.evaluation.GateEffects;
import org.melascope.evaluation.GateEffects.Answers;

/** Which sources the figures of the gates over all sources leave out. */
final class LeftOut {
  private LeftOut() {}

  /** A sentence that names them; empty where all are counted. */
  static Optional<String> of(GateEffects effects) {
    List<Answers> sources =
        effects.answers().stream().filter(answers -> !answers.source().equals("all")).toList();
    List<String> oneSided =
        sources.stream().filter(LeftOut::knowsOneAnswer).map(Answers::source).toList();
    long known = sources.stream().mapToLong(LeftOut::known).sum();
    long counted =
        effects.answers().stream()
            .filter(answers -> answers.source().equals("all"))
            .mapToLong(LeftOut::known)
            .sum();
    return counted == known || oneSided.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Over all sources, sensitivity, specificity, what sets hold and the surest answers leave out %s, of which it is known of lesions of one kind only whether they are malignant."
                .formatted(String.join(", ", oneSided)));
  }

  private static boolean knowsOneAnswer(Answers answers) {
    long malignant = answers.all().sensitivity().trials();
    return known(answers) > 0 && (malignant == 0 || malignant == known(answers));
  }

  /** Lesions of which it is known whether they are malignant. */
  private static long known(Answers answers) {
    return answers.all().sensitivity().trials() + answers.all().specificity().trials();
  }
}
