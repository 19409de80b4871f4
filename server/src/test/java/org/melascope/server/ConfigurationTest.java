package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.melascope.bundle.Bundle;

class ConfigurationTest {
  /** Another value than the default for each setting. */
  private static final Map<Setting, String> OTHERS =
      new EnumMap<>(
          Map.of(
              Setting.HOST, "0.0.0.0",
              Setting.PORT, "8080",
              Setting.API_KEY_FILE, "key.txt",
              Setting.ALLOWED_HOSTS, "a.example,b.example",
              Setting.WORKERS, "7",
              Setting.PLACES, "9",
              Setting.UPLOAD_SECONDS, "11",
              Setting.IDLE_SECONDS, "12",
              Setting.SHUTDOWN_SECONDS, "13",
              Setting.ACCESS_LOG, "true"));

  private static final ServerConfiguration OTHER =
      new ServerConfiguration(
          "0.0.0.0",
          8080,
          Optional.of(Path.of("key.txt")),
          List.of("a.example", "b.example"),
          7,
          9,
          Duration.ofSeconds(11),
          Duration.ofSeconds(12),
          Duration.ofSeconds(13),
          true);

  @TempDir private Path folder;

  @Test
  void defaults() throws ConfigurationException {
    ServerConfiguration standard =
        new ServerConfiguration(
            "127.0.0.1",
            7860,
            Optional.empty(),
            List.of(),
            Runtime.getRuntime().availableProcessors(),
            64,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            false);
    assertThat(ServerConfiguration.standard()).isEqualTo(standard);
    assertThat(read(Map.of(), Map.of(), "").configuration()).isEqualTo(standard);
    assertThat(standard.isOpenToAll()).isFalse();
  }

