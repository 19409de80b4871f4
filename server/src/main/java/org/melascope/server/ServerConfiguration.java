package org.melascope.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a server works; {@link Setting} says what each component means.
 *
 * @param host not blank
 * @param port 0 to 65535
 * @param allowedHosts names without a port, in small letters
 * @param workers 1 to 1024
 * @param places 1 to 4096
 * @param uploadTime 1 second to 1 hour; {@code idleTime} likewise
 * @param shutdownTime at most 1 hour
 */
public record ServerConfiguration(
    String host,
    int port,
    Optional<Path> apiKeyFile,
    List<String> allowedHosts,
    int workers,
    int places,
    Duration uploadTime,
    Duration idleTime,
    Duration shutdownTime,
    boolean accessLog) {

  public ServerConfiguration {
    if (host.isBlank()) {
      throw new IllegalArgumentException("must name a host or an address");
    }
    allowedHosts = allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    for (String name : allowedHosts) {
      if (!name.matches("[a-z0-9._:\\[\\]-]+") || name.matches("[^\\[]*:\\d+")) {
        throw new IllegalArgumentException(
            "must be host names without a port, separated by commas, not '" + name + "'");
      }
    }
    checkRange(port, 0, 65_535);
    checkRange(workers, 1, 1024);
    checkRange(places, 1, 4096);
    checkRange(uploadTime.toSeconds(), 1, 3600);
    checkRange(idleTime.toSeconds(), 1, 3600);
    checkRange(shutdownTime.toSeconds(), 0, 3600);
  }

  private static void checkRange(long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "must be from " + least + " to " + most + ", not " + value);
    }
  }

  /** The configuration in which nothing is set. */
  public static ServerConfiguration standard() {
    return of(Map.of());
  }

  /**
   * The configuration with these values; what is not among them is as it is by default.
   *
   * @throws IllegalArgumentException saying what a value must be
   */
  public static ServerConfiguration of(Map<Setting, String> values) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      all.put(setting, values.getOrDefault(setting, setting.standard()).strip());
    }
    String keyFile = all.getOrDefault(Setting.API_KEY_FILE, "");
    return new ServerConfiguration(
        all.getOrDefault(Setting.HOST, ""),
        integer(all, Setting.PORT),
        keyFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(keyFile)),
        list(all.getOrDefault(Setting.ALLOWED_HOSTS, "")),
        integer(all, Setting.WORKERS),
        integer(all, Setting.PLACES),
        Duration.ofSeconds(integer(all, Setting.UPLOAD_SECONDS)),
        Duration.ofSeconds(integer(all, Setting.IDLE_SECONDS)),
        Duration.ofSeconds(integer(all, Setting.SHUTDOWN_SECONDS)),
        flag(all, Setting.ACCESS_LOG));
  }

  private static int integer(Map<Setting, String> values, Setting setting) {
    String text = values.getOrDefault(setting, "");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number, not '" + text + "'", e);
    }
  }

  private static boolean flag(Map<Setting, String> values, Setting setting) {
    String text = values.getOrDefault(setting, "");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false, not '" + text + "'");
    };
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Whether others than this computer can reach the server, and need no key for it. */
  public boolean isOpenToAll() {
    return apiKeyFile.isEmpty() && !RequestOrigin.isLoopback(host);
  }

  /** The values as they are written in a file; {@link #of} reads them. */
  public Map<Setting, String> values() {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, value(setting));
    }
    return values;
  }

  private String value(Setting setting) {
    return switch (setting) {
      case HOST -> host;
      case PORT -> Integer.toString(port);
      case API_KEY_FILE -> apiKeyFile.map(Path::toString).orElse("");
      case ALLOWED_HOSTS -> String.join(",", allowedHosts);
      case WORKERS -> Integer.toString(workers);
      case PLACES -> Integer.toString(places);
      case UPLOAD_SECONDS -> Long.toString(uploadTime.toSeconds());
      case IDLE_SECONDS -> Long.toString(idleTime.toSeconds());
      case SHUTDOWN_SECONDS -> Long.toString(shutdownTime.toSeconds());
      case ACCESS_LOG -> Boolean.toString(accessLog);
    };
  }
}
