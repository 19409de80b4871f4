package org.melascope.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where settings are made: in a properties file, in the environment, on the command line. The later
 * ones win; names that are not known are refused.
 */
public final class ConfigurationSources {
  /** The variable that names the properties file where the command line does not. */
  public static final String FILE_VARIABLE = Setting.VARIABLE_PREFIX + "CONFIG";

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Map<Setting, String> origins = new EnumMap<>(Setting.class);

  private ConfigurationSources() {}

  /**
   * Reads all sources.
   *
   * @param options from the command line
   * @param environment variables by name; those of others are passed over, and those that are empty
   * @param file from the command line
   * @throws ConfigurationException naming the source and the setting that does not fit
   */
  public static ConfigurationSources read(
      Map<Setting, String> options, Map<String, String> environment, Optional<Path> file)
      throws ConfigurationException {
    ConfigurationSources sources = new ConfigurationSources();
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    Optional<Path> used = file.isPresent() || named.isBlank() ? file : Optional.of(Path.of(named));
    if (used.isPresent()) {
      sources.addFile(used.get());
    }
    sources.addEnvironment(environment);
    for (Map.Entry<Setting, String> option : options.entrySet()) {
      sources.add(option.getKey(), option.getValue(), option.getKey().option());
    }
    return sources;
  }

  private void addFile(Path file) throws ConfigurationException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(file + ": this file of settings cannot be read: " + e, e);
    }
    for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
      Setting setting =
          Setting.ofKey(key).orElseThrow(() -> unknown(file + ": " + key, settings(Setting::key)));
      add(setting, properties.getProperty(key), file + ": " + key);
    }
  }

  private void addEnvironment(Map<String, String> environment) throws ConfigurationException {
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(Setting.VARIABLE_PREFIX) && !name.equals(FILE_VARIABLE)) {
        Setting setting =
            Setting.ofVariable(name)
                .orElseThrow(
                    () -> unknown(name, settings(Setting::variable) + ", " + FILE_VARIABLE));
        // Whoever passes on a variable that is not set passes on an empty one: it must not take the
        // key away.
        if (!variable.getValue().isBlank()) {
          add(setting, variable.getValue(), name);
        }
      }
    }
  }

  private static String settings(Function<Setting, String> name) {
    return Arrays.stream(Setting.values()).map(name).collect(Collectors.joining(", "));
  }

  private static ConfigurationException unknown(String name, String known) {
    return new ConfigurationException(name + ": there is no such setting; there are " + known);
  }

  private void add(Setting setting, String value, String origin) throws ConfigurationException {
    try {
      ServerConfiguration.of(Map.of(setting, value));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(origin + ": " + e.getMessage(), e);
    }
    values.put(setting, value);
    origins.put(setting, origin);
  }

  /** The configuration that all sources together make. */
  public ServerConfiguration configuration() {
    return ServerConfiguration.of(values);
  }

  /**
   * The configuration as a properties file, which says of each value where it was set. It can be
   * read again.
   */
  public String print() {
    StringBuilder text = new StringBuilder();
    configuration()
        .values()
        .forEach(
            (setting, value) ->
                text.append("# ")
                    .append(origins.getOrDefault(setting, "by default"))
                    .append('\n')
                    .append(setting.key())
                    .append(" = ")
                    .append(value.replace("\\", "\\\\"))
                    .append('\n'));
    return text.toString();
  }
}
