package org.melascope.batch.spark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.melascope.Assessment;
import org.melascope.AssessmentJson;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.diagnosis.Decision;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.gates.Judgement;
import org.melascope.gates.Reason;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

/** Makes rows of {@link AnswerColumns#COMPUTED} of pictures, in an executor. */
final class Answering {
  private static final int PROBABILITIES = 2 + Diagnosis.ALL.size();

  private final Assessor assessor;
  private final ImageReader reader;
  private final double sensitivity;
  private final String bundleSha256;

  Answering(SharedBundle bundle, double sensitivity) {
    this.assessor = ExecutorNetworks.of(bundle);
    this.reader = ImageReader.forNetwork(assessor.description().preprocessing());
    this.sensitivity = sensitivity;
    this.bundleSha256 = bundle.sha256();
  }

  /** The answer for the bytes of a file; one that is no picture is an answer, too. */
  Row answer(String image, byte[] content) {
    long start = System.nanoTime();
    String sha256 = Bundle.sha256(content);
    try {
      LesionImage picture = reader.read(content, image);
      Assessment assessment = assessor.assess(picture, sensitivity);
      return assessed(image, content.length, sha256, picture, assessment, start);
    } catch (UnreadableImageException e) {
      // Without a hash it counts as not answered, and is tried again: the memory says nothing of
      // the picture.
      boolean lasting = e.reason() != UnreadableImageException.Reason.OUT_OF_MEMORY;
      return unreadable(
          image,
          (long) content.length,
          lasting ? sha256 : null,
          code(e.reason()),
          e.explanation(),
          milliseconds(start));
    }
  }

  private static double milliseconds(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  /** {@code truncated}, {@code not-an-image}, ... */
  static String code(UnreadableImageException.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Row assessed(
      String image,
      long bytes,
      String sha256,
      LesionImage picture,
      Assessment assessment,
      long start) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(image);
    row.add(assessment.decision().name());
    if (assessment.decision() == Decision.NOT_ASSESSABLE) {
      nothing(row, PROBABILITIES);
    } else {
      row.add(assessment.malignant());
      row.add(assessment.melanoma());
      Diagnosis.ALL.forEach(diagnosis -> row.add(assessment.distribution().of(diagnosis)));
    }
    row.add(
        assessment.reasons().stream()
            .map(finding -> finding.reason().code())
            .collect(Collectors.joining(";")));
    row.add(assessment.model());
    row.add(null);
    row.add(bytes);
    row.add(picture.originalWidth());
    row.add(picture.originalHeight());
    row.add(sha256);
    if (assessment.judgement().isPresent()) {
      Judgement judgement = assessment.judgement().get();
      Reason.OF_QUALITY.forEach(reason -> row.add(judgement.quality().of(reason)));
      row.add(judgement.novelty());
    } else {
      nothing(row, Reason.OF_QUALITY.size() + 1);
    }
    return end(row, milliseconds(start));
  }

  /**
   * The answer for a file that is no picture, or cannot be read at all.
   *
   * @param bytes its size, null if it is not known; likewise {@code sha256}
   * @param error a name that stays
   * @param explanation what is wrong and what to do
   */
  Row unreadable(
      String image,
      @Nullable Long bytes,
      @Nullable String sha256,
      String error,
      String explanation,
      double milliseconds) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(image);
    row.add(AssessmentJson.ERROR);
    nothing(row, PROBABILITIES);
    row.add(explanation);
    row.add(assessor.description().identity());
    row.add(error);
    row.add(bytes);
    nothing(row, 2);
    row.add(sha256);
    nothing(row, Reason.OF_QUALITY.size() + 1);
    return end(row, milliseconds);
  }

  private static void nothing(List<@Nullable Object> row, int columns) {
    row.addAll(Collections.<@Nullable Object>nCopies(columns, null));
  }

  private Row end(List<@Nullable Object> row, double milliseconds) {
    row.add(sensitivity);
    row.add(milliseconds);
    row.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    row.add(bundleSha256);
    return RowFactory.create(row.toArray());
  }
}
