package org.melascope.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long whole processes take from {@code exec} to their first answer: {@code start.json}.
 * Everything was built and read from the disk before.
 */
public final class StartTimes {
  private static final int ROUNDS = 9;

  private StartTimes() {}

  private interface Start {
    void run() throws Exception;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Object> times = new LinkedHashMap<>();
    String launcher = Checkout.launcher().toString();
    String sample = Checkout.sample().toString();
    Path nothing = jdkThatDoesNothing();
    Start alone = () -> answer(List.of(launcher, "--version"), Map.of("JAVA_HOME", "" + nothing));
    Start version = () -> answer(List.of(launcher, "--version"), Map.of());
    Start classify = () -> answer(List.of(launcher, "classify", sample), Map.of());
    Start serve = () -> serve(launcher);
    Map<String, Start> starts = new LinkedHashMap<>();
    starts.put("launcher", alone);
    starts.put("version", version);
    starts.put("classify", classify);
    starts.put("serve", serve);
    for (Map.Entry<String, Start> start : starts.entrySet()) {
      times.put(start.getKey(), milliseconds(start.getValue()));
    }
    times.put("rounds", ROUNDS);
    Files.write(Checkout.results("start.json"), MachineReport.JSON.writeValueAsBytes(times));
  }

  /** What the launcher takes for this JDK, but whose Java says a word and ends. */
  private static Path jdkThatDoesNothing() throws IOException {
    Path home = Files.createTempDirectory("jdk");
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho nothing\n");
    Files.copy(java, home.resolve("bin/javac"));
    Files.copy(Path.of(System.getProperty("java.home"), "release"), home.resolve("release"));
    for (Path file : List.of(java, home.resolve("bin/javac"))) {
      if (!file.toFile().setExecutable(true)) {
        throw new IOException(file + " cannot be made executable");
      }
    }
    // What is named last goes first, and a folder goes only when it is empty.
    List.of(home, java.getParent(), java, home.resolve("bin/javac"), home.resolve("release"))
        .forEach(file -> file.toFile().deleteOnExit());
    return home;
  }

  /** The median, the least and the most, after one that does not count. */
  private static Map<String, Double> milliseconds(Start start) throws Exception {
    start.run();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      start.run();
      times.add((System.nanoTime() - begin) / 1e6);
    }
    times.sort(null);
    Map<String, Double> summary = new LinkedHashMap<>();
    summary.put("median", times.get(ROUNDS / 2));
    summary.put("least", times.get(0));
    summary.put("most", times.get(ROUNDS - 1));
    return summary;
  }

  private static void answer(List<String> command, Map<String, String> environment)
      throws IOException {
    Process process = started(command, environment);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      if (out.readLine() == null) {
        throw new IOException(command + " said nothing");
      }
      out.transferTo(Writer.nullWriter());
    }
  }

  /** Until it says of itself that it is ready. */
  private static void serve(String launcher) throws IOException, InterruptedException {
    Process server = started(List.of(launcher, "serve", "--port", "0"), Map.of());
    try {
      HttpURLConnection ready =
          (HttpURLConnection)
              ServeLoad.address(server).resolve("/health/ready").toURL().openConnection();
      if (ready.getResponseCode() != 200) {
        throw new IOException("the server is not ready");
      }
      ready.disconnect();
    } finally {
      server.destroyForcibly();
      server.waitFor();
    }
  }

  private static Process started(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