  private ConfigurationSources read(
      Map<Setting, String> options, Map<String, String> environment, String file)
      throws ConfigurationException {
    if (file.isEmpty()) {
      return ConfigurationSources.read(options, environment, Optional.empty());
    }
    try {
      Path path = Files.writeString(folder.resolve("serve.properties"), file);
      return ConfigurationSources.read(options, environment, Optional.of(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everySettingCanBeMadeInEverySource() throws ConfigurationException {
    assertThat(OTHERS).containsOnlyKeys(Setting.values());
    Map<String, String> environment = new HashMap<>(Map.of("HOME", "/x", "MELASCOPE_MODEL", "y"));
    StringBuilder file = new StringBuilder("# comment\n");
    OTHERS.forEach(
        (setting, value) -> {
          environment.put(setting.variable(), value);
          file.append(setting.key()).append('=').append(value).append('\n');
        });
    assertThat(read(OTHERS, Map.of(), "").configuration()).isEqualTo(OTHER);
    assertThat(read(Map.of(), environment, "").configuration()).isEqualTo(OTHER);
    assertThat(read(Map.of(), Map.of(), file.toString()).configuration()).isEqualTo(OTHER);
    assertThat(OTHER.values()).isEqualTo(OTHERS);
    assertThat(OTHER.isOpenToAll()).as("there is a key").isFalse();
  }

  /** As where one is passed on that is not set itself. */
  @Test
  void anEmptyVariableIsAsGoodAsNone() throws ConfigurationException {
    ServerConfiguration configuration =
        read(
                Map.of(),
                Map.of("MELASCOPE_SERVE_API_KEY_FILE", "", "MELASCOPE_SERVE_PORT", " "),
                "api-key-file=key.txt")
            .configuration();
    assertThat(configuration.apiKeyFile()).hasValue(Path.of("key.txt"));
    assertThat(configuration.port()).isEqualTo(7860);
  }

  @Test
  void anInterfaceThatIsNotOursIsNotBlamedOnThePort() {
    for (String host : List.of("192.0.2.1", "no-such-host.invalid")) {
      assertThatThrownBy(() -> RunningServer.start(Map.of(Setting.HOST, host)))
          .hasMessageContaining(host)
          .hasMessageContaining("no interface of that name or address");
    }
  }

  @Test
  void whatIsOnlyForReadersIsNamedWhereItCannotBeRead() throws Exception {
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    for (String file : List.of("bundle.json", "model.onnx", "novelty.bin")) {
      Files.copy(RunningServer.BUNDLE.resolve(file), bundle.resolve(file));
    }
    Path metrics = Files.createDirectory(bundle.resolve("evaluation")).resolve("metrics.json");
    Files.writeString(metrics, "{\"sources\": {");
    assertThatThrownBy(() -> RunningServer.start(Map.of(), Bundle.open(bundle)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(metrics + " does not hold the results of an evaluation");
    Files.delete(metrics);
    Path card = Files.write(bundle.resolve("MODEL_CARD.md"), new byte[] {'K', (byte) 0xe4});
    assertThatThrownBy(() -> RunningServer.start(Map.of(), Bundle.open(bundle)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(card + " is no text in UTF-8");
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws ConfigurationException {
    ConfigurationSources sources =
        read(
            Map.of(Setting.PORT, "1"),
            Map.of("MELASCOPE_SERVE_PORT", "2", "MELASCOPE_SERVE_PLACES", "3"),
            "port=4\nplaces=5\nworkers=6");
    assertThat(sources.configuration().port()).isEqualTo(1);
    assertThat(sources.configuration().places()).isEqualTo(3);
    assertThat(sources.configuration().workers()).isEqualTo(6);
    assertThat(sources.print())
        .contains("# --port\nport = 1\n", "# MELASCOPE_SERVE_PLACES\nplaces = 3\n")
        .containsPattern("# .*serve\\.properties: workers\nworkers = 6\n")
        .contains("# by default\nhost = 127.0.0.1\n");
  }

  @Test
  void whatIsPrintedCanBeReadAgain() throws ConfigurationException {
    String printed = read(OTHERS, Map.of(), "").print();
    assertThat(read(Map.of(), Map.of(), printed).configuration()).isEqualTo(OTHER);
  }

  @Test
  void theEnvironmentCanNameTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("named.properties"), "port=99");
    Map<String, String> environment = Map.of("MELASCOPE_SERVE_CONFIG", file.toString());
    assertThat(read(Map.of(), environment, "").configuration().port()).isEqualTo(99);
    assertThat(read(Map.of(), environment, "port=98").configuration().port()).isEqualTo(98);
  }

  @Test
  void namesThatAreNotKnownAreRefused() {
    assertThatThrownBy(() -> read(Map.of(), Map.of(), "prot=1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("serve.properties: prot: there is no such setting")
        .hasMessageContaining("shutdown-seconds");
    assertThatThrownBy(() -> read(Map.of(), Map.of("MELASCOPE_SERVE_PROT", "1"), ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("MELASCOPE_SERVE_PROT: there is no such setting");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    Path missing = folder.resolve("missing.properties");
    assertThatThrownBy(() -> ConfigurationSources.read(Map.of(), Map.of(), Optional.of(missing)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(missing.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "PORT,65536,must be from 0 to 65535",
    "PORT,-1,must be from 0 to 65535",
    "PORT,eighty,must be a whole number",
    "WORKERS,0,must be from 1",
    "PLACES,0,must be from 1",
    "UPLOAD_SECONDS,0,must be from 1",
    "IDLE_SECONDS,0,must be from 1",
    "SHUTDOWN_SECONDS,-1,must be from 0",
    "ALLOWED_HOSTS,http://a,must be host names",
    "ALLOWED_HOSTS,a:80,must be host names",
    "ACCESS_LOG,yes,must be true or false"
  })
  void valuesThatDoNotFitAreRefusedWithTheirOrigin(Setting setting, String value, String what) {
    assertThatThrownBy(() -> read(Map.of(setting, value), Map.of(), ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(setting.option() + ": " + what);
    assertThatThrownBy(() -> read(Map.of(), Map.of(setting.variable(), value), ""))
        .hasMessageStartingWith(setting.variable() + ": " + what);
  }

  @ParameterizedTest
  @CsvSource({"PORT,'',must be a whole number", "HOST,' ',must name a host"})
  void anOptionMustNotBeEmpty(Setting setting, String value, String what) {
    assertThatThrownBy(() -> read(Map.of(setting, value), Map.of(), ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(setting.option() + ": " + what);
  }

  @Test
  void aServerForEverybodyIsKnown() {
    assertThat(ServerConfiguration.of(Map.of(Setting.HOST, "0.0.0.0")).isOpenToAll()).isTrue();
    assertThat(ServerConfiguration.of(Map.of(Setting.HOST, "localhost")).isOpenToAll()).isFalse();
    assertThat(ServerConfiguration.of(Map.of(Setting.HOST, "::1")).isOpenToAll()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void theManualNamesEverySetting(Setting setting) throws IOException {
    String manual = Files.readString(Path.of("../docs/api.md"));
    assertThat(Arrays.asList(manual.split("\n")))
        .anyMatch(line -> line.startsWith("| `" + setting.key() + "` |"));
  }
}
