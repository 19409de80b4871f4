package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The threshold and what follows from it, against numbers that are computed here from the curve
 * that the server tells.
 */
@InBrowser
class ThresholdBrowserTest {
  /** Moves the slider over ten values, and writes down what a screen reader says from then on. */
  private static final String SLIDE =
      """
      panel => {
        window.heard = [];
        const live = [...panel.querySelectorAll('[role=status], [aria-live], output')]
            .filter(region => region.ariaLive !== 'off');
        for (const region of live) {
          new MutationObserver(() => heard.push(region.textContent))
              .observe(region, { childList: true, subtree: true, characterData: true });
        }
        const slider = panel.querySelector('input[type=range]');
        const before = live.map(region => region.textContent);
        for (let value = 94; value >= 85; value--) {
          slider.value = value;
          slider.dispatchEvent(new Event('input'));
        }
        if (live.some((region, i) => region.textContent !== before[i])) {
          heard.push('at once');
        }
      }
      """;

  @Test
  void theSliderReachesAllSensitivitiesByKeyboard(Visits visits) {
    Visit visit = withAnswer(visits);
    Locator slider = visit.field("threshold.label");
    assertThat(slider).hasValue("95");
    slider.focus();
    visit.page().keyboard().press("Home");
    assertThat(slider).hasValue("80");
    assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("80.%"));
    visit.page().keyboard().press("ArrowRight");
    assertThat(slider).hasValue("81");
    visit.page().keyboard().press("End");
    assertThat(slider).hasValue("99");
  }

  @ParameterizedTest
  @CsvSource({"80", "90", "95", "99"})
  void theMeasuredFiguresAreThoseOfTheCurve(int target, Visits visits) {
    Visit visit = withAnswer(visits);
    visit.field("threshold.label").fill(String.valueOf(target));
    JsonNode point = visits.api().operatingPoint(target);
    assertThat(visit.page().locator(".figures dd"))
        .hasText(
            new String[] {
              share(point.get("sensitivity")),
              share(point.get("melanomaSensitivity")),
              share(point.get("specificity"))
            });
    assertThat(visit.page().locator(".figures [lang=en]")).hasText(point.get("data").asString());
    assertThat(visit.page().locator(".figures"))
        .containsText(String.format("%,d", point.at("/specificity/trials").asInt()));
  }

  @Test
  void theFiguresOnTestPicturesAreALinkAway(Visits visits) {
    Visit visit = withAnswer(visits);
    visit.page().locator(".figures a").click();
    assertThat(visit.heading("about.evaluation")).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"95, 0.05", "95, 0.005", "80, 0.2", "99, 0.5"})
  void naturalFrequenciesFollowFromTheCurveAndThePrevalence(
      int target, double prevalence, Visits visits) {
    Visit visit = withAnswer(visits);
    visit.field("threshold.label").fill(String.valueOf(target));
    visit
        .field("frequency.label")
        .selectOption(new SelectOption().setValue(String.valueOf(prevalence)));
    JsonNode point = visits.api().operatingPoint(target);
    Crowd crowd =
        Crowd.of(
            point.at("/sensitivity/value").asDouble(),
            point.at("/specificity/value").asDouble(),
            prevalence);
    Locator frequencies = visit.page().locator(".frequencies");
    assertThat(frequencies)
        .containsText(crowd.suspicious(visit.words(), "frequency.suspicious.malignant"));
    assertThat(frequencies).containsText(crowd.below(visit.words(), "frequency.below.malignant"));
  }

  @Test
  void melanomasAreCountedWithTheirOwnSensitivity(Visits visits) {
    Visit visit = withAnswer(visits);
    visit.field("frequency.label").selectOption(new SelectOption().setValue("0.02"));
    visit.field("frequency.counted").selectOption("melanoma");
    JsonNode point = visits.api().operatingPoint(95);
    Crowd crowd =
        Crowd.of(
            point.at("/melanomaSensitivity/value").asDouble(),
            point.at("/specificity/value").asDouble(),
            0.02);
    Locator frequencies = visit.page().locator(".frequencies");
    assertThat(frequencies)
        .containsText(crowd.suspicious(visit.words(), "frequency.suspicious.melanoma"));
    assertThat(frequencies).containsText(crowd.below(visit.words(), "frequency.below.melanoma"));
  }

  @Test
  void theDecisionFollowsTheThreshold(Visits visits) {
    Visit visit = visits.open();
    double probability = visit.assess(Pictures.sample("melanoma")).get("pMalignant").asDouble();
    for (int target = 80; target <= 99; target++) {
      visit.field("threshold.label").fill(String.valueOf(target));
      double threshold = visits.api().operatingPoint(target).get("threshold").asDouble();
      assertThat(visit.verdict())
          .hasText(
              visit
                  .words()
                  .of(probability >= threshold ? "decision.suspicious" : "decision.below"));
    }
  }

  /** What the slider passes on its way is seen, not heard. */
  @Test
  void whatTheResultMeansIsSaidOnceTheSliderRests(Visits visits) {
    Visit visit = withAnswer(visits);
    Locator panel = visit.page().locator(".threshold");
    Locator meaning = panel.locator(".frequencies");
    Locator spoken = panel.getByRole(AriaRole.STATUS).and(panel.locator(":not(output)"));
    panel.evaluate(SLIDE);
    assertThat(spoken).containsText(meaning.locator("p").first().textContent());
    List<?> heard = (List<?>) visit.page().evaluate("() => heard");
    assertThat(heard).asString().isEqualTo(List.of(spoken.textContent()).toString());
    assertThat(visit.field("threshold.label")).hasValue("85");
    assertThat(panel.locator("output")).hasText("85 %");
  }

  /** The next picture is asked about at the setting that the reader chose for the one before. */
  @Test
  void theNextPictureIsAskedAboutAtTheChosenSensitivity(Visits visits) {
    Visit visit = withAnswer(visits);
    visit.field("threshold.label").fill("90");
    visit.button("result.another").click();
    JsonNode answer = visit.answerTo(() -> visit.page().keyboard().press("3"));
    assertThat(answer.at("/operatingPoint/targetSensitivity").asDouble()).isEqualTo(0.9);
    assertThat(visit.field("threshold.label")).hasValue("90");
  }

  private static Visit withAnswer(Visits visits) {
    Visit visit = visits.open();
    visit.answerTo(() -> visit.page().keyboard().press("2"));
    return visit;
  }

  private static String share(JsonNode share) {
    return "%s of 100 [%s–%s]"
        .formatted(
            Figures.fixed(100 * share.get("value").asDouble(), 0),
            Figures.fixed(100 * share.get("low").asDouble(), 0),
            Figures.fixed(100 * share.get("high").asDouble(), 0));
  }

  /**
   * Ten million lesions, counted rather than computed with.
   *
   * @param found affected and suspicious; {@code alarmed}: suspicious and not affected; {@code
   *     missed}: affected and below the threshold; {@code spared}: neither
   */
  private record Crowd(double found, double alarmed, double missed, double spared) {
    static Crowd of(double sensitivity, double specificity, double prevalence) {
      double affected = 10_000_000 * prevalence;
      double others = 10_000_000 - affected;
      double found = sensitivity * affected;
      double spared = specificity * others;
      return new Crowd(found, others - spared, affected - found, spared);
    }

    String suspicious(Words words, String key) {
      return sentence(words, key, found / (found + alarmed));
    }

    String below(Words words, String key) {
      return sentence(words, key, missed / (missed + spared));
    }

    /** Of 100 where that leaves two digits, else of 1,000, or of 10,000. */
    private static String sentence(Words words, String key, double share) {
      int of = share >= 0.095 ? 100 : share >= 0.001 ? 1000 : 10_000;
      return words.of(
          key + (Math.round(of * share) == 1 ? ".one" : ".other"),
          "of",
          String.format("%,d", of),
          "count",
          Figures.fixed(of * share, 0),
          "percent",
          Figures.percent(share),
          "npv",
          Figures.percent(1 - share));
    }
  }
}
