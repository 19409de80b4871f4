package org.melascope.dataset.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.melascope.dataset.Clusters;
import org.melascope.dataset.DataSet;
import org.melascope.dataset.InvalidDataSetException;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.LesionAwareSplit;
import org.melascope.dataset.Listing;
import org.melascope.dataset.Provenance;
import org.melascope.dataset.Split;

/**
 * What must be known of a data set before anyone trains on it: copies, lesions in two splits,
 * contradicting labels, files that cannot be read, and what tells the class besides the lesion.
 *
 * <p>Unlike {@link DataSet} an audit refuses nothing that it can report. docs/audit.md says how
 * each part is found.
 *
 * @param name what the data set is called
 * @param provenance where it was read from, and which splits were drawn
 * @param pictures all of its pictures
 * @param broken those that cannot be read
 * @param passedOver files in class folders that are not taken for pictures
 * @param similarity of details from which two files count as copies
 * @param copies pairs of files that hold the same picture
 * @param torn lesions and patients in two splits
 * @param conflicts labels that contradict each other
 * @param guesses how well the class is told without the lesion
 * @param balances how the classes are spread over sources and other columns
 */
public record Audit(
    String name,
    Provenance provenance,
    List<LabelledPicture> pictures,
    List<BrokenPicture> broken,
    List<String> passedOver,
    double similarity,
    List<Copy> copies,
    List<TornGroup> torn,
    List<LabelConflict> conflicts,
    List<BlindGuess> guesses,
    List<ClassBalance> balances) {
  /** From this similarity of details on, two files are copies: docs/audit.md says why. */
  public static final double SAME_PICTURE = CopySearch.SAME;

  /** Below, the coarser steps before decide which pairs are found, not the similarity. */
  public static final double LEAST_SIMILARITY = 0.5;

  /** Columns that say where a picture is from, and so should not tell the class. */
  private static final List<String> COLUMNS = List.of("origin", "confirmed_by");

  public Audit {
    pictures = List.copyOf(pictures);
    broken = List.copyOf(broken);
    passedOver = List.copyOf(passedOver);
    checkSimilarity(similarity);
    copies = List.copyOf(copies);
    torn = List.copyOf(torn);
    conflicts = List.copyOf(conflicts);
    guesses = List.copyOf(guesses);
    balances = List.copyOf(balances);
  }

  /** Whether files can be asked to be so similar. */
  public static boolean isSimilarity(double value) {
    return value >= LEAST_SIMILARITY && value <= 1;
  }

  private static void checkSimilarity(double similarity) {
    if (!isSimilarity(similarity)) {
      throw new IllegalArgumentException(
          "a similarity is from %s to 1, not %s".formatted(LEAST_SIMILARITY, similarity));
    }
  }

  /**
   * Audits a manifest or class folders. Splits that are not given are drawn as training draws them.
   *
   * @param columns of the manifest that should not tell the class, beside {@code origin} and {@code
   *     confirmed_by}
   * @param similarity of details from which two files count as copies, {@link #SAME_PICTURE} or
   *     another from {@link #LEAST_SIMILARITY} to 1
   * @throws IllegalArgumentException if no picture has one of the columns, or if there is no such
   *     similarity
   * @throws InvalidDataSetException if it is not there or cannot be understood
   * @throws IOException if the manifest or a folder cannot be read
   */
  public static Audit of(
      Path manifestOrFolder, List<String> columns, double similarity, AuditProgress progress)
      throws IOException {
    checkSimilarity(similarity);
    Listing listing = LesionAwareSplit.DEFAULT.complete(Listing.of(manifestOrFolder));
    Set<String> all = new LinkedHashSet<>(COLUMNS);
    for (String column : columns) {
      all.add(named(column, listing.pictures()));
    }
    progress.begin("read", listing.pictures().size());
    Inspection inspection = Inspection.of(listing.pictures(), progress::step);
    progress.begin("compare", inspection.pictures().size());
    List<Copy> copies =
        CopySearch.run(
            inspection.pictures().stream().map(InspectedPicture::fingerprint).toList(),
            similarity,
            progress::step);
    Clusters clusters = Clusters.of(listing.pictures());
    copies.forEach(copy -> clusters.join(copy.first(), copy.second()));
    return new Audit(
        listing.name(),
        listing.provenance(),
        listing.pictures(),
        inspection.broken(),
        listing.passedOver(),
        similarity,
        copies,
        TornGroup.of(listing.pictures()),
        LabelConflict.of(listing.pictures(), copies),
        guesses(inspection.pictures(), clusters),
        balances(listing.pictures(), all, clusters));
  }

  /** The column's name as the manifest spells it. */
  private static String named(String column, List<LabelledPicture> pictures) {
    SortedSet<String> known = new TreeSet<>();
    pictures.forEach(picture -> known.addAll(picture.attributes().keySet()));
    return known.stream()
        .filter(name -> name.equalsIgnoreCase(column))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no picture has anything in a column '%s'; there are %s"
                        .formatted(column, known.isEmpty() ? "none" : String.join(", ", known))));
  }

  /** The verdicts, in the order in which they are best read. */
  public List<Finding> findings() {
    return AuditFindings.of(this);
  }

  /** The worst verdict. */
  public Verdict verdict() {
    return findings().stream().map(Finding::verdict).reduce(Verdict.OK, Verdict::or);
  }

  /** Malignant, and melanoma where that is not the same. */
  private static List<AuditQuestion> questions(List<LabelledPicture> pictures) {
    boolean same =
        pictures.stream()
            .allMatch(
                picture ->
                    AuditQuestion.MALIGNANT
                        .answer(picture)
                        .equals(AuditQuestion.MELANOMA.answer(picture)));
    return same ? List.of(AuditQuestion.MELANOMA) : List.of(AuditQuestion.values());
  }

  private static List<BlindGuess> guesses(List<InspectedPicture> pictures, Clusters clusters) {
    List<InspectedPicture> used =
        pictures.stream().filter(p -> p.picture().split() != Split.UNUSED).toList();
    SortedMap<String, List<InspectedPicture>> bySource =
        used.stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.picture().source(), TreeMap::new, Collectors.toList()));
    List<BlindGuess> guesses = new ArrayList<>();
    for (AuditQuestion question :
        questions(used.stream().map(InspectedPicture::picture).toList())) {
      guesses.addAll(BlindGuess.of(question, BlindGuess.ALL, used, clusters));
      if (bySource.size() > 1) {
        bySource.forEach(
            (source, some) -> guesses.addAll(BlindGuess.of(question, source, some, clusters)));
      }
    }
    return guesses;
  }

  private static List<ClassBalance> balances(
      List<LabelledPicture> pictures, Set<String> columns, Clusters clusters) {
    List<LabelledPicture> used = pictures.stream().filter(p -> p.split() != Split.UNUSED).toList();
    SortedSet<String> sources =
        new TreeSet<>(used.stream().map(LabelledPicture::source).collect(Collectors.toSet()));
    List<ClassBalance> balances = new ArrayList<>();
    for (AuditQuestion question : questions(used)) {
      ClassBalance.of(
              question, "source", BlindGuess.ALL, used, p -> Optional.of(p.source()), clusters)
          .ifPresent(balances::add);
      for (String column : columns) {
        for (String source : sources) {
          List<LabelledPicture> some =
              used.stream().filter(p -> p.source().equals(source)).toList();
          ClassBalance.of(
                  question,
                  column,
                  source,
                  some,
                  p -> Optional.ofNullable(p.attributes().get(column)),
                  clusters)
              .ifPresent(balances::add);
        }
      }
    }
    return balances;
  }
}
