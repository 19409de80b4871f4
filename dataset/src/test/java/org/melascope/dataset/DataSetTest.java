package org.melascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataSetTest {
  private static LabelledPicture of(String source, int number) {
    String name = source + number + ".jpg";
    return new LabelledPicture(
        name, Path.of(name), source, Split.TRAIN, Optional.empty(), Optional.empty(), Map.of());
  }

  @Test
  void leavesSourcesOut() {
    List<LabelledPicture> pictures = List.of(of("a", 1), of("b", 1), of("a", 2), of("c", 1));
    DataSet data = new DataSet("some", Provenance.of("made up", new byte[0]), pictures);

    DataSet rest = data.withoutSources(Set.of("a", "c"));

    assertThat(rest.pictures()).containsExactly(pictures.get(1));
    assertThat(rest.provenance().description()).isEqualTo("made up without a, c");
    assertThat(rest.provenance().sha256()).isNotEqualTo(data.provenance().sha256());
    assertThat(data.withoutSources(Set.of())).isEqualTo(data);
  }
}
