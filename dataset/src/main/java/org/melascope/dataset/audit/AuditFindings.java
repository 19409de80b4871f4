package org.melascope.dataset.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Draws the verdicts of an audit from what it found, by the limits that docs/audit.md explains. */
final class AuditFindings {
  /** Share of broken pictures from which what is left may be another data set. */
  private static final double MANY_BROKEN = 0.05;

  /** Lower end of an area's interval from which it is worth a look, or bad. */
  private static final double LOOK = 0.65;

  private static final double BAD = 0.8;

  /** The same for families of traits that an honest picture's lesion shows in as well. */
  private static final double LOOK_WITH_LESION = 0.75;

  private static final double BAD_WITH_LESION = 0.85;

  private final Audit audit;

  private AuditFindings(Audit audit) {
    this.audit = audit;
  }

  static List<Finding> of(Audit audit) {
    AuditFindings findings = new AuditFindings(audit);
    List<Finding> all = new ArrayList<>();
    all.add(findings.files());
    all.add(findings.copiesAcrossSplits());
    all.add(findings.copiesWithinSplits());
    all.add(findings.torn());
    all.add(findings.conflicts());
    all.add(findings.blind());
    all.add(findings.sources());
    return all;
  }

  private Finding files() {
    int broken = audit.broken().size();
    int passedOver = audit.passedOver().size();
    Verdict verdict =
        broken > MANY_BROKEN * audit.pictures().size()
            ? Verdict.DO_NOT_TRAIN
            : broken + passedOver > 0 ? Verdict.LOOK_AT : Verdict.OK;
    String found =
        "%d of %d pictures cannot be read; %d other files were passed over"
            .formatted(broken, audit.pictures().size(), passedOver);
    String advice =
        verdict == Verdict.OK
            ? ""
            : "Repair or remove what cannot be read, and export photos of other formats (HEIC, raw)"
                + " as JPEG.";
    return new Finding("Files", verdict, found, advice);
  }

  private Finding copiesAcrossSplits() {
    List<Copy> across = copies(Copy::acrossSplits);
    return new Finding(
        "Copies across splits",
        across.isEmpty() ? Verdict.OK : Verdict.DO_NOT_TRAIN,
        pairs(across) + " of files in different splits hold the same picture",
        across.isEmpty()
            ? ""
            : "Keep one of each pair, or move them into one split: pictures that were learnt by"
                + " heart make every test too good.");
  }

  private Finding copiesWithinSplits() {
    List<Copy> within = copies(Copy::withinSplit);
    List<Copy> unknown = within.stream().filter(copy -> !copy.sameLesion()).toList();
    int unused = audit.copies().size() - within.size() - copies(Copy::acrossSplits).size();
    return new Finding(
        "Copies within a split",
        unknown.isEmpty() ? Verdict.OK : Verdict.LOOK_AT,
        "%s of files in one split hold the same picture, %d of them not said to show one lesion;"
            .concat(" %d more with a file that is not used")
            .formatted(pairs(within), unknown.size(), unused),
        unknown.isEmpty()
            ? ""
            : "Give both files of a pair the same lesion_id, or remove one: else they count twice"
                + " and a split that is drawn may tear them apart.");
  }

  private Finding torn() {
    List<TornGroup> torn = audit.torn();
    long lesions = torn.stream().filter(group -> group.kind().equals("lesion")).count();
    return new Finding(
        "Lesions and patients",
        torn.isEmpty() ? Verdict.OK : Verdict.DO_NOT_TRAIN,
        known()
            + "; %d lesions and %d patients have pictures in two splits"
                .formatted(lesions, torn.size() - lesions),
        torn.isEmpty() ? "" : "Put all pictures of a lesion, better of a patient, into one split.");
  }

  private String known() {
    long lesions = audit.pictures().stream().filter(p -> p.lesion().isPresent()).count();
    return "the lesion is known of %d of %d pictures".formatted(lesions, audit.pictures().size());
  }

