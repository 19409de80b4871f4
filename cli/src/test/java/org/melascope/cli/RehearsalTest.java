package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RehearsalTest {
  @TempDir private Path folder;

  @Test
  void goesThroughWhatTheCommandsDo() {
    Path bundle = TinyBundle.write(folder.resolve("bundle"));
    Path picture = TestPictures.write(folder.resolve("a.jpg"), 0);
    assertThatCode(() -> Rehearsal.rehearse(picture, bundle)).doesNotThrowAnyException();
  }

  @Test
  void failsWhereACommandFails() {
    Path bundle = TinyBundle.write(folder.resolve("bundle"));
    assertThatThrownBy(() -> Rehearsal.rehearse(folder.resolve("missing.jpg"), bundle))
        .hasMessageContaining("classify ended with 1");
  }
}
