package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pictures that cannot be judged, and answers that are not sure. */
@InBrowser
class GatesBrowserTest {
  static Stream<Arguments> badPictures() {
    return Stream.of(
        Arguments.of(Pictures.blurred(), "blurred", "reason.blurred"),
        Arguments.of(Pictures.dark(), "too-dark", "reason.tooDark"),
        Arguments.of(Pictures.skin(), "no-lesion", "reason.noLesion"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badPictures")
  void aPictureThatCannotBeJudgedGetsReasonsWithAdviceAndNoNumbers(
      FilePayload picture, String reason, String key, Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = visit.assess(picture);
    assertThat(answer.get("decision").asString()).isEqualTo("NOT_ASSESSABLE");
    assertThat(answer.at("/findings").findValuesAsString("name")).contains(reason);
    assertThat(visit.verdict()).hasText(visit.words().of("decision.notAssessable"));
    assertThat(visit.verdict()).isFocused();
    Locator reasons = visit.page().locator(".verdict > .reasons");
    assertThat(reasons).containsText(visit.words().of(key));
    assertThat(reasons).containsText(visit.words().of(key + ".do"));
    Locator main = visit.page().locator("main");
    assertThat(main).not().containsText(visit.words().of("result.malignant"));
    assertThat(main).not().containsText("%");
    assertThat(main.locator("diagnosis-bars, risk-ruler, .threshold, .legend")).hasCount(0);
    assertThat(main.locator("heat-map img")).isVisible();
    assertThat(main.locator("heat-map canvas")).isHidden();
    assertThat(visit.page().locator("#announcer")).containsText(visit.words().of(key));
    assertThat(visit.page().locator("#announcer")).not().containsText("%");
    visit.screenshot("not-assessable-" + reason);
  }

  @Test
  void afterAPictureThatCannotBeJudgedAnotherOneIsChosenAtOnce(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.blurred());
    visit
        .dialogue(() -> visit.field("next.choose").click(new Locator.ClickOptions().setForce(true)))
        .setFiles(Pictures.sample("naevus"));
    visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(visit.page().locator(".verdict .big")).hasCount(2);
  }

  @Test
  void orACloserLookIsTakenAtTheSamePicture(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.skin());
    visit.button("next.crop").click();
    assertThat(visit.field("crop.use")).isVisible();
    assertThat(visit.page().locator(".file-name")).hasText("skin.png");
  }

  @Test
  void aReasonIsGivenInTheLanguageOfThePage(Visits visits) {
    Visit visit = visits.open("/", options -> options.setLocale("de-DE"));
    visit.assess(Pictures.dark());
    assertThat(visit.verdict()).hasText("Nicht beurteilbar");
    assertThat(visit.page().locator(".verdict .reasons li").first())
        .hasText("Das Bild ist zu dunkel. " + visit.words().of("reason.tooDark.do"));
    assertThat(visit.page().locator(".verdict [lang=en]")).hasCount(0);
  }

  @Test
  void anAnswerThatIsNotSureSaysSoAndKeepsItsNumbers(Visits visits) {
    try (TestServer unsure = TestServer.unsure()) {
      Visit visit = visits.at(unsure).open();
      JsonNode answer = visit.assess(Pictures.sample("naevus"));
      assertThat(visit.verdict()).hasText(visit.words().of("decision.uncertain"));
      assertThat(visit.page().locator(".verdict .reasons"))
          .containsText(visit.words().of("reason.bothPossible"));
      assertThat(visit.page().locator(".verdict .big").first())
          .hasText(Figures.percent(answer.get("pMalignant").asDouble()));
      assertThat(visit.page().locator(".verdict-head .shape.doubt")).isVisible();
      for (String end : List.of("80", "99")) {
        visit.field("threshold.label").fill(end);
        assertThat(visit.verdict()).hasText(visit.words().of("decision.uncertain"));
      }
      visit.text("details.heading").click();
      assertThat(visit.page().locator(".details"))
          .containsText(visit.words().of("sets.both", "level", Figures.fixed(90, 0) + "\u00a0%"));
      visit.isAccessible();
      visit.screenshot("uncertain");
      visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      visit.isAccessible();
      visit.screenshot("uncertain-dark");
    }
  }

  @Test
  void anAnswerThatALowSensitivityLetsPassIsRemarkedOn(Visits visits) {
    Visit visit = visits.open();
    visit.changeAnswers(
        answer -> {
          answer.put("decision", "SUSPICIOUS").put("pMalignant", 0.4);
          for (JsonNode set : answer.at("/gates/sets")) {
            boolean benign = set.get("level").asDouble() > 0.9;
            ((ObjectNode) set).put("malignant", true).put("benign", benign);
          }
        });
    visit.assess(Pictures.sample("naevus"));
    Locator remark = visit.page().locator(".verdict .remarks");
    String words = visit.words().of("reason.benignRuledOut");
    assertThat(visit.verdict()).hasText(visit.words().of("decision.suspicious"));
    assertThat(visit.page().locator("main")).not().containsText(words);
    visit.field("threshold.label").fill("80");
    assertThat(visit.verdict()).hasText(visit.words().of("decision.below"));
    assertThat(remark).containsText(words);
    visit.isAccessible();
    visit.field("threshold.label").fill("95");
    assertThat(visit.page().locator("main")).not().containsText(words);
  }

  @Test
  void theDetailsTellSetsAndNoveltyToThoseWhoOpenThem(Visits visits) {
    Visit visit = visits.open();
    JsonNode gates = visit.assess(Pictures.sample("melanoma")).get("gates");
    Locator details = visit.page().locator("details.details");
    assertThat(visit.heading("sets.heading")).isHidden();
    visit.text("details.heading").press("Enter");
    assertThat(details.locator("li")).hasCount(2);
    for (JsonNode set : gates.get("sets")) {
      String key =
          set.get("malignant").asBoolean()
              ? set.get("benign").asBoolean() ? "sets.both" : "sets.malignant"
              : set.get("benign").asBoolean() ? "sets.benign" : "sets.neither";
      String level = Figures.fixed(100 * set.get("level").asDouble(), 0) + "\u00a0%";
      assertThat(details).containsText(visit.words().of(key, "level", level));
    }
    assertThat(details)
        .containsText(
            visit
                .words()
                .of(
                    "novelty.value",
                    "value",
                    Figures.fixed(gates.get("novelty").asDouble(), 2),
                    "limit",
                    Figures.fixed(gates.get("noveltyLimit").asDouble(), 2)));
    visit.wholeScreenshot("details");
  }

  @Test
  void theDetailsOfAPictureThatCannotBeJudgedTellWhatWasMeasured(Visits visits) {
    Visit visit = visits.open();
    JsonNode finding = visit.assess(Pictures.dark()).at("/findings/0");
    visit.text("details.measured").click();
    assertThat(visit.page().locator("details.details"))
        .containsText(
            visit
                .words()
                .of(
                    "measured.value",
                    "value",
                    Figures.fixed(finding.get("value").asDouble(), 0),
                    "limit",
                    Figures.fixed(finding.get("limit").asDouble(), 0)));
    assertThat(visit.heading("sets.heading")).hasCount(0);
  }

  @Test
  void aRemarkLeavesTheDecision(Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = visit.assess(Pictures.cutOff());
    assertThat(answer.at("/findings").findValuesAsString("name")).containsExactly("lesion-cut-off");
    assertThat(answer.get("decision").asString()).isIn("SUSPICIOUS", "LIKELY_BENIGN");
    Locator remarks = visit.page().locator(".verdict .remarks");
    assertThat(remarks).hasAttribute("aria-label", visit.words().of("reasons.remarks"));
    assertThat(remarks).containsText(visit.words().of("reason.lesionCutOff"));
    assertThat(visit.page().locator(".verdict .big")).hasCount(2);
    visit.screenshot("remark");
  }

  @Test
  void aPictureIsLookedAtThoroughlyWhereThatIsWanted(Visits visits) {
    Visit visit = visits.open();
    visit.choose(Pictures.sample("melanoma"));
    visit.field("thorough.use").check();
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(visit.page().locator(".agreement")).hasText(agreement(visit, answer));
    visit.screenshot("thorough");
    visit.field("threshold.label").fill("85");
    JsonNode views = answer.get("agreement");
    assertThat(visit.page().locator(".agreement"))
        .hasText(
            visit
                .words()
                .of(
                    "thorough.range",
                    "views",
                    8,
                    "low",
                    Figures.percent(views.get("lowest").asDouble()),
                    "high",
                    Figures.percent(views.get("highest").asDouble())));
    visit.button("result.another").click();
    visit.choose(Pictures.sample("naevus"));
    assertThat(visit.field("thorough.use")).isChecked();
  }

  @Test
  void anAnswerCanBeCheckedThoroughlyAfterwards(Visits visits) {
    Visit visit = visits.open();
    assertThat(visit.assess(Pictures.sample("naevus")).has("agreement")).isFalse();
    assertThat(visit.page().locator(".agreement")).hasCount(0);
    JsonNode answer = visit.answerTo(() -> visit.button("thorough.again").click());
    assertThat(visit.page().locator(".agreement")).hasText(agreement(visit, answer));
    assertThat(visit.verdict()).isFocused();
    assertThat(visit.button("thorough.again")).hasCount(0);
    assertThat(visit.page().locator("heat-map img")).hasJSProperty("naturalWidth", 600);
  }

  @Test
  void anAnswerIsNotLostWhereCheckingItFailsOrIsCancelled(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("naevus"));
    String decision = visit.verdict().textContent();
    visit.context().route("**/api/v1/assessments?*", route -> {});
    visit.button("thorough.again").click();
    visit.button("dialog.cancel").click();
    assertThat(visit.verdict()).hasText(decision);
    visit.loseTheLine();
    visit.context().unroute("**/api/v1/assessments?*");
    visit.button("thorough.again").click();
    assertThat(visit.page().locator("#banner"))
        .containsText(visit.words().of("problem.unreachable"));
    assertThat(visit.verdict()).hasText(decision);
    visit.context().setOffline(false);
    visit.answerTo(() -> visit.button("problem.retry").click());
    assertThat(visit.page().locator(".agreement")).isVisible();
    assertThat(visit.page().locator("#banner")).isEmpty();
  }

