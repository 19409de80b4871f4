package org.melascope.dataset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.melascope.dataset.Clusters;
import org.melascope.dataset.LabelledPicture;
import org.melascope.dataset.Listing;
import org.melascope.dataset.Split;

/**
 * The audit of public collections finds what is known to be the matter with them. They lie beside
 * the repository and are no part of it; of the large ones only what the traps are about is read.
 */
class KnownTrapsTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");

  private static List<LabelledPicture> pictures = List.of();

  @BeforeAll
  static void open() throws IOException {
    assumeTrue(
        Files.exists(DATA.resolve("manifest.csv")),
        "skipped: there is no shared/data with a manifest.csv beside the repository");
    pictures = Listing.of(DATA.resolve("manifest.csv")).pictures();
  }

  private static List<Fingerprint> fingerprints(List<LabelledPicture> some) {
    return Inspection.of(some, () -> {}).pictures().stream()
        .map(InspectedPicture::fingerprint)
        .toList();
  }

  private static List<LabelledPicture> of(String source) {
    return pictures.stream().filter(picture -> picture.source().equals(source)).toList();
  }

  /** The manifest names the twin that was left in. */
  @Test
  void findsTheTwinThatTheManifestNames() {
    LabelledPicture twin =
        pictures.stream()
            .filter(picture -> picture.attributes().containsKey("same_as"))
            .findFirst()
            .orElseThrow();
    String original = twin.attributes().get("same_as");
    List<LabelledPicture> some =
        Stream.concat(
                pictures.stream().filter(picture -> picture.source().equals("isic2017")).limit(300),
                pictures.stream().filter(p -> p.equals(twin) || p.name().startsWith(original)))
            .distinct()
            .toList();
    assertThat(CopySearch.run(fingerprints(some), CopySearch.SAME, () -> {}))
        .extracting(copy -> Set.of(copy.first().name(), copy.second().name()))
        .contains(Set.of(twin.name(), original + ".jpg"));
  }

  @Test
  void findsTheCopiesInIsic2017AlsoAcrossItsSplits() {
    List<Copy> copies = CopySearch.run(fingerprints(of("isic2017")), CopySearch.SAME, () -> {});
    assertThat(copies).filteredOn(copy -> copy.similarity() > 0.99).hasSizeGreaterThanOrEqualTo(6);
    assertThat(copies).filteredOn(Copy::acrossSplits).isNotEmpty();
    assertThat(copies)
        .filteredOn(copy -> LabelConflict.between(copy.first(), copy.second()))
        .isEmpty();
  }

  @Test
  void theClassOfTheKaggleSetShowsWithoutTheLesion() {
    List<LabelledPicture> some =
        of("kaggle-melanoma").stream().filter(p -> p.split() == Split.TEST).toList();
    List<InspectedPicture> inspected = Inspection.of(some, () -> {}).pictures();
    List<BlindGuess> guesses =
        BlindGuess.of(AuditQuestion.MELANOMA, "kaggle", inspected, Clusters.of(some));
    assertThat(guesses.get(0).traits()).isEqualTo(BlindGuess.ALL);
    assertThat(guesses.get(0).auc().low()).isGreaterThan(0.75);
    assertThat(guesses)
        .filteredOn(BlindGuess::isFamily)
        .anySatisfy(guess -> assertThat(AuditFindings.judge(guess)).isNotEqualTo(Verdict.OK));
  }

  /** A dozen pictures of each source are enough to see that their frames differ. */
  @Test
  void dimensionsAndSourceTellTheClassOfTheWholeManifest() {
    List<LabelledPicture> some =
        new TreeSet<>(pictures.stream().map(LabelledPicture::source).collect(Collectors.toSet()))
            .stream()
                .flatMap(source -> of(source).stream().filter(p -> p.label().isPresent()).limit(12))
                .toList();
    assertThat(Inspection.of(some, () -> {}).pictures())
        .extracting(p -> p.traits().value(Trait.WIDTH))
        .contains(200.0, 224.0, 256.0, 300.0);
    ClassBalance balance =
        ClassBalance.of(
                AuditQuestion.MELANOMA,
                "source",
                BlindGuess.ALL,
                pictures,
                p -> Optional.of(p.source()),
                Clusters.of(pictures))
            .orElseThrow();
    assertThat(AuditFindings.judge(balance)).isNotEqualTo(Verdict.OK);
  }
}
