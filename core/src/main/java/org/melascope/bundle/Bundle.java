package org.melascope.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.melascope.diagnosis.Diagnosis;
import org.melascope.gates.Gates;
import org.melascope.gates.Novelty;
import org.melascope.image.LesionImage;
import org.melascope.network.Network;
import org.melascope.network.NetworkOutput;
import org.melascope.network.UnusableNetworkException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder that was opened and found whole: {@code model.onnx}, {@code bundle.json}, {@code
 * novelty.bin} and, for readers, {@code MODEL_CARD.md} and {@code evaluation/}.
 */
public final class Bundle {
  /** The file with the {@link BundleDescription}. */
  public static final String DESCRIPTION = "bundle.json";

  /** The name under which the network is written. */
  public static final String MODEL = "model.onnx";

  /** The name under which the statistics of its novelty are written. */
  public static final String NOVELTY = "novelty.bin";

  /** The folder in it with what was measured of it and of its training. */
  public static final String EVALUATION = "evaluation";

  private static final String GATES = "gates";

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
  private final Optional<Gates> gates;

  private Bundle(Path folder, BundleDescription description, byte[] model, Optional<Gates> gates) {
    this.folder = folder;
    this.description = description;
    this.model = model;
    this.gates = gates;
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
    byte[] model =
        readWith(
            file,
            "network.sha256",
            folder.resolve(description.network().file()),
            description.network().sha256());
    Optional<Gates> gates = Optional.empty();
    if (description.gates().isPresent()) {
      gates = Optional.of(gates(folder, description.gates().get()));
    }
    return new Bundle(folder, description, model, gates);
  }

  private static Gates gates(Path folder, BundleDescription.GateLimits limits)
      throws UnusableBundleException {
    Path file = folder.resolve(limits.novelty().file());
    byte[] bytes =
        readWith(
            folder.resolve(DESCRIPTION), "gates.novelty.sha256", file, limits.novelty().sha256());
    try {
      return new Gates(
          limits.quality(),
          Novelty.of(bytes),
          limits.novelty().limit(),
          limits.conformal(),
          limits.views().spread());
    } catch (IllegalArgumentException e) {
      throw new UnusableBundleException(file, "", String.valueOf(e.getMessage()), e);
    }
  }

  /** The bytes of a file that must have the hash that a field of the description names. */
  private static byte[] readWith(Path description, String field, Path file, String wanted)
      throws UnusableBundleException {
    byte[] bytes = read(file);
    String found = sha256(bytes);
    if (!found.equals(wanted)) {
      throw new UnusableBundleException(
          description,
          field,
          "%s is not the file that this bundle was made with: its SHA-256 is %s, not %s"
              .formatted(file.getFileName(), found, wanted));
    }
    return bytes;
  }

  private static byte[] read(Path file) throws UnusableBundleException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UnusableBundleException(file, "", "this file of the bundle is missing", e);
    } catch (IOException e) {
      throw new UnusableBundleException(
          file, "", "cannot be read (" + e + "); check that you may read it", e);
    }
  }

  private static BundleDescription describe(Path file, byte[] json) throws UnusableBundleException {
    try {
      JsonNode tree = JSON.readTree(json);
      JsonNode version = tree.path("formatVersion");
      if (version.isMissingNode()) {
        throw new UnusableBundleException(file, "formatVersion", "this field is missing");
      }
      if (!version.isInt()
          || version.intValue() < BundleDescription.WITHOUT_GATES
          || version.intValue() > BundleDescription.FORMAT_VERSION) {
        throw new UnusableBundleException(
            file,
            "formatVersion",
            "this program reads versions %d to %d, not %s; use the Melascope that made the bundle"
                .formatted(
                    BundleDescription.WITHOUT_GATES, BundleDescription.FORMAT_VERSION, version));
      }
      return JSON.treeToValue(
          version.intValue() == BundleDescription.WITHOUT_GATES
              ? withoutGates(file, tree)
              : withGates(file, tree),
          BundleDescription.class);
    } catch (JacksonException e) {
      JsonFault fault = JsonFault.of(e);
      throw new UnusableBundleException(file, fault.field(), fault.problem(), e);
    }
  }

  private static JsonNode withGates(Path file, JsonNode tree) throws UnusableBundleException {
    if (!tree.path(GATES).isObject()) {
      throw new UnusableBundleException(file, GATES, "this field is missing, or no object");
    }
    return tree;
  }

  /** A description of version 1 as one of today: the gates are null, not missing. */
  private static JsonNode withoutGates(Path file, JsonNode tree) throws UnusableBundleException {
    if (tree.has(GATES)) {
      throw new UnusableBundleException(file, GATES, "this field is not known in version 1");
    }
    return ((ObjectNode) tree.deepCopy()).putNull(GATES);
  }

  /**
   * Writes the files of a bundle that a program reads; where that fails, the bundle that was in the
   * folder stays as it was.
   *
   * @param onnx bytes of the network; their hash must be the one in the description
   * @param novelty the statistics that the description has the hash of
   */
  public static void write(Path folder, BundleDescription description, byte[] onnx, Novelty novelty)
      throws IOException {
    if (!description.network().sha256().equals(sha256(onnx))) {
      throw new IllegalArgumentException("the description has the hash of another network");
    }
    BundleDescription.NoveltyFile file =
        description
            .gates()
            .map(BundleDescription.GateLimits::novelty)
            .orElseThrow(() -> new IllegalArgumentException("bundles are written with gates"));
    byte[] statistics = novelty.toBytes();
    if (!file.sha256().equals(sha256(statistics))) {
      throw new IllegalArgumentException("the description has the hash of another novelty");
    }
    Files.createDirectories(folder);
    Map<Path, byte[]> files = new LinkedHashMap<>();
    files.put(folder.resolve(description.network().file()), onnx);
    files.put(folder.resolve(file.file()), statistics);
    files.put(folder.resolve(DESCRIPTION), JSON.writeValueAsBytes(description));
    WholeFile.write(files);
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

  /** When not to answer; empty for a bundle of version 1. */
  public Optional<Gates> gates() {
    return gates;
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
    if (gates.isPresent() && gates.get().novelty().width() != network.width()) {
      network.close();
      throw new UnusableBundleException(
          file,
          "",
          "its embeddings have %d values; those of %s have %d"
              .formatted(network.width(), NOVELTY, gates.get().novelty().width()));
    }
    return network;
  }

  /**
   * Runs the network on one plain picture, which finds what opening it does not: a graph that
   * fails, logits or an embedding that are not finite.
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
      if (gates.isPresent() && !Double.isFinite(gates.get().novelty().score(output.embedding()))) {
        throw new UnusableBundleException(file, "", "its embedding of a picture is not finite");
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new UnusableBundleException(file, "", "it fails on a picture: " + e.getMessage(), e);
    }
  }
}
