package org.melascope.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.image.LesionImage;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;
import org.melascope.network.UnusableNetworkException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder that was opened and found whole: {@code model.onnx}, {@code bundle.json} and, for
 * readers, {@code MODEL_CARD.md} and {@code evaluation/}.
 */
public final class Bundle {
  /** The file with the {@link BundleDescription}. */
  public static final String DESCRIPTION = "bundle.json";

  /** The name under which the network is written. */
  public static final String MODEL = "model.onnx";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private final Path folder;
  private final BundleDescription description;
  private final byte[] model;

  private Bundle(Path folder, BundleDescription description, byte[] model) {
    this.folder = folder;
    this.description = description;
    this.model = model;
  }

  /**
   * Opens a bundle and checks all of it but for the network's graph, which {@link #openNetwork}
   * checks.
   *
   * @throws UnusableBundleException if a file or a field is missing or does not fit; names it
   */
  public static Bundle open(Path folder) throws UnusableBundleException {
    Path file = folder.resolve(DESCRIPTION);
    BundleDescription description = describe(file, read(file));
    Path modelFile = folder.resolve(description.network().file());
    byte[] model = read(modelFile);
    String sha256 = sha256(model);
    if (!sha256.equals(description.network().sha256())) {
      throw new UnusableBundleException(
          file,
          "network.sha256",
          "%s is not the file that this bundle was made with: its SHA-256 is %s, not %s"
              .formatted(modelFile.getFileName(), sha256, description.network().sha256()));
    }
    return new Bundle(folder, description, model);
  }

  private static byte[] read(Path file) throws UnusableBundleException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UnusableBundleException(file, "", "this file of the bundle is missing", e);
    } catch (IOException e) {
      throw new UnusableBundleException(file, "", "cannot be read: " + e.getMessage(), e);
    }
  }

  private static BundleDescription describe(Path file, byte[] json) throws UnusableBundleException {
    try {
      JsonNode tree = JSON.readTree(json);
      JsonNode version = tree.path("formatVersion");
      if (version.isMissingNode()) {
        throw new UnusableBundleException(file, "formatVersion", "this field is missing");
      }
      if (!version.isInt() || version.intValue() != BundleDescription.FORMAT_VERSION) {
        throw new UnusableBundleException(
            file,
            "formatVersion",
            "this program reads version %d, not %s; use the Melascope that made the bundle"
                .formatted(BundleDescription.FORMAT_VERSION, version));
      }
      return JSON.treeToValue(tree, BundleDescription.class);
    } catch (JacksonException e) {
      throw new UnusableBundleException(file, field(e), problem(e), e);
    }
  }

  private static String field(JacksonException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : step.getPropertyName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String problem(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "this field is not known";
    }
    if (e.getCause() instanceof RuntimeException cause && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return (e instanceof DatabindException ? "" : "is no JSON: ") + e.getOriginalMessage();
  }

  /**
   * Writes a bundle's two files that a program reads.
   *
   * @param onnx bytes of the network; their hash must be the one in the description
   */
  public static void write(Path folder, BundleDescription description, byte[] onnx)
      throws IOException {
    if (!description.network().sha256().equals(sha256(onnx))) {
      throw new IllegalArgumentException("the description has the hash of another network");
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve(description.network().file()), onnx);
    Files.write(folder.resolve(DESCRIPTION), JSON.writeValueAsBytes(description));
  }

  /** The SHA-256 of some bytes: 64 hexadecimal digits in lower case. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The folder it was read from. */
  public Path folder() {
    return folder;
  }

  /** What {@code bundle.json} says. */
  public BundleDescription description() {
    return description;
  }

  /** A copy of the ONNX file. */
  public byte[] model() {
    return model.clone();
  }

  /**
   * Opens the network.
   *
   * @param threads how many threads work on one call, at least 1
   * @throws UnusableBundleException if it does not fit what the bundle says of it
   */
  public Network openNetwork(int threads) throws UnusableBundleException {
    Path file = folder.resolve(description.network().file());
    Network network;
    try {
      network = Network.open(model, threads);
    } catch (UnusableNetworkException e) {
      throw new UnusableBundleException(file, "", String.valueOf(e.getMessage()), e);
    }
    int size = description.preprocessing().size();
    if (network.size() != size || network.outputs() != Diagnosis.ALL.size()) {
      network.close();
      throw new UnusableBundleException(
          file,
          "",
          "it takes pictures of %d pixels and gives %d logits; bundle.json needs %d and %d"
              .formatted(network.size(), network.outputs(), size, Diagnosis.ALL.size()));
    }
    return network;
  }

  /**
   * Runs the network on one plain picture, which finds what opening it does not: a graph that
   * fails, values that are not finite, evidence that is not one map per diagnosis.
   *
   * @throws UnusableBundleException naming the network's file and what is wrong
   */
  public void verify() throws UnusableBundleException {
    Path file = folder.resolve(description.network().file());
    try (Network network = openNetwork(1)) {
      LesionImage grey = LesionImage.of(1, 1, new byte[] {127, 127, 127});
      float[] tensor = description.preprocessing().apply(grey);
      NetworkOutput output = network.run(List.of(tensor)).get(0);
      description.calibration().apply(output.logits());
      if (output.evidence().outputs() != Diagnosis.ALL.size()) {
        throw new UnusableBundleException(
            file, "", "it gives %d evidence maps".formatted(output.evidence().outputs()));
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new UnusableBundleException(file, "", "it fails on a picture: " + e.getMessage(), e);
    }
  }
}
