package org.melascope.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be set of a server. Each setting has one name: {@code port} in a file, {@code --port} on
 * the command line, {@code MELASCOPE_SERVE_PORT} in the environment.
 */
public enum Setting {
  HOST(
      "NAME",
      "127.0.0.1",
      "Interface to listen on. Others than those of this computer itself make the server reachable"
          + " for everybody in the network: give an API key file then."),
  PORT("PORT", "7860", "Port to listen on; 0 takes any that is free."),
  API_KEY_FILE(
      "FILE",
      "",
      "File with the key that calls of the API and of the metrics must bring: one line of at least"
          + " 16 characters. Without it, nobody needs a key."),
  ALLOWED_HOSTS(
      "NAME,...",
      "",
      "Further host names that requests may be meant for, as behind a reverse proxy. A server on a"
          + " loopback interface takes requests for localhost only, any other one takes all if none"
          + " is named here."),
  WORKERS(
      "N",
      Integer.toString(Runtime.getRuntime().availableProcessors()),
      "How many pictures are assessed at the same time, each by one thread. As a rule one for each"
          + " processor."),
  PLACES(
      "N",
      "64",
      "How many requests may be under way, from their first byte to their answer. Further ones are"
          + " told to come back later (429)."),
  UPLOAD_SECONDS(
      "N", "30", "How long a client may take to send its pictures, and then to read its answer."),
  IDLE_SECONDS("N", "20", "How long a connection may say nothing before it is closed."),
  SHUTDOWN_SECONDS(
      "N", "20", "How long a server that is told to stop may go on with what it has begun."),
  ACCESS_LOG(
      "true|false",
      "false",
      "Whether a line is logged for each request: method, address, status and time; no names.");

  /** What the names in the environment begin with. */
  static final String VARIABLE_PREFIX = "MELASCOPE_SERVE_";

  private final String label;
  private final String standard;
  private final String description;

  Setting(String label, String standard, String description) {
    this.label = label;
    this.standard = standard;
    this.description = description;
  }

  /** The name in a file: {@code api-key-file}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name on the command line: {@code --api-key-file}. */
  public String option() {
    return "--" + key();
  }

  /** The name in the environment: {@code MELASCOPE_SERVE_API_KEY_FILE}. */
  public String variable() {
    return VARIABLE_PREFIX + name();
  }

  /** What kind of value it takes, in short. */
  public String label() {
    return label;
  }

  /** The value where none is given; empty for none. */
  public String standard() {
    return standard;
  }

  /** What it does, in a sentence or two. */
  public String description() {
    return description;
  }

  /** The setting with this name in a file. */
  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }

  /** The setting with this name in the environment. */
  static Optional<Setting> ofVariable(String name) {
    return Arrays.stream(values()).filter(setting -> setting.variable().equals(name)).findFirst();
  }
}
