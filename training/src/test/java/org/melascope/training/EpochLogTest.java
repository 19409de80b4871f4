package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochLogTest {
  private static final String HEADER =
      "epoch,steps,training_loss,validation_loss,auc_melanoma,auc_malignant,seconds";

  @TempDir Path folder;
  private Path file;
  private EpochLog log;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("made/epochs.csv");
    log = new EpochLog(file);
  }

  @Test
  void hasOneRowPerEpochAndNothingWhereAFigureIsUndefined() throws IOException {
    log.append(new EpochMetrics(1, 10, 1.5, 1.25, Double.NaN, 0.75, 59.6));
    log.append(new EpochMetrics(2, 20, 0.123456, Double.NaN, 1, 0, 3600));
    assertThat(file)
        .hasContent(
            HEADER
                + "\n1,10,1.50000,1.25000,,0.75000,60\n"
                + "2,20,0.12346,,1.00000,0.00000,3600\n");
  }

  @Test
  void replacesTheRowOfAnEpochThatIsTrainedAgainAndWhatFollowsIt() throws IOException {
    for (int epoch = 1; epoch <= 4; epoch++) {
      log.append(metrics(epoch, 1));
    }
    log.append(metrics(2, 7));
    assertThat(Files.readAllLines(file))
        .containsExactly(
            HEADER,
            "1,10,1.00000,1.00000,0.50000,0.50000,1",
            "2,20,7.00000,1.00000,0.50000,0.50000,1");
  }

  @Test
  void beginsAnewWithTheFirstEpoch() throws IOException {
    log.append(metrics(1, 1));
    log.append(metrics(2, 1));
    log.append(metrics(1, 3));
    assertThat(Files.readAllLines(file)).hasSize(2).element(1).asString().startsWith("1,10,3.0");
  }

  @Test
  void goesOnAfterAnEmptyFile() throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    log.append(metrics(3, 1));
    assertThat(Files.readAllLines(file)).hasSize(2).element(1).asString().startsWith("3,30,");
  }

  private static EpochMetrics metrics(int epoch, double trainingLoss) {
    return new EpochMetrics(epoch, 10L * epoch, trainingLoss, 1, 0.5, 0.5, 1);
  }
}
