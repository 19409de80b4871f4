package org.melascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.BundleDescription;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.image.LesionImage;
import org.melascope.network.Network;

/**
 * How the bundles were made that lie in the core as examples of the format's versions. They stay as
 * they are when the format or the export changes, for they hold that old bundles stay readable.
 */
class CoreFixtureTest {
  private static final Path FIXTURES = Path.of("../core/src/test/resources");

  /** Only for a new format version, into a folder of that version. */
  @Test
  @EnabledIfSystemProperty(named = "melascope.fixture", matches = "write")
  void isWritten() {
    TinyBundle.write(FIXTURES.resolve("bundle-v" + BundleDescription.FORMAT_VERSION));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void answersLikeABundleMadeToday(int version, @TempDir Path folder)
      throws UnusableBundleException {
    Bundle old = Bundle.open(FIXTURES.resolve("bundle-v" + version));
    Bundle made = Bundle.open(TinyBundle.write(folder));
    assertThat(old.description().operatingCurve()).isEqualTo(made.description().operatingCurve());
    assertThat(logits(old)).containsExactly(logits(made), within(1e-4f));
  }

  private static float[] logits(Bundle bundle) throws UnusableBundleException {
    BundleDescription description = bundle.description();
    byte[] rgb = new byte[3 * 40 * 30];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * i);
    }
    float[] tensor = description.preprocessing().apply(LesionImage.of(40, 30, rgb));
    try (Network network = bundle.openNetwork(1)) {
      return network.run(List.of(tensor)).get(0).logits();
    }
  }
}
