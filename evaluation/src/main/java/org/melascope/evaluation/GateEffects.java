package org.melascope.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.Proportion;
import org.melascope.gates.Reason;

/**
 * What a bundle's gates do: whom they refuse, and what that makes of the answers that remain.
 *
 * @param subject what was evaluated, where that was said
 * @param threshold on P(malignant) with which the decisions were made
 * @param groups whom the gates refuse: all lesions, each source, each diagnosis, pictures without a
 *     lesion
 * @param answers how right the answers are before and after, by source and over all lesions but
 *     those of sources of which one answer is known only
 * @param sets whether conformal sets hold the truth, likewise
 * @param selection how right the surest part of the answers is, likewise over all lesions
 * @param viewsAgree share of the lesions whose turned and mirrored views all have the same
 *     decision, if they were looked at
 * @param warnings which reasons refuse melanomas more often than other lesions of their source
 * @param comparisons from which the warnings are drawn
 */
public record GateEffects(
    Optional<Subject> subject,
    double threshold,
    List<Group> groups,
    List<Answers> answers,
    List<SetCoverage> sets,
    List<Selected> selection,
    Optional<Proportion> viewsAgree,
    List<String> warnings,
    List<RefusalComparison> comparisons) {
  private static final List<Double> SHARES = List.of(1.0, 0.9, 0.8, 0.7);

  /**
   * Whom the gates refuse.
   *
   * @param name of the pictures
   * @param pictures how many
   * @param notAssessable share that is not assessable
   * @param uncertain share that is uncertain
   * @param reasons how many pictures each reason applies to, by code; one may have several
   */
  public record Group(
      String name,
      long pictures,
      Proportion notAssessable,
      Proportion uncertain,
      Map<String, Long> reasons) {
    public Group {
      reasons = new TreeMap<>(reasons);
    }
  }

  /**
   * How right some answers are.
   *
   * @param sensitivity share of the malignant lesions that are called suspicious
   * @param melanomaSensitivity share of the melanomas that are
   * @param specificity share of the benign lesions that are not
   */
  public record Rightness(
      Proportion sensitivity, Proportion melanomaSensitivity, Proportion specificity) {
    private static Rightness of(Known known, Predicate<GatedPicture> suspicious) {
      return new Rightness(
          share(known.malignant(true), suspicious),
          share(known.melanomas(), suspicious),
          share(known.malignant(false), suspicious.negate()));
    }
  }

  /**
   * How right answers are before and after the gates.
   *
   * @param source of the pictures
   * @param answered share that gets a plain answer
   * @param all as if there were no gates
   * @param remaining of the plain answers
   * @param referred of all, where no plain answer counts as suspicious, for it sends the lesion to
   *     a physician as well: what becomes of everybody who asks (intention to diagnose; Schuetz et
   *     al., BMJ 345:e6717, 2012). Empty in results of earlier versions
   */
  public record Answers(
      String source,
      Proportion answered,
      Rightness all,
      Rightness remaining,
      Optional<Rightness> referred) {}

  /**
   * Whether conformal sets hold the truth.
   *
   * @param source of the pictures
   * @param level what is promised of either class
   * @param malignant share of the malignant lesions whose set holds malignant
   * @param benign share of the benign lesions whose set holds benign
   * @param both share of all whose set holds both
   */
  public record SetCoverage(
      String source, double level, Proportion malignant, Proportion benign, Proportion both) {}

  /**
   * The surest answers: those whose P(malignant) lies furthest from the threshold, in logits.
   *
   * @param share of the lesions of known malignancy that are answered
   * @param correct share of their decisions that are right
   * @param rightness of their decisions
   */
  public record Selected(double share, Proportion correct, Rightness rightness) {}

  public GateEffects {
    groups = List.copyOf(groups);
    answers = List.copyOf(answers);
    sets = List.copyOf(sets);
    selection = List.copyOf(selection);
    warnings = List.copyOf(warnings);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Counts.
   *
   * @param pictures lesions, and others that have no label
   * @param threshold on P(malignant) with which the decisions were made
   */
  public static GateEffects of(List<GatedPicture> pictures, double threshold) {
    List<GatedPicture> lesions =
        pictures.stream().filter(picture -> picture.prediction().label().isPresent()).toList();
    Map<String, List<GatedPicture>> sources = bySource(lesions);
    Map<String, List<GatedPicture>> parts = new LinkedHashMap<>();
    parts.put("all", lesions);
    parts.putAll(sources);
    List<Answers> answers = new ArrayList<>();
    List<SetCoverage> sets = new ArrayList<>();
    parts.forEach(
        (source, part) -> {
          answers.add(answers(source, part, threshold));
          sets.addAll(sets(source, part));
        });
    List<RefusalComparison> comparisons = RefusalComparison.of(sources);
    return new GateEffects(
        Optional.empty(),
        threshold,
        groups(pictures, lesions, sources),
        answers,
        sets,
        selection(lesions, threshold),
        viewsAgree(lesions),
        RefusalComparison.warnings(comparisons),
        comparisons);
  }

  /** The same effects, saying what they are about. */
  public GateEffects about(Subject named) {
    return new GateEffects(
        Optional.of(named),
        threshold,
        groups,
        answers,
        sets,
        selection,
        viewsAgree,
        warnings,
        comparisons);
  }

  private static List<Group> groups(
      List<GatedPicture> pictures,
      List<GatedPicture> lesions,
      Map<String, List<GatedPicture>> sources) {
    List<Group> groups = new ArrayList<>();
    groups.add(group("all lesions", lesions));
    sources.forEach((source, part) -> groups.add(group(source, part)));
    for (Diagnosis diagnosis : Diagnosis.ALL) {
      List<GatedPicture> part =
          lesions.stream()
              .filter(picture -> picture.prediction().diagnosis().equals(Optional.of(diagnosis)))
              .toList();
      if (!part.isEmpty()) {
        groups.add(group(diagnosis.code() + " " + diagnosis.fullName(), part));
      }
    }
    for (Map.Entry<String, List<GatedPicture>> source : sources.entrySet()) {
      List<GatedPicture> melanomas = Known.of(source.getValue()).melanomas();
      if (sources.size() > 1 && !melanomas.isEmpty()) {
        groups.add(group("melanomas of " + source.getKey(), melanomas));
      }
    }
    bySource(pictures.stream().filter(picture -> picture.prediction().label().isEmpty()).toList())
        .forEach((source, part) -> groups.add(group(source + " (no label)", part)));
    return groups;
  }

  private static Group group(String name, List<GatedPicture> pictures) {
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    for (GatedPicture picture : pictures) {
      picture.reasons().forEach(reason -> counts.merge(reason, 1L, Long::sum));
    }
    Map<String, Long> byCode = new TreeMap<>();
    counts.forEach((reason, count) -> byCode.put(reason.code(), count));
    return new Group(
        name,
        pictures.size(),
        share(pictures, picture -> picture.decision() == Decision.NOT_ASSESSABLE),
        share(pictures, picture -> picture.decision() == Decision.UNCERTAIN),
        byCode);
  }

  private static Answers answers(String source, List<GatedPicture> part, double threshold) {
    Known known = Known.of(part);
    Predicate<GatedPicture> suspicious = picture -> malignancy(picture) >= threshold;
    return new Answers(
        source,
        share(part, GatedPicture::answered),
        Rightness.of(known, suspicious),
        Rightness.of(known.answered(), suspicious),
        Optional.of(
            Rightness.of(known, picture -> !picture.answered() || suspicious.test(picture))));
  }

  private static List<SetCoverage> sets(String source, List<GatedPicture> part) {
    List<SetCoverage> coverages = new ArrayList<>();
    Known known = Known.of(part);
    int levels = part.isEmpty() ? 0 : part.get(0).sets().size();
    for (int level = 0; level < levels; level++) {
      int index = level;
      coverages.add(
          new SetCoverage(
              source,
              part.get(0).sets().get(level).level(),
              share(known.malignant(true), picture -> picture.sets().get(index).malignant()),
              share(known.malignant(false), picture -> picture.sets().get(index).benign()),
              share(part, picture -> picture.sets().get(index).both())));
    }
    return coverages;
  }

  private static List<Selected> selection(List<GatedPicture> lesions, double threshold) {
    double middle = logit(threshold);
    List<GatedPicture> surestFirst =
        Known.of(lesions).malignancy().stream()
            .sorted(
                Comparator.comparingDouble(
                    picture -> -Math.abs(logit(malignancy(picture)) - middle)))
            .toList();
    List<Selected> selection = new ArrayList<>();
    for (double share : SHARES) {
      List<GatedPicture> part =
          surestFirst.subList(0, (int) Math.round(share * surestFirst.size()));
      selection.add(
          new Selected(
              share,
              share(
                  part,
                  picture -> malignancy(picture) >= threshold == picture.malignant().orElseThrow()),
              Rightness.of(new Known(part, part), picture -> malignancy(picture) >= threshold)));
    }
    return selection;
  }

  private static double logit(double probability) {
    double inside = Math.max(1e-9, Math.min(1 - 1e-9, probability));
    return Math.log(inside / (1 - inside));
  }

  private static Optional<Proportion> viewsAgree(List<GatedPicture> lesions) {
    List<GatedPicture> turned =
        lesions.stream().filter(picture -> picture.viewsAgree().isPresent()).toList();
    return turned.isEmpty()
        ? Optional.empty()
        : Optional.of(share(turned, picture -> picture.viewsAgree().orElseThrow()));
  }

  private static Map<String, List<GatedPicture>> bySource(List<GatedPicture> pictures) {
    Map<String, List<GatedPicture>> sources = new LinkedHashMap<>();
    for (String source :
        new TreeSet<>(pictures.stream().map(picture -> picture.prediction().source()).toList())) {
      sources.put(
          source,
          pictures.stream()
              .filter(picture -> picture.prediction().source().equals(source))
              .toList());
    }
    return sources;
  }

  /**
   * The pictures of which something is known, without those of sources where that is one-sided, as
   * {@link TwoSided} says.
   *
   * @param malignancy those of which it is known whether they are malignant
   * @param melanoma those of which it is known whether they are melanomas
   */
  private record Known(List<GatedPicture> malignancy, List<GatedPicture> melanoma) {
    static Known of(List<GatedPicture> pictures) {
      return new Known(
          TwoSided.of(pictures, Known::source, GatedPicture::malignant),
          TwoSided.of(pictures, Known::source, GatedPicture::melanoma));
    }

    private static String source(GatedPicture picture) {
      return picture.prediction().source();
    }

    /** Those with a plain answer. */
    Known answered() {
      return new Known(answered(malignancy), answered(melanoma));
    }

    private static List<GatedPicture> answered(List<GatedPicture> pictures) {
      return pictures.stream().filter(GatedPicture::answered).toList();
    }

    List<GatedPicture> malignant(boolean answer) {
      return malignancy.stream()
          .filter(picture -> picture.malignant().equals(Optional.of(answer)))
          .toList();
    }

    List<GatedPicture> melanomas() {
      return melanoma.stream()
          .filter(picture -> picture.melanoma().equals(Optional.of(true)))
          .toList();
    }
  }

  private static Proportion share(List<GatedPicture> pictures, Predicate<GatedPicture> counted) {
    return Proportion.wilson(pictures.stream().filter(counted).count(), pictures.size());
  }

  private static double malignancy(GatedPicture picture) {
    return picture.prediction().distribution().malignant();
  }
}
