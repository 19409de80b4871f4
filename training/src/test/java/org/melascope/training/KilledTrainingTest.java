package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.dataset.DataSet;
import org.melascope.training.weights.Safetensors;
import org.melascope.training.weights.Weights;

/** A training whose process is killed as by {@code kill -9}: no shutdown, no last words. */
class KilledTrainingTest {
  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void goesOnInAnotherProcessToTheVerySameWeights() throws Exception {
    DataSet data = Miniature.draw(folder.resolve("pictures"), 32);
    Path weights = folder.resolve("weights.safetensors");

    // Five batches: two into the second of three epochs of three.
    Process killed = start(5);
    assertThat(linesUntil(killed, TrainingProcess.WAITING)).contains(TrainingProcess.WAITING);
    killed.destroyForcibly().waitFor();
    assertThat(killed.exitValue()).isNotZero();
    assertThat(weights).doesNotExist();
    assertThat(Checkpoint.latest(folder.resolve("training")).orElseThrow().progress().steps())
        .isEqualTo(3);

    Process resumed = start(Integer.MAX_VALUE);
    List<String> said = linesUntil(resumed, TrainingProcess.WAITING);
    assertThat(resumed.waitFor()).as(String.join("\n", said)).isZero();

    Weights undisturbed =
        new Trainer(TrainingProcess.RECIPE, data, folder.resolve("other"), new RecordedProgress())
            .train(TrainingProcess.START);
    assertThat(Safetensors.read(weights)).isEqualTo(undisturbed);
  }

  private Process start(int batches) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The same library with the same number of threads: another number adds up in another order.
    for (String property : List.of("ai.djl.offline", "ai.djl.pytorch.num_threads")) {
      command.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    command.addAll(List.of("-Xmx512m", TrainingProcess.class.getName()));
    command.addAll(
        List.of(
            folder.resolve("pictures").toString(),
            folder.resolve("training").toString(),
            folder.resolve("weights.safetensors").toString(),
            String.valueOf(batches)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  /** What a process says until it ends or says the given line. */
  private static List<String> linesUntil(Process process, String last) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader();
    String line;
    while ((line = reader.readLine()) != null) {
      lines.add(line);
      if (line.equals(last)) {
        break;
      }
    }
    return lines;
  }
}
