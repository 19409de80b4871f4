package org.melascope.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.melascope.image.Framing;
import org.melascope.image.Preprocessing;
import org.melascope.training.augmentation.Augmentation;

class RecipeTest {
  private static final Recipe RECIPE =
      Recipes.of(Method.SCRATCH, Recipes.epochs(3), Recipes.TURNS, 1);

  @Test
  void refusesPreprocessingForANetworkOfAnotherSize() {
    Preprocessing larger =
        new Preprocessing(
            224, Framing.WHOLE_FRAME, 1, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
    assertThatThrownBy(
            () ->
                new Recipe(
                    RECIPE.backbone(),
                    RECIPE.method(),
                    RECIPE.optimisation(),
                    RECIPE.augmentation(),
                    larger,
                    Map.of(),
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("preprocessing.size is 224")
        .hasMessageContaining("needs 32");
  }

  @Test
  void namesTheFieldsInWhichAnotherOneDiffers() {
    assertThat(JsonDifferences.between(RECIPE, RECIPE)).isEmpty();
    Recipe other =
        Recipes.of(
            Method.FINE_TUNE,
            Recipes.epochs(4),
            new Augmentation(1, 0.5, 1, true, 0, 0, 0, 0, 0, 0, 0),
            1);
    assertThat(JsonDifferences.between(RECIPE, other))
        .containsExactly(
            "augmentation.rotation false became true",
            "augmentation.zoomIn 1.0 became 0.5",
            "method \"SCRATCH\" became \"FINE_TUNE\"",
            "optimisation.epochs 3 became 4");
  }

  @Test
  void namesASourceThatIsShownByAnotherShare() {
    Recipe half = Recipes.withShares(RECIPE, Map.of("kaggle", 0.5));
    assertThat(JsonDifferences.between(RECIPE, half))
        .containsExactly("shares.kaggle not given became 0.5");
    assertThat(JsonDifferences.between(half, RECIPE))
        .containsExactly("shares.kaggle 0.5 became not given");
  }

  @Test
  void refusesAShareOutOfRange() {
    for (double share : new double[] {0, -0.1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> Recipes.withShares(RECIPE, Map.of("kaggle", share)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("share of kaggle")
          .hasMessageContaining("above 0 and at most 1");
    }
  }
}
