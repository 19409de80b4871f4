package org.melascope.dataset.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.melascope.dataset.LabelledPicture;

/**
 * Finds the pictures that are copies of each other, also when they were re-encoded, resized,
 * squashed, cropped by a few percent on a side, brightened, or turned and mirrored in one of the
 * eight ways.
 *
 * <p>All pairs are compared, in three steps that each leave far fewer to the next: the {@linkplain
 * PerceptualHash hashes} of the turned pictures, whole or without their margin (a few machine
 * instructions a pair); the correlation of their {@linkplain FineDetail details}; and that
 * correlation again after {@linkplain Registration laying one over the other}, which alone decides.
 *
 * <p>docs/audit.md shows what is found at these limits, and at others.
 */
final class CopySearch {
  /** Correlation of details from which two pictures are the same, if nothing else is asked for. */
  static final double SAME = 0.93;

  /** Most bits in which the hashes of copies differ, of 63. */
  static final int MOST_BITS = 10;

  /** Least correlation of details before the pictures are laid over each other. */
  static final double LEAST_ROUGH = 0.35;

  private static final Turn[] TURNS = Turn.values();

  private final List<Fingerprint> pictures;
  private final double same;
  private final long[] hashes;
  private final long[] innerHashes;

  /** Files with equal bytes have the same number. */
  private final int[] files;

  private CopySearch(List<Fingerprint> pictures, double same) {
    this.pictures = pictures;
    this.same = same;
    this.hashes = pictures.stream().mapToLong(p -> p.thumbnail().hash().bits()).toArray();
    this.innerHashes = pictures.stream().mapToLong(p -> p.thumbnail().innerHash().bits()).toArray();
    Map<String, Integer> numbers = new HashMap<>();
    this.files =
        pictures.stream()
            .mapToInt(p -> numbers.computeIfAbsent(p.sha256(), sha256 -> numbers.size()))
            .toArray();
  }

  /**
   * All pairs of copies, in the order of the pictures.
   *
   * @param same correlation of details from which two pictures are the same
   * @param done called when a picture has been compared with those before it, from several threads
   */
  static List<Copy> run(List<Fingerprint> pictures, double same, Runnable done) {
    CopySearch search = new CopySearch(pictures, same);
    return IntStream.range(0, pictures.size())
        .parallel()
        .mapToObj(
            second -> {
              List<Copy> copies = search.copiesOf(second);
              done.run();
              return copies;
            })
        .flatMap(List::stream)
        .toList();
  }

  private List<Copy> copiesOf(int second) {
    Thumbnail thumbnail = pictures.get(second).thumbnail();
    long[] whole = turned(thumbnail.hash());
    long[] inner = turned(thumbnail.innerHash());
    byte[][] details = new byte[TURNS.length][];
    List<Copy> copies = new ArrayList<>();
    for (int first = 0; first < second; first++) {
      if (files[first] == files[second]) {
        copies.add(copy(first, second, true, Turn.NONE, 1));
        continue;
      }
      for (int turn = 0; turn < TURNS.length; turn++) {
        if (isNear(first, whole[turn], inner[turn])) {
          if (details[turn] == null) {
            details[turn] = TURNS[turn].apply(thumbnail.roughDetail(), Thumbnail.SIZE);
          }
          compare(first, second, TURNS[turn], details[turn]).ifPresent(copies::add);
        }
      }
    }
    return best(copies);
  }

  /** Whether one whole picture resembles the other, whole or without its margin. */
  private boolean isNear(int first, long whole, long inner) {
    return Long.bitCount(whole ^ hashes[first]) <= MOST_BITS
        || Long.bitCount(whole ^ innerHashes[first]) <= MOST_BITS
        || Long.bitCount(inner ^ hashes[first]) <= MOST_BITS;
  }

  private Optional<Copy> compare(int first, int second, Turn turn, byte[] detail) {
    Thumbnail other = pictures.get(first).thumbnail();
    if (FineDetail.roughCorrelation(other.roughDetail(), detail) < LEAST_ROUGH) {
      return Optional.empty();
    }
    float[] turned = turn.apply(pictures.get(second).thumbnail().samples(), Thumbnail.SIZE);
    double similarity = similarity(other.samples(), turned);
    return similarity < same
        ? Optional.empty()
        : Optional.of(copy(first, second, false, turn, similarity));
  }

  /** The correlation of the details of two thumbnails that have been laid over each other. */
  private static double similarity(float[] first, float[] second) {
    float[] moved = Registration.align(first, second);
    return FineDetail.correlation(FineDetail.of(first), FineDetail.of(moved));
  }

  private Copy copy(int first, int second, boolean sameBytes, Turn turn, double similarity) {
    return new Copy(
        pictures.get(first).picture(),
        pictures.get(second).picture(),
        sameBytes,
        turn,
        Math.min(1, similarity));
  }

  /** The most similar turn of each pair. */
  private static List<Copy> best(List<Copy> copies) {
    Map<LabelledPicture, Copy> best = new LinkedHashMap<>();
    for (Copy copy : copies) {
      best.merge(copy.first(), copy, (a, b) -> b.similarity() > a.similarity() ? b : a);
    }
    return List.copyOf(best.values());
  }

  private static long[] turned(PerceptualHash hash) {
    return Arrays.stream(TURNS).mapToLong(turn -> hash.turned(turn).bits()).toArray();
  }
}
