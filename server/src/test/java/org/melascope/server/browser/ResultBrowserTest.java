package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the page makes of an answer. */
@InBrowser
class ResultBrowserTest {
  private static final FilePayload MELANOMA = Pictures.sample("melanoma");

  private static final String SHARE_OF_PARENT =
      "element => element.getBoundingClientRect().width / element.parentElement.clientWidth";

  @Test
  void theAnswerIsShownInNumbersWordsAndAShape(Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = visit.assess(MELANOMA);
    Locator verdict = visit.page().locator(".verdict");
    assertThat(verdict.locator("h1")).hasText(visit.words().of(decisionKey(answer)));
    assertThat(verdict.locator("svg.shape")).isVisible();
    assertThat(verdict.locator(".big"))
        .hasText(
            new String[] {
              Figures.percent(answer.get("pMalignant").asDouble()),
              Figures.percent(answer.get("pMelanoma").asDouble())
            });
    assertThat(visit.text("notice")).isVisible();
    assertThat(verdict)
        .containsText(
            visit
                .words()
                .of(
                    "ruler.from",
                    "threshold",
                    Figures.percent(answer.at("/operatingPoint/threshold").asDouble())));
  }

  @Test
  void theSevenDiagnosesAreBarsFromTheLikeliestDown(Visits visits) {
    Visit visit = visits.open();
    JsonNode probabilities = visit.assess(MELANOMA).get("probabilities");
    List<String> codes = new ArrayList<>(probabilities.propertyNames());
    codes.sort(Comparator.comparingDouble((String code) -> -probabilities.get(code).asDouble()));
    Locator bars = visit.page().locator("diagnosis-bars li");
    assertThat(bars).hasCount(7);
    for (int i = 0; i < 7; i++) {
      String code = codes.get(i);
      Locator bar = bars.nth(i);
      assertThat(bar.locator(".bar-name")).hasText(visit.words().of("diagnosis." + code));
      assertThat(bar.locator(".bar-value"))
          .hasText(Figures.percent(probabilities.get(code).asDouble()));
      assertThat(bar.locator("p")).hasText(visit.words().of("diagnosis." + code + ".meaning"));
      double width = ((Number) bar.locator(".bar-fill").evaluate(SHARE_OF_PARENT)).doubleValue();
      assertThat(width).isCloseTo(probabilities.get(code).asDouble(), within(0.02));
    }
  }

  @Test
  void theModelIsNamedWithItsHashAndTheTimeItTook(Visits visits) {
    Visit visit = visits.open();
    JsonNode model = visits.api().model();
    JsonNode answer = visit.assess(MELANOMA);
    Locator provenance = visit.page().locator(".provenance");
    assertThat(provenance).containsText(model.get("name").asString());
    assertThat(provenance).containsText(model.get("sha256").asString().substring(0, 16));
    assertThat(provenance)
        .containsText(Figures.fixed(answer.get("totalMilliseconds").asDouble(), 0) + " ms");
  }

  @Test
  void theAnswerIsReadAloudAndHasTheFocus(Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = visit.assess(MELANOMA);
    assertThat(visit.page().locator("[role=status]#announcer"))
        .hasText(
            visit
                .words()
                .of(
                    "result.announce",
                    "decision",
                    visit.words().of(decisionKey(answer)),
                    "malignant",
                    Figures.percent(answer.get("pMalignant").asDouble())));
    assertThat(visit.verdict()).isFocused();
  }

  @ParameterizedTest
  @CsvSource({
    "SUSPICIOUS, 0.9, decision.suspicious",
    "LIKELY_BENIGN, 0.001, decision.below",
    "UNCERTAIN, 0.5, decision.uncertain",
    "NOT_ASSESSABLE, 0.5, decision.notAssessable"
  })
  void eachDecisionHasItsOwnWordsAndShape(
      String decision, double probability, String key, Visits visits) {
    Visit visit = visits.open();
    visit.changeAnswers(
        answer -> {
          answer.put("decision", decision).put("pMalignant", probability);
          answer
              .putArray("findings")
              .addObject()
              .put("name", "of-a-later-version")
              .put("consequence", decision)
              .put("words", "A reason that this page does not know.")
              .put("advice", "And what to do.")
              .put("value", 1)
              .put("limit", 2);
        });
    visit.assess(MELANOMA);
    assertThat(visit.verdict()).hasText(visit.words().of(key));
    assertThat(visit.text(key + ".meaning")).isVisible();
    assertThat(visit.page().locator(".verdict [lang=en]"))
        .hasText("A reason that this page does not know. And what to do.");
    assertThat(visit.text("notice")).isVisible();
    visit.screenshot("decision-" + decision.toLowerCase(Locale.ROOT));
  }

  /** The shapes, not only the colours, tell the decisions apart. */
  @Test
  void noTwoDecisionsHaveTheSameShape(Visits visits) {
    List<String> shapes = new ArrayList<>();
    for (String decision : List.of("SUSPICIOUS", "LIKELY_BENIGN", "UNCERTAIN", "NOT_ASSESSABLE")) {
      Visit visit = visits.open();
      double probability = decision.equals("SUSPICIOUS") ? 0.9 : 0.001;
      visit.changeAnswers(
          answer -> answer.put("decision", decision).put("pMalignant", probability));
      visit.answerTo(() -> visit.page().keyboard().press("1"));
      shapes.add(visit.page().locator(".verdict svg.shape .outline").getAttribute("d"));
    }
    assertThat(shapes).doesNotHaveDuplicates();
  }

  /** The key of the words for what the server decided. */
  private static String decisionKey(JsonNode answer) {
    return Map.of(
            "SUSPICIOUS", "decision.suspicious",
            "LIKELY_BENIGN", "decision.below",
            "UNCERTAIN", "decision.uncertain",
            "NOT_ASSESSABLE", "decision.notAssessable")
        .get(answer.get("decision").asString());
  }
}