  @Test
  void theTableSaysWhyAPictureCannotBeJudgedAndPutsItLast(Visits visits) throws IOException {
    Visit visit = withTable(visits);
    assertThat(visit.page().locator("tbody tr").last()).containsText("dark.png");
    Locator row = rowOf(visit, "dark.png");
    assertThat(row).containsText(visit.words().of("decision.notAssessable"));
    assertThat(row).containsText(visit.words().of("reason.tooDark"));
    assertThat(row).not().containsText("%");
    assertThat(visit.text("many.notJudged.one", "count", 1)).isVisible();
    visit.screenshot("table-not-assessable");
    List<String> lines = csv(visit);
    assertThat(lines.get(1)).startsWith("dark.png,NOT_ASSESSABLE,,,,,,,,,,").contains(",too-dark");
    assertThat(lines.get(2)).startsWith("synthetic-naevus.jpg,").doesNotContain("NOT_ASSESSABLE");
  }

  @Test
  void allOfATableCanBeCheckedThoroughly(Visits visits) {
    Visit visit = withTable(visits);
    visit.button("thorough.againAll").click();
    Locator row = rowOf(visit, "synthetic-naevus.jpg");
    String views = visit.words().of("thorough.short", "low", ".*", "high", ".*");
    assertThat(row).containsText(Pattern.compile(views));
    assertThat(visit.button("thorough.againAll")).hasCount(0);
    JsonNode answer =
        visit.answerTo(
            () -> visit.button("many.openNamed", "name", "synthetic-naevus.jpg").click());
    assertThat(answer.at("/agreement/views").asInt()).isEqualTo(8);
  }

