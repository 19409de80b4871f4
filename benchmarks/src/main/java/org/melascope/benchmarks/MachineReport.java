package org.melascope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.melascope.bundle.Bundle;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was measured on, and with: {@code machine.json}. */
public final class MachineReport {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private MachineReport() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    Bundle bundle = Checkout.bundle();
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processor", processor());
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("java", System.getProperty("java.runtime.version"));
    machine.put("network", bundle.description().identity());
    machine.put("gates", bundle.gates().isPresent());
    machine.put(
        "arithmetic",
        NetworkArithmetic.of(bundle.model(), bundle.description().preprocessing().size()));
    Files.write(Checkout.results("machine.json"), JSON.writeValueAsBytes(machine));
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return "unknown";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
