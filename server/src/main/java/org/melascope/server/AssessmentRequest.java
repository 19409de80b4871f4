package org.melascope.server;

import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.melascope.bundle.BundleDescription;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.diagnosis.OperatingPoint;

/**
 * What is asked for beside the pictures.
 *
 * @param point with which decisions are made
 * @param explain whether the evidence maps are sent
 * @param thorough whether each picture is looked at from eight sides
 * @param form of the answer
 * @param drawn the diagnosis whose heat map is drawn, unless it is the most likely one
 */
record AssessmentRequest(
    OperatingPoint point,
    boolean explain,
    boolean thorough,
    AnswerForm form,
    Optional<Diagnosis> drawn) {
  private static final String SENSITIVITY = "sensitivity";
  private static final String EXPLAIN = "explain";
  private static final String THOROUGH = "thorough";
  private static final String DIAGNOSIS = "diagnosis";
  private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?!\\p{XDigit}{2})");
  private static final Set<String> PARAMETERS = Set.of(SENSITIVITY, EXPLAIN, THOROUGH, DIAGNOSIS);

  /**
   * Reads the parameters of an address, and which form of an answer is accepted.
   *
   * @throws ProblemException naming the parameter that is not known or does not fit
   */
  static AssessmentRequest of(Context context, BundleDescription bundle) {
    checkEncoding(context.queryString());
    Map<String, List<String>> parameters = context.queryParamMap();
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      if (!PARAMETERS.contains(parameter.getKey())) {
        throw wrong(
            parameter.getKey(),
            "is not known; there are sensitivity, explain, thorough and diagnosis");
      }
      if (parameter.getValue().size() > 1) {
        throw wrong(parameter.getKey(), "is given more than once");
      }
    }
    String sensitivity = context.queryParam(SENSITIVITY);
    double wanted = sensitivity == null ? bundle.defaultSensitivity() : number(sensitivity);
    return new AssessmentRequest(
        point(bundle.operatingCurve(), wanted),
        flag(context, EXPLAIN),
        flag(context, THOROUGH),
        AnswerForm.of(context),
        Optional.ofNullable(context.queryParam(DIAGNOSIS)).map(AssessmentRequest::diagnosis));
  }

  /**
   * The same about so many pictures: one heat map is an answer, several are not.
   *
   * @throws ProblemException if nothing but heat maps is accepted
   */
  AssessmentRequest forPictures(int count) {
    if (count == 1 || form == AnswerForm.JSON) {
      return this;
    }
    if (form == AnswerForm.PNG) {
      throw new ProblemException(
          ProblemType.NOT_ACCEPTABLE,
          "a heat map is drawn of one picture: send one at a time, or accept application/json");
    }
    return new AssessmentRequest(point, explain, thorough, AnswerForm.JSON, drawn);
  }

  /** What is not percent-encoded as it should be would be passed over without a word. */
  private static void checkEncoding(@Nullable String query) {
    if (query != null && BROKEN_ENCODING.matcher(query).find()) {
      throw new ProblemException(
          ProblemType.WRONG_PARAMETER,
          "a % in the address must be followed by two hexadecimal digits; a % itself is %25");
    }
  }

  private static double number(String text) {
    try {
      // Unlike Double.parseDouble, knows no suffixes, no hexadecimal numbers and no NaN.
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw wrong(SENSITIVITY, "must be a number such as 0.95");
    }
  }

  private static OperatingPoint point(OperatingCurve curve, double sensitivity) {
    try {
      return curve.at(sensitivity);
    } catch (IllegalArgumentException e) {
      throw wrong(SENSITIVITY, "does not fit: " + e.getMessage());
    }
  }

  private static Diagnosis diagnosis(String code) {
    return Diagnosis.ofCode(code)
        .orElseThrow(
            () -> wrong(DIAGNOSIS, "must be one of mel, nv, bcc, akiec, bkl, df and vasc"));
  }

  private static boolean flag(Context context, String parameter) {
    String text = context.queryParam(parameter);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw wrong(parameter, "must be true or false");
  }

  private static ProblemException wrong(String parameter, String what) {
    String shown = Problem.shown(parameter);
    return new ProblemException(
        Problem.of(ProblemType.WRONG_PARAMETER, "the parameter '" + shown + "' " + what)
            .inField(shown));
  }
}
