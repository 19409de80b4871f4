package org.melascope.bundle;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.melascope.diagnosis.Calibration;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.diagnosis.OperatingCurve;
import org.melascope.diagnosis.OperatingPoint;
import org.melascope.gates.ConformalPrediction;
import org.melascope.gates.Novelty;
import org.melascope.gates.QualityLimits;
import org.melascope.image.Preprocessing;

/**
 * What {@code bundle.json} says: everything that a number in an answer depends on, but for the
 * weights themselves.
 *
 * @param formatVersion {@link #FORMAT_VERSION}, or 1 for a bundle without gates
 * @param name of the network, such as {@code melascope}
 * @param version of the network, such as {@code 1}
 * @param created the day of the training, ISO 8601
 * @param intendedUse what it is for, and what it must not be used for
 * @param terms under which the weights may be used
 * @param network the ONNX file
 * @param diagnoses codes in the order of the logits: those of {@link Diagnosis#ALL}
 * @param preprocessing from a picture to the network's input
 * @param calibration from logits to probabilities
 * @param operatingCurve thresholds on P(malignant)
 * @param defaultSensitivity of the operating point that is used when none is asked for
 * @param gates when not to answer; there from version 2 on
 * @param data what it was trained, chosen and calibrated on
 * @param training how it was trained
 */
public record BundleDescription(
    int formatVersion,
    String name,
    String version,
    String created,
    String intendedUse,
    String terms,
    NetworkFile network,
    List<String> diagnoses,
    Preprocessing preprocessing,
    Calibration calibration,
    OperatingCurve operatingCurve,
    double defaultSensitivity,
    Optional<GateLimits> gates,
    List<DataUse> data,
    Training training) {
  /** The version of the format that this program writes. */
  public static final int FORMAT_VERSION = 2;

  /** The version before there were gates. */
  static final int WITHOUT_GATES = 1;

  /**
   * The ONNX file of a bundle.
   *
   * @param file its name within the bundle
   * @param sha256 of its bytes, 64 hexadecimal digits in lower case
   */
  public record NetworkFile(String file, String sha256) {
    public NetworkFile {
      requireFile(file, sha256);
    }
  }

  /**
   * The limits of a bundle's gates.
   *
   * @param quality how bad a picture may be
   * @param novelty how unlike the training pictures it may be
   * @param conformal what a probability leaves open
   * @param views how far answers may differ for turned and mirrored views
   * @param data what these limits were set on
   */
  public record GateLimits(
      QualityLimits quality,
      NoveltyFile novelty,
      ConformalPrediction conformal,
      ViewLimit views,
      String data) {
    public GateLimits {
      requireText(data, "data");
    }
  }

  /**
   * The statistics of {@link Novelty}, and the limit on its score.
   *
   * @param file its name within the bundle
   * @param sha256 of its bytes, 64 hexadecimal digits in lower case
   * @param limit the score beyond which a picture is unlike the training pictures; positive
   */
  public record NoveltyFile(String file, String sha256, double limit) {
    public NoveltyFile {
      requireFile(file, sha256);
      if (!(limit > 0 && Double.isFinite(limit))) {
        throw new IllegalArgumentException("limit must be positive and finite, not " + limit);
      }
    }
  }

  /**
   * How far answers may differ for the turned and mirrored views of a picture.
   *
   * @param spread the highest P(malignant) minus the lowest, in [0, 1]
   */
  public record ViewLimit(double spread) {
    public ViewLimit {
      if (!(spread >= 0 && spread <= 1)) {
        throw new IllegalArgumentException("spread must be from 0 to 1, not " + spread);
      }
    }
  }

  /**
   * Pictures that a network owes something to.
   *
   * @param description where they were read from
   * @param sha256 of the manifest or the listing
   * @param pictures number of labelled pictures by {@code source/split}, such as {@code
   *     ham10000/train}
   */
  public record DataUse(String description, String sha256, Map<String, Integer> pictures) {
    public DataUse {
      pictures = inOrder(pictures);
    }
  }

  /**
   * How a network was trained.
   *
   * @param backbone such as {@code vit-tiny}; several are joined by a plus sign
   * @param method {@code scratch}, {@code linear-probe}, {@code fine-tune} or, of several networks
   *     that answer together, {@code ensemble}
   * @param startedFrom what the first weights were, with a hash
   * @param seed of all that was random
   * @param seconds of computation
   * @param recipe the whole recipe, as the training reads it
   */
  public record Training(
      String backbone,
      String method,
      String startedFrom,
      long seed,
      double seconds,
      Map<String, Object> recipe) {
    public Training {
      recipe = inOrder(recipe);
    }

    /** With another recipe. */
    public Training withRecipe(Map<String, Object> other) {
      return new Training(backbone, method, startedFrom, seed, seconds, other);
    }
  }

  /** A copy whose order is that of its keys: equal bundles are equal files, with equal hashes. */
  private static <V> Map<String, V> inOrder(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(map)));
  }

  public BundleDescription {
    diagnoses = List.copyOf(diagnoses);
    data = List.copyOf(data);
    requireText(name, "name");
    requireText(version, "version");
    requireText(created, "created");
    requireText(intendedUse, "intendedUse");
    requireText(terms, "terms");
    List<String> expected = Diagnosis.ALL.stream().map(Diagnosis::code).toList();
    if (!diagnoses.equals(expected)) {
      throw new IllegalArgumentException("diagnoses must be " + expected + ", not " + diagnoses);
    }
    operatingCurve.at(defaultSensitivity);
    if (gates.isPresent() != (formatVersion != WITHOUT_GATES)) {
      throw new IllegalArgumentException(
          "gates belong to bundles from format version 2 on, and this is " + formatVersion);
    }
  }

  private static void requireFile(String file, String sha256) {
    if (!file.matches("[A-Za-z0-9._-]+") || file.startsWith(".")) {
      throw new IllegalArgumentException("file must be a plain file name, not '" + file + "'");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 must be 64 hexadecimal digits in lower case");
    }
  }

  private static void requireText(String value, String field) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " must not be empty");
    }
  }

  /** The operating point that is used without being asked for another. */
  public OperatingPoint defaultPoint() {
    return operatingCurve.at(defaultSensitivity);
  }

  /** Name, version and the start of the weights' hash: enough to tell any two networks apart. */
  public String identity() {
    return String.format(Locale.ROOT, "%s-%s+%s", name, version, network.sha256().substring(0, 12));
  }
}
