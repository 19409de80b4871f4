package org.melascope.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.Fixture;
import org.melascope.gates.Novelty;
import org.melascope.network.Network;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fixtures are bundles of each format version, which every later version must read. */
class BundleTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Objects whose keys are data, not fields. */
  private static final List<String> FREE =
      List.of("data[0].pictures", "training.recipe", "gates.quality.limits");

  @TempDir private Path folder;

  @BeforeEach
  void copyFixture() throws IOException {
    for (String name : List.of(Bundle.DESCRIPTION, Bundle.MODEL, Bundle.NOVELTY)) {
      Files.copy(Fixture.BUNDLE.resolve(name), folder.resolve(name));
    }
  }

  @Test
  void opensWhatIsWhole() throws UnusableBundleException {
    Bundle bundle = Bundle.open(folder);
    assertThat(bundle.folder()).isEqualTo(folder);
    assertThat(bundle.description().defaultSensitivity()).isEqualTo(0.95);
    assertThat(bundle.description().training().seed()).isEqualTo(11);
    assertThat(bundle.description().identity())
        .isEqualTo("random-test-1+" + Bundle.sha256(bundle.model()).substring(0, 12));
    bundle.verify();
  }

  @Test
  void readsBackWhatItWrites(@TempDir Path other) throws IOException, UnusableBundleException {
    Bundle bundle = Bundle.open(folder);
    Novelty novelty = bundle.gates().orElseThrow().novelty();
    Bundle.write(other.resolve("new"), bundle.description(), bundle.model(), novelty);
    Bundle copy = Bundle.open(other.resolve("new"));
    assertThat(copy.description()).isEqualTo(bundle.description());
    assertThat(copy.model()).isEqualTo(bundle.model());
    assertThat(copy.gates().orElseThrow().novelty().toBytes()).isEqualTo(novelty.toBytes());
  }

  /** Whoever knows a bundle by the hash of its description must not take it for another one. */
  @Test
  void writesMapsInTheOrderOfTheirKeys() {
    Map<String, Integer> pictures = new LinkedHashMap<>();
    for (String source : List.of("b/train", "c/train", "a/validation", "a/train")) {
      pictures.put(source, 1);
    }
    assertThat(JSON.writeValueAsString(new BundleDescription.DataUse("x", "0", pictures)))
        .contains("{\"a/train\":1,\"a/validation\":1,\"b/train\":1,\"c/train\":1}");
  }

  @Test
  void doesNotWriteFilesUnderTheHashOfOthers() throws UnusableBundleException {
    Bundle bundle = Bundle.open(folder);
    BundleDescription description = bundle.description();
    Novelty novelty = bundle.gates().orElseThrow().novelty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bundle.write(folder, description, new byte[] {1}, novelty))
        .withMessageContaining("hash of another network");
    Novelty other = new Novelty(List.of(new Novelty.Group(new float[1], new float[] {1})));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bundle.write(folder, description, bundle.model(), other))
        .withMessageContaining("hash of another novelty");
  }

  @Test
  void opensABundleOfVersionOneWithoutGates() throws UnusableBundleException {
    Bundle old = Bundle.open(Fixture.WITHOUT_GATES);
    assertThat(old.gates()).isEmpty();
    assertThat(old.description().gates()).isEmpty();
    assertThat(old.description().formatVersion()).isEqualTo(1);
    old.verify();
    assertThat(Bundle.open(folder).gates()).isPresent();
  }

  @Test
  void gatesBelongToVersionTwo() throws IOException {
    change("", tree -> tree.put("formatVersion", 1));
    assertThat(refusal().field()).isEqualTo("gates");
  }

  @Test
  void refusesStatisticsOfNoveltyThatAreOthersOrNone() throws IOException {
    Path file = folder.resolve(Bundle.NOVELTY);
    byte[] bytes = Files.readAllBytes(file);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 4);
    Files.write(file, shorter);
    assertThat(refusal().field()).isEqualTo("gates.novelty.sha256");
    change("gates.novelty", novelty -> novelty.put("sha256", Bundle.sha256(shorter)));
    assertThat(refusal()).hasMessageContainingAll("novelty.bin", "do not fill");
    Files.delete(file);
    assertThat(refusal()).hasMessageContainingAll("novelty.bin", "missing");
  }

  @Test
  void namesTheLimitOfQualityThatIsMissingOrUnknown() throws IOException {
    change("gates.quality.limits", limits -> limits.remove("too-dark"));
    assertThat(refusal().field()).isEqualTo("gates.quality");
    assertThat(refusal()).hasMessageContaining("too-dark");
    change("gates.quality.limits", limits -> limits.put("too-dark", 3).put("too-blue", 3));
    assertThat(refusal()).hasMessageContaining("too-blue");
  }

  @Test
  void statisticsOfNoveltyMustFitTheNetwork() throws IOException, UnusableBundleException {
    byte[] narrow =
        new Novelty(List.of(new Novelty.Group(new float[1], new float[] {1}))).toBytes();
    Files.write(folder.resolve(Bundle.NOVELTY), narrow);
    change("gates.novelty", novelty -> novelty.put("sha256", Bundle.sha256(narrow)));
    Bundle bundle = Bundle.open(folder);
    assertThat(catchThrowableOfType(UnusableBundleException.class, () -> bundle.openNetwork(1)))
        .hasMessageContainingAll("model.onnx", "24 values", "novelty.bin", "1");
  }

  @Test
  void refusesANetworkWithOneChangedByte() throws IOException {
    Path model = folder.resolve(Bundle.MODEL);
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    assertThat(refusal()).hasMessageContainingAll("bundle.json", "network.sha256", "model.onnx");
  }

  @Test
  void refusesABundleWithoutOneOfItsFiles() throws IOException {
    Files.delete(folder.resolve(Bundle.MODEL));
    assertThat(refusal()).hasMessageContainingAll("model.onnx", "missing");
    Files.delete(folder.resolve(Bundle.DESCRIPTION));
    assertThat(refusal()).hasMessageContainingAll("bundle.json", "missing");
  }

  @Test
  void namesEveryFieldThatIsMissing() throws IOException {
    int fields = forEveryField((parent, name) -> parent.remove(name));
    assertThat(fields).isGreaterThan(40);
  }

  @Test
  void namesEveryFieldThatIsNull() throws IOException {
    forEveryField((parent, name) -> parent.putNull(name));
  }

  @Test
  void namesEveryFieldThatHasAnotherType() throws IOException {
    forEveryField(
        (parent, name) -> {
          if (parent.get(name).isString()) {
            parent.putObject(name);
          } else {
            parent.put(name, "a word");
          }
        });
  }

  @Test
  void namesAFieldThatIsNotKnown() throws IOException {
    String whole = Files.readString(folder.resolve(Bundle.DESCRIPTION));
    for (String path : objects(JSON.readTree(whole), "")) {
      JsonNode tree = JSON.readTree(whole);
      ((ObjectNode) at(tree, path)).put("surprise", 1);
      write(tree);
      assertThat(refusal().field()).isEqualTo(path.isEmpty() ? "surprise" : path + ".surprise");
    }
  }

  @Test
  void refusesAnotherFormatVersion() throws IOException {
    change("", tree -> tree.put("formatVersion", 3));
    UnusableBundleException refusal = refusal();
    assertThat(refusal.field()).isEqualTo("formatVersion");
    assertThat(refusal).hasMessageContainingAll("bundle.json", "reads versions 1 to 2, not 3");
  }

  @Test
  void refusesDiagnosesInAnotherOrder() throws IOException {
    change(
        "",
        tree -> {
          ArrayNode diagnoses = (ArrayNode) tree.get("diagnoses");
          JsonNode first = diagnoses.get(0);
          diagnoses.set(0, diagnoses.get(1));
          diagnoses.set(1, first);
        });
    assertThat(refusal()).hasMessageContainingAll("diagnoses must be [mel, nv", "not [nv, mel");
  }

  @Test
  void saysWhichValueIsOutOfRange() throws IOException {
    change("calibration", calibration -> calibration.put("temperature", -1));
    assertThat(refusal().field()).isEqualTo("calibration");
    assertThat(refusal()).hasMessageContaining("temperature must be positive");
  }

  @Test
  void refusesADefaultSensitivityThatItHasNoOperatingPointFor() throws IOException {
    change("", tree -> tree.put("defaultSensitivity", 0.99));
    assertThat(refusal()).hasMessageContainingAll("sensitivity 0.99", "0.90 to 0.95");
  }

  @Test
  void refusesAModelFileOutsideOfTheFolder() throws IOException {
    change("network", network -> network.put("file", "../model.onnx"));
    assertThat(refusal().field()).isEqualTo("network");
    assertThat(refusal()).hasMessageContaining("plain file name");
  }

  @Test
  void refusesADescriptionThatIsNoJson() throws IOException {
    Files.writeString(folder.resolve(Bundle.DESCRIPTION), "{\"formatVersion\": 1,");
    assertThat(refusal()).hasMessageContainingAll("bundle.json", "is no JSON");
  }

  @Test
  void refusesAFileThatIsNoNetwork() throws IOException, UnusableBundleException {
    byte[] bytes = "not a network".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(Bundle.MODEL), bytes);
    change("network", network -> network.put("sha256", Bundle.sha256(bytes)));
    Bundle bundle = Bundle.open(folder);
    assertThat(catchThrowableOfType(UnusableBundleException.class, () -> bundle.openNetwork(1)))
        .hasMessageContainingAll("model.onnx", "ONNX Runtime cannot open it");
  }

  @Test
  void refusesANetworkForPicturesOfAnotherSize() throws IOException, UnusableBundleException {
    change("preprocessing", preprocessing -> preprocessing.put("size", 64));
    Bundle bundle = Bundle.open(folder);
    assertThat(catchThrowableOfType(UnusableBundleException.class, bundle::verify))
        .hasMessageContainingAll("model.onnx", "32 pixels", "64");
  }

  @Test
  void opensTheNetworkItDescribes() throws UnusableBundleException {
    try (Network network = Bundle.open(folder).openNetwork(2)) {
      assertThat(network.size()).isEqualTo(32);
    }
  }

  private interface Change {
    void to(ObjectNode node);
  }

  private void change(String path, Change change) throws IOException {
    JsonNode tree = JSON.readTree(Files.readString(folder.resolve(Bundle.DESCRIPTION)));
    change.to((ObjectNode) at(tree, path));
    write(tree);
  }

  private void write(JsonNode tree) throws IOException {
    Files.writeString(folder.resolve(Bundle.DESCRIPTION), JSON.writeValueAsString(tree));
  }

  private UnusableBundleException refusal() {
    return catchThrowableOfType(UnusableBundleException.class, () -> Bundle.open(folder));
  }

  /** Spoils one field after the other and expects each to be named; returns how many there are. */
  private int forEveryField(BiConsumer<ObjectNode, String> spoil) throws IOException {
    String whole = Files.readString(folder.resolve(Bundle.DESCRIPTION));
    int fields = 0;
    for (String path : objects(JSON.readTree(whole), "")) {
      for (String name : List.copyOf(at(JSON.readTree(whole), path).propertyNames())) {
        JsonNode tree = JSON.readTree(whole);
        spoil.accept((ObjectNode) at(tree, path), name);
        write(tree);
        String field = path.isEmpty() ? name : path + "." + name;
        UnusableBundleException refusal = refusal();
        assertThat(refusal).as(field).isNotNull();
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).hasMessageContainingAll("bundle.json", field);
        fields++;
      }
    }
    return fields;
  }

  /** Paths of all objects with fixed fields, the root's being empty. */
  private static List<String> objects(JsonNode node, String path) {
    List<String> paths = new ArrayList<>();
    if (node.isObject() && !FREE.contains(path)) {
      paths.add(path);
      for (String name : node.propertyNames()) {
        paths.addAll(objects(node.get(name), path.isEmpty() ? name : path + "." + name));
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      paths.addAll(objects(node.get(i), path + "[" + i + "]"));
    }
    return paths;
  }

  private static JsonNode at(JsonNode tree, String path) {
    return tree.at(
        path.isEmpty() ? "" : "/" + path.replace("[", "/").replace("]", "").replace(".", "/"));
  }
}
