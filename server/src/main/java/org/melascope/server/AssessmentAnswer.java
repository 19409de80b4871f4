package org.melascope.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.melascope.Assessment;
import org.melascope.AssessmentJson;
import org.melascope.image.LesionImage;

/**
 * The answer for one picture as it is sent: the fields of {@link AssessmentJson}, and those of a
 * server. Of a picture that cannot be read only {@code problem} is added.
 *
 * @param assessment the answer as everywhere
 * @param width of the upright picture in pixels; {@code height} likewise
 * @param totalMilliseconds from the bytes to the answer, without waiting for its turn
 * @param notice {@link Assessment#NOTICE}
 * @param evidence if it was asked for
 * @param png the bytes of the heat map, if it was asked for; sent instead of all else
 * @param problem why the picture cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AssessmentAnswer(
    @JsonUnwrapped AssessmentJson assessment,
    OptionalInt width,
    OptionalInt height,
    OptionalDouble totalMilliseconds,
    Optional<String> notice,
    Optional<EvidenceJson> evidence,
    @JsonIgnore Optional<byte[]> png,
    Optional<Problem> problem) {

  /** The answer for a picture that was assessed. */
  static AssessmentAnswer of(
      String name,
      LesionImage image,
      Assessment assessment,
      Duration total,
      Optional<EvidenceJson> evidence,
      Optional<byte[]> png) {
    return new AssessmentAnswer(
        AssessmentJson.of(name, assessment),
        OptionalInt.of(image.originalWidth()),
        OptionalInt.of(image.originalHeight()),
        OptionalDouble.of(Math.round(total.toNanos() / 1e5) / 10.0),
        Optional.of(Assessment.NOTICE),
        evidence,
        png,
        Optional.empty());
  }

  /** The answer for a picture that cannot be read. */
  static AssessmentAnswer of(String name, Problem problem, String model) {
    return new AssessmentAnswer(
        AssessmentJson.error(name, problem.detail(), model),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(problem));
  }
}
