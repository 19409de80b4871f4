package org.melascope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.util.ListStatistics;
import tools.jackson.databind.JsonNode;

/**
 * Makes {@code docs/performance.md} of what was measured, and prints it: times beside their ratios
 * to the bare network of the same run and to the arithmetic in it.
 */
public final class PerformanceTable {
  private final JsonNode machine = read("machine.json");
  private final JsonNode way = read("way.json");
  private final JsonNode start = read("start.json");
  private final JsonNode load = read("serve-load.json");
  private final List<String> lines = new ArrayList<>();

  private PerformanceTable() throws IOException {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    PerformanceTable table = new PerformanceTable();
    table.write();
    String text = String.join("\n", table.lines) + "\n";
    Files.writeString(Checkout.document("performance.md"), text);
    System.out.print(text);
  }

  private static JsonNode read(String name) throws IOException {
    return MachineReport.JSON.readTree(Files.readAllBytes(Checkout.results(name)));
  }

  private void write() {
    line("# How fast it is");
    line("");
    line(
        "Written by `benchmarks/run`, which measures on a machine that does nothing else, from the");
    line(
        "files in [benchmarks/results](../benchmarks/results); `benchmarks/table` writes it again");
    line(
        "without measuring. Times mean little on another machine; the ratios, all of one run, should");
    line("be much the same. The time of a step is the median of JMH's iterations.");
    line("");
    line(
        "Measured on %s (%d processors, %s) with Java %s and ONNX Runtime, the network `%s`%s.",
        text("processor"),
        machine.path("processors").asInt(0),
        text("system"),
        text("java"),
        text("network"),
        machine.path("gates").asBoolean(false) ? " and its gates" : ", whose bundle has no gates");
    line("The pictures are synthetic lesions as JPEGs of about 200 KB and 700,000 pixels.");
    writeNetwork();
    writeWay();
    writeLoad();
    writeStart();
  }

  private String text(String field) {
    return machine.path(field).asString("unknown");
  }

  private void writeNetwork() {
    JsonNode arithmetic = machine.path("arithmetic");
    double operations = arithmetic.path("operations").asDouble(0);
    line("");
    line("## The network");
    line("");
    line(
        "A picture takes %.2f thousand million multiplications and additions. The floor is what",
        operations / 1e9);
    line(
        "these would take at the rate that a product of two large matrices reaches in the same run.");
    line("");
    line("| threads | rate of a product | floor | network | to the floor |");
    line("| --- | --- | --- | --- | --- |");
    for (String threads : List.of("OneThread", "AllThreads")) {
      double rate = MatrixProduct.OPERATIONS / milliseconds(threads + ".product");
      double network = milliseconds(threads + ".network");
      line(
          "| %s | %.0f GFLOP/s | %.1f ms | %.1f ms | %.2f |",
          threads.equals("OneThread") ? "1" : "all",
          rate / 1e6,
          operations / rate,
          network,
          network / (operations / rate));
    }
    line("");
    line("What the operators of ONNX Runtime take of one thread's time:");
    line("");
    line("| operator | ms |");
    line("| --- | --- |");
    arithmetic.path("milliseconds").properties().stream()
        .filter(operator -> operator.getValue().asDouble(0) >= 0.1)
        .sorted((a, b) -> Double.compare(b.getValue().asDouble(0), a.getValue().asDouble(0)))
        .forEach(
            operator -> line("| %s | %.1f |", operator.getKey(), operator.getValue().asDouble(0)));
  }

  private void writeWay() {
    line("");
    line("## The way of one picture");
    line("");
    line("| step | ms | to the bare network | KB allocated |");
    line("| --- | --- | --- | --- |");
    double one = milliseconds("OneThread.network");
    step("decode what the network sees", "PictureBenchmark.decode", one);
    step("decode all pixels instead", "PictureBenchmark.decodeAll", one);
    step("prepare the network's input", "PictureBenchmark.prepare", one);
    step("measure its quality", "PictureBenchmark.quality", one);
    step("**bare network**, one thread", "OneThread.network", one);
    step("from pixels to the assessment", "OneThread.assess", one);
    step("**from bytes to the assessment**, with the evidence", "OneThread.way", one);
    step("draw a heat map", "OneThread.heatMap", one);
    double all = milliseconds("AllThreads.network");
    step("**bare network**, all threads", "AllThreads.network", all);
    step("**from bytes to the assessment**, all threads", "AllThreads.way", all);
  }

  private void step(String name, String benchmark, double network) {
    line(
        "| %s | %.2f | %.3f | %.0f |",
        name,
        milliseconds(benchmark),
        milliseconds(benchmark) / network,
        result(benchmark)
                .path("secondaryMetrics")
                .path("gc.alloc.rate.norm")
                .path("score")
                .asDouble(0)
            / 1000);
  }

  private JsonNode result(String benchmark) {
    for (JsonNode result : way) {
      if (result.path("benchmark").asString("").replace('$', '.').endsWith("." + benchmark)) {
        return result;
      }
    }
    throw new IllegalStateException("way.json has no " + benchmark + "; run benchmarks/run");
  }

  /**
   * The median of the iterations: where a machine is shared, a single one can take twice as long.
   */
  private double milliseconds(String benchmark) {
    double[] iterations =
        result(benchmark)
            .path("primaryMetric")
            .path("rawData")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .mapToDouble(iteration -> iteration.asDouble(0))
            .toArray();
    return new ListStatistics(iterations).getPercentile(50);
  }

  private void writeLoad() {
    double clients = load.path("clients").asDouble(0);
    double bare = load.path("bareNetwork").asDouble(0);
    double server = load.path("server").asDouble(0);
    double p99 = load.path("milliseconds").path("p99").asDouble(0);
    JsonNode memory = load.path("residentMegabytes");
    line("");
    line("## Many pictures");
    line("");
    line(
        "%.0f clients post for %d s, each its next picture when it has its answer, and share the",
        clients, load.path("seconds").asInt(0));
    line("processors with the server (`benchmarks/serve-load`).");
    line("");
    line("| | |");
    line("| --- | --- |");
    line("| bare network | %.1f pictures/s |", bare);
    line(
        "| without a server, from bytes to assessments | %.1f pictures/s, %.3f of the bare network |",
        load.path("withoutServer").asDouble(0), load.path("withoutServer").asDouble(0) / bare);
    line("| **server** | %.1f pictures/s, **%.3f** of the bare network |", server, server / bare);
    line("| answers | %s |", load.path("answers"));
    line(
        "| p50, p99 | %.0f ms, %.0f ms; p99 is %.2f of the time that a queue of so many takes |",
        load.path("milliseconds").path("p50").asDouble(0), p99, p99 / (1000 * clients / server));
    line("| resident memory | %s MB |", memory);
  }

  private void writeStart() {
    line("");
    line("## Start");
    line("");
    line(
        "From `exec` of the launcher, built before, the median of %d.",
        start.path("rounds").asInt(0));
    line("");
    line("| | ms |");
    line("| --- | --- |");
    line("| the launcher alone, until it becomes Java | %.0f |", median("launcher"));
    line("| `./melascope --version` | %.0f |", median("version"));
    line("| `./melascope classify` of one picture | %.0f |", median("classify"));
    line("| `./melascope serve` until it is ready | %.0f |", median("serve"));
  }

  private double median(String which) {
    if (!start.has(which)) {
      throw new IllegalStateException("start.json has no " + which + "; run benchmarks/run");
    }
    return start.path(which).path("median").asDouble(0);
  }

  private void line(String format, Object... values) {
    lines.add(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
  }
}
