package org.melascope.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.melascope.batch.BatchException;

class SparkEngineTest {
  @TempDir private Path folder;

  @Test
  void whatSparkRefusesIsToldAsItsFailureAndNotAsAFaultOfTheProgram() {
    String none = folder.resolve("none").toString();
    Exception refusal = catchException(() -> LocalSpark.session().read().parquet(none));
    assertThatThrownBy(() -> SparkEngine.failure(refusal))
        .isInstanceOf(BatchException.class)
        .hasMessageContaining("Spark gave up: ")
        .hasMessageContaining(none);
  }

  @Test
  void aFaultOfTheProgramStaysOne() throws BatchException {
    IllegalStateException fault = new IllegalStateException("wrong");
    assertThat(SparkEngine.failure(fault)).isSameAs(fault);
  }
}
