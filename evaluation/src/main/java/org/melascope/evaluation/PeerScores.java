package org.melascope.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What another classifier, known only by its published numbers, says about the same pictures.
 *
 * @param name what to call it
 * @param byPicture its probability that the answer to the question is yes, by name of the picture
 */
public record PeerScores(String name, Map<String, Double> byPicture) {
  public PeerScores {
    byPicture = Map.copyOf(byPicture);
  }

  /**
   * Reads a CSV with a column {@code image} and a column of probabilities, and any others.
   *
   * @param column the one to read, such as {@code p_melanoma}
   * @throws IllegalArgumentException naming the file and what is wrong: a missing column, a row
   *     without a probability, or a picture that occurs twice
   */
  public static PeerScores read(String name, Path file, String column) throws IOException {
    Map<String, Double> byPicture = new LinkedHashMap<>();
    Csv.read(
        file,
        List.of("image", column),
        row -> {
          String picture = row.get("image");
          if (byPicture.putIfAbsent(picture, Csv.probability(row, column)) != null) {
            throw new IllegalArgumentException(picture + " has a row already");
          }
          return picture;
        });
    return new PeerScores(name, byPicture);
  }

  /**
   * Tests ours (first) against the peer (second) on the pictures for which the answer is known;
   * empty where {@link DeLong#compare} is.
   *
   * @throws IllegalArgumentException naming a picture that the peer says nothing about
   */
  public Optional<PairedTest> compare(List<Prediction> ours, Question question) {
    return DeLong.compare(question.scores(ours), scores(ours, question));
  }

  /** The peer's scores for these pictures, with our labels. */
  public BinaryScores scores(List<Prediction> ours, Question question) {
    List<Prediction> answered = question.answered(ours);
    return BinaryScores.of(
        answered.stream().map(Prediction::picture).map(this::of).toList(),
        answered.stream().map(prediction -> question.answer(prediction).orElseThrow()).toList());
  }

  /**
   * Its probability for a picture.
   *
   * @throws IllegalArgumentException naming the picture, if it says nothing about it
   */
  double of(String picture) {
    Double score = byPicture.get(picture);
    if (score == null) {
      throw new IllegalArgumentException(
          name + " has no probability for " + picture + ": compare on the pictures of both");
    }
    return score;
  }
}