  private Finding conflicts() {
    int conflicts = audit.conflicts().size();
    return new Finding(
        "Labels",
        conflicts == 0 ? Verdict.OK : Verdict.DO_NOT_TRAIN,
        conflicts + " pairs of pictures of one lesion have labels that cannot both be right",
        conflicts == 0 ? "" : "Find out which label is right, or remove both pictures.");
  }

  private Finding blind() {
    Verdict verdict =
        audit.guesses().stream()
            .filter(BlindGuess::isFamily)
            .map(AuditFindings::judge)
            .reduce(Verdict.OK, Verdict::or);
    Optional<BlindGuess> worst =
        audit.guesses().stream()
            .filter(BlindGuess::isFamily)
            .max(
                Comparator.comparing((BlindGuess guess) -> judge(guess))
                    .thenComparingDouble(guess -> guess.auc().low()));
    String found =
        worst
            .map(
                guess ->
                    "%s is told from the %s alone with AUC %s (%s)"
                        .formatted(
                            guess.question().word(),
                            guess.traits(),
                            interval(guess.auc()),
                            scope(guess.scope())))
            .orElse(
                "too few labelled pictures to say whether the class is told without the lesion");
    String advice =
        verdict == Verdict.OK
            ? ""
            : "Bring all pictures into one form (size, shape, compression), augment over frame and"
                + " colour, and believe only figures from pictures where this does not tell.";
    return new Finding("Class without the lesion", verdict, found, advice);
  }

  private Finding sources() {
    Optional<ClassBalance> worst =
        audit.balances().stream()
            .filter(balance -> balance.auc().isPresent())
            .max(
                Comparator.comparing((ClassBalance balance) -> judge(balance))
                    .thenComparingDouble(balance -> balance.auc().orElseThrow().low()));
    Verdict verdict = worst.map(AuditFindings::judge).orElse(Verdict.OK);
    String found =
        worst
            .map(
                balance ->
                    "a rule that reads only %s tells %s with AUC %s and is right on %s (%s)"
                        .formatted(
                            balance.column(),
                            balance.question().word(),
                            interval(balance.auc()),
                            percent(balance.accuracy()),
                            scope(balance.scope())))
            .orElse("there is one source, or too few lesions whose class is known");
    String advice =
        verdict == Verdict.OK
            ? ""
            : "Add pictures of the class that a source lacks, and report figures within each source;"
                + " one over all of them flatters.";
    return new Finding("Source and class", verdict, found, advice);
  }

  /** How bad it is that a family of traits tells the class. */
  static Verdict judge(BlindGuess guess) {
    boolean lesionShows = List.of("file size", "border").contains(guess.family());
    return lesionShows
        ? judge(guess.auc().low(), LOOK_WITH_LESION, BAD_WITH_LESION)
        : judge(guess.auc().low(), LOOK, BAD);
  }

  /** How bad it is that a column tells the class; with too few lesions not at all. */
  static Verdict judge(ClassBalance balance) {
    return balance.auc().map(auc -> judge(auc.low(), LOOK, BAD)).orElse(Verdict.OK);
  }

  private static Verdict judge(double auc, double look, double bad) {
    return auc >= bad ? Verdict.DO_NOT_TRAIN : auc >= look ? Verdict.LOOK_AT : Verdict.OK;
  }

  private List<Copy> copies(Predicate<Copy> wanted) {
    return audit.copies().stream().filter(wanted).toList();
  }

  private static String pairs(List<Copy> copies) {
    long equal = copies.stream().filter(Copy::sameBytes).count();
    return "%d pairs (%d of equal files)".formatted(copies.size(), equal);
  }

  static String scope(String scope) {
    return scope.equals(BlindGuess.ALL) ? "all pictures" : "within " + scope;
  }

  static String interval(ClusteredAuc auc) {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", auc.value(), auc.low(), auc.high());
  }

  /** The area of a column. */
  static String interval(Optional<ClusteredAuc> auc) {
    return auc.map(AuditFindings::interval).orElse("unknown (too few lesions)");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