  @Test
  void theHistoryKeepsThatAPictureCouldNotBeJudged(Visits visits) {
    Visit visit = visits.open();
    for (FilePayload picture : List.of(Pictures.sample("naevus"), Pictures.blurred())) {
      visit.follow("nav.assess");
      visit.assess(picture);
      visit.button("keep.button").click();
      visit.field("keep.mole").fill("arm");
      visit.page().keyboard().press("Enter");
      assertThat(visit.page().locator("#announcer")).hasText(visit.words().of("keep.done"));
    }
    visit.follow("nav.history");
    Locator entry = visit.page().locator(".entries li").last();
    assertThat(entry).containsText(visit.words().of("decision.notAssessable"));
    assertThat(entry).containsText(visit.words().of("reason.blurred"));
    assertThat(entry).not().containsText("%");
    assertThat(visit.page().locator(".change")).hasText(visit.words().of("compare.none"));
    visit.wholeScreenshot("history-not-assessable");
    visit.isAccessible();
  }

  @Test
  void theReportGivesReasonsInsteadOfNumbers(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.blurred());
    visit.button("result.report").click();
    Locator sheet = visit.page().locator("article.sheet");
    assertThat(sheet).containsText(visit.words().of("decision.notAssessable"));
    assertThat(sheet).containsText(visit.words().of("reason.blurred.do"));
    assertThat(sheet).not().containsText(visit.words().of("result.malignant"));
    assertThat(sheet.locator("table")).hasCount(0);
    visit.isAccessible();
    visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    visit.wholeScreenshot("report-not-assessable");
  }

  @Test
  void theReportTellsSetsAndAgreement(Visits visits) {
    Visit visit = visits.open();
    visit.choose(Pictures.sample("melanoma"));
    visit.field("thorough.use").check();
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    visit.button("result.report").click();
    Locator sheet = visit.page().locator("article.sheet");
    assertThat(sheet).containsText(visit.words().of("sets.heading"));
    assertThat(sheet).containsText(visit.words().of("novelty.heading"));
    assertThat(sheet).containsText(agreement(visit, answer));
    visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    visit.wholeScreenshot("report-thorough");
  }

  @Test
  void aModelWithoutGatesSaysSoWhereverItAnswers(Visits visits) {
    try (TestServer old = TestServer.withoutGates()) {
      Visit visit = visits.at(old).open();
      assertThat(visit.assess(Pictures.blurred()).get("decision").asString())
          .isNotEqualTo("NOT_ASSESSABLE");
      assertThat(visit.text("gates.none")).isVisible();
      assertThat(visit.page().locator("details.details")).hasCount(0);
      visit.isAccessible();
      visit.screenshot("without-gates");
      visit.button("result.report").click();
      assertThat(visit.text("gates.none")).isVisible();
      visit.follow("nav.about");
      assertThat(visit.text("gates.none")).isVisible();
      visit.follow("nav.assess");
      visit.choose(Pictures.blurred(), Pictures.dark());
      assertThat(visit.text("gates.none")).isVisible();
      assertThat(visit.text("many.count", "done", 2, "all", 2)).isVisible();
    }
  }

  @Test
  void aModelWithGatesDoesNot(Visits visits) {
    Visit visit = visits.open("/#/about", options -> {});
    assertThat(visit.text("about.gates.some")).isVisible();
    assertThat(visit.text("gates.none")).hasCount(0);
  }

  private static String agreement(Visit visit, JsonNode answer) {
    JsonNode views = answer.get("agreement");
    return visit
        .words()
        .of(
            "thorough.agreement",
            "same",
            views.get("same").asInt(),
            "views",
            8,
            "low",
            Figures.percent(views.get("lowest").asDouble()),
            "high",
            Figures.percent(views.get("highest").asDouble()));
  }

  private static Visit withTable(Visits visits) {
    Visit visit = visits.open();
    visit.choose(Pictures.dark(), Pictures.sample("naevus"));
    assertThat(visit.text("many.count", "done", 2, "all", 2)).isVisible();
    return visit;
  }

  private static Locator rowOf(Visit visit, String name) {
    return visit.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static List<String> csv(Visit visit) throws IOException {
    Download download = visit.page().waitForDownload(() -> visit.button("many.csv").click());
    return Files.readString(download.path(), StandardCharsets.UTF_8).lines().toList();
  }
}
