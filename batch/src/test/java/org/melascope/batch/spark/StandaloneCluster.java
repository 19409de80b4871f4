package org.melascope.batch.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone cluster of Spark on the loopback address: a master and workers, each a process of
 * its own, started as Spark's scripts start them, with Spark's jars and none of ours.
 */
final class StandaloneCluster implements AutoCloseable {
  /** What the class path of the tests has that no installation of Spark has. */
  private static final Pattern NOT_OF_SPARK =
      Pattern.compile(
          "/(tools/jackson|com/microsoft|com/twelvemonkeys|info/picocli|org/junit|org/assertj|org/opentest4j"
              + "|org/apiguardian|org/apache/maven|org/melascope|net/bytebuddy|com/fasterxml/jackson/core/jackson-annotations)/");

  /** For processes that do little else than start. */
  static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Likewise: compiling queries of a few rows takes longer than they do. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "spark.executor.memory", "600m",
          "spark.executor.extraJavaOptions", String.join(" ", SHORT_LIVED),
          "spark.driver.host", "127.0.0.1",
          "spark.ui.enabled", "false",
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private static final Pattern ADDRESS = Pattern.compile("spark://127\\.0\\.0\\.1:[1-9]\\d*");

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private final String master;

  private StandaloneCluster(Path folder, int workers) throws IOException {
    this.folder = folder;
    install();
    Path log = folder.resolve("master.log");
    Process process =
        start(
            log,
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0");
    await("the master", process, () -> address(log) != null);
    this.master = String.valueOf(address(log));
    for (int number = 0; number < workers; number++) {
      addWorker(number);
    }
  }

  static StandaloneCluster start(Path folder, int workers) throws IOException {
    return new StandaloneCluster(folder, workers);
  }

  /** Lays Spark out as its archive does. */
  private void install() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> all = new ArrayList<>(Arrays.asList(classPath.split(File.pathSeparator)));
    try (Stream<Path> own = Files.list(Path.of(System.getProperty("spark.own.jars")))) {
      own.map(Path::toString).forEach(all::add);
    }
    for (String entry : all) {
      if (entry.endsWith(".jar")
          && !entry.contains("/melascope-")
          && !NOT_OF_SPARK.matcher(entry).find()) {
        Path jar = Path.of(entry);
        Files.createSymbolicLink(jars.resolve(jar.getFileName().toString()), jar);
      }
    }
  }

  private void addWorker(int number) throws IOException {
    Path log = folder.resolve("worker-" + number + ".log");
    Process worker =
        start(
            log,
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            folder.resolve("work-" + number).toString(),
            master);
    workers.add(worker);
    await("a worker", worker, () -> text(log).contains("Successfully registered with master"));
  }

  /** The master's address. */
  String master() {
    return master;
  }

  /** The processes of the workers. */
  List<Process> workers() {
    return workers;
  }

  /** Starts {@code spark-submit} with the packaged jar. */
  Process submit(Path log, String... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
    SETTINGS.forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
    words.add(System.getProperty("melascope.batch.application"));
    words.addAll(Arrays.asList(arguments));
    return start(log, words.toArray(String[]::new));
  }

  private Process start(Path log, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(System.getProperty("spark.jvm.arguments").split(" ")));
    command.addAll(SHORT_LIVED);
    command.addAll(List.of("-Xmx600m", "-cp", folder.resolve("spark/jars") + "/*"));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    // As Spark's load-spark-env.sh does.
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static String address(Path log) {
    Matcher matcher = ADDRESS.matcher(text(log));
    return matcher.find() ? matcher.group() : null;
  }

  /** What a process has written so far. */
  static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }

  /** Waits for something that a process does; fails when the process ends first. */
  static void await(String what, Process process, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (!process.isAlive() && !done.getAsBoolean()) {
        throw new IllegalStateException(what + " ended with " + process.exitValue());
      }
      LockSupport.parkNanos(20_000_000);
      if (Thread.interrupted()) {
        throw new IllegalStateException(what + ": not in time");
      }
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
