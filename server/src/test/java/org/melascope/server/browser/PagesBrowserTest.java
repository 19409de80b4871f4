package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** The report and what the page says about the model. */
@InBrowser
class PagesBrowserTest {
  static final List<String> LANGUAGES = Words.LANGUAGES;

  /**
   * What stands without a space on two lines of the report, hyphens aside. Hashes and names that
   * say so may.
   */
  private static final String TORN =
      """
      () => {
        const sheet = document.querySelector('.sheet');
        [sheet, ...sheet.querySelectorAll('*')].forEach(element => element.style.hyphens = 'manual');
        const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
        const torn = [];
        while (texts.nextNode()) {
          const text = texts.currentNode;
          if (!text.parentElement.closest('code, .pairs, [lang=en], .visually-hidden')) {
            for (const word of text.data.matchAll(/[^ \\u00ad\\n/–-]+/g)) {
              const range = document.createRange();
              range.setStart(text, word.index);
              range.setEnd(text, word.index + word[0].length);
              const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
              if (lines.size > 1) {
                torn.push(word[0]);
              }
            }
          }
        }
        return torn;
      }
      """;

  private static final String WIDTH = "() => document.documentElement.scrollWidth";

  @Test
  void theReportHasPictureResultHeatMapModelDateAndLimits(Visits visits) {
    Visit visit = visits.open();
    JsonNode model = visits.api().model();
    JsonNode answer = visit.assess(Pictures.sample("melanoma"));
    visit.button("result.report").click();
    Locator sheet = visit.page().locator("article.sheet");
    assertThat(sheet).containsText(visit.words().of("notice"));
    assertThat(sheet).containsText(visit.words().of("decision.suspicious"));
    assertThat(sheet).containsText(Figures.percent(answer.get("pMalignant").asDouble()));
    assertThat(sheet).containsText(model.get("sha256").asString());
    assertThat(sheet).containsText(visit.words().of("limits.notDevice"));
    assertThat(sheet).containsText("synthetic-melanoma.jpg (600 × 450)");
    assertThat(sheet)
        .containsText((String) visit.page().evaluate("() => String(new Date().getFullYear())"));
    assertThat(sheet.locator("figure > img")).hasJSProperty("naturalWidth", 600);
    assertThat(sheet.locator("canvas")).isVisible();
  }

  @Test
  void onPaperThereIsTheReportAloneAndNoDarkness(Visits visits) {
    Visit visit = visits.open("/", options -> options.setColorScheme(ColorScheme.DARK));
    visit.assess(Pictures.sample("melanoma"));
    visit.button("result.report").click();
    visit.field("report.note").fill("Patient 4711");
    visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(visit.page().locator("header.top")).isHidden();
    assertThat(visit.button("report.print")).isHidden();
    assertThat(visit.page().locator("article.sheet")).containsText("Patient 4711");
    assertThat(visit.page().locator("html")).hasCSS("background-color", "rgb(255, 255, 255)");
    assertThat(visit.page().locator("article.sheet h1")).isVisible();
    visit.wholeScreenshot("report-print");
    byte[] pdf = visit.page().pdf(new Page.PdfOptions().setFormat("A4").setPrintBackground(true));
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF");
    assertThat(text.split("/Type\\s*/Page\\b", -1).length - 1).as("sheets of paper").isLessThan(3);
  }

  /** A browser that knows the language may hyphenate; none may break a word without a hyphen. */
  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void noWordOfTheReportIsTornOnAPhone(String language, Visits visits) {
    Visit visit = visits.open("/", options -> options.setLocale(language));
    visit.assess(Pictures.sample("melanoma"));
    visit.button("result.report").click();
    assertThat(visit.heading("report.heading")).isVisible();
    visit.page().setViewportSize(320, 740);
    assertThat((List<?>) visit.page().evaluate(TORN)).isEmpty();
    assertThat(visit.page().evaluate(WIDTH)).isEqualTo(320);
    visit.wholeScreenshot("report-phone-" + language);
  }

  @Test
  void aNoteIsNotPrintedOnTheReportOfTheNextPicture(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.button("result.report").click();
    visit.field("report.note").fill("Patient 4711");
    visit.button("report.back").click();
    visit.button("result.report").click();
    assertThat(visit.field("report.note")).hasValue("Patient 4711");
    visit.button("report.back").click();
    visit.button("result.another").click();
    visit.assess(Pictures.sample("naevus"));
    visit.button("result.report").click();
    assertThat(visit.field("report.note")).hasValue("");
    assertThat(visit.page().locator("article.sheet")).not().containsText("4711");
  }

  @Test
  void everyViewCanBePrinted(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(visit.verdict()).isVisible();
    assertThat(visit.text("notice")).isVisible();
    visit.wholeScreenshot("result-print");
  }

  @Test
  void theModelIsDescribedByItsBundle(Visits visits) {
    Visit visit = visits.open("/#/about", options -> {});
    JsonNode model = visits.api().model();
    Locator main = visit.page().locator("main");
    for (String field : new String[] {"name", "version", "sha256", "intendedUse", "terms"}) {
      assertThat(main).containsText(model.get(field).asString());
    }
    String heading =
        model
            .get("card")
            .asString()
            .lines()
            .filter(line -> line.startsWith("## "))
            .findFirst()
            .orElseThrow()
            .substring(3);
    assertThat(main.locator(".card-text")).containsText(heading);
    assertThat(main.locator(".card-text")).not().containsText("## ");
  }

  @Test
  void theFiguresOfTheEvaluationAreThoseOfTheBundle(Visits visits) {
    Visit visit = visits.open("/#/about", options -> {});
    for (JsonNode source : visits.api().model().at("/metrics/sources")) {
      JsonNode melanoma = source.get("melanoma");
      if (melanoma == null || !melanoma.has("auc")) {
        continue;
      }
      JsonNode auc = melanoma.get("auc");
      String expected =
          "%s [%s–%s]"
              .formatted(
                  Figures.fixed(auc.get("value").asDouble(), 3),
                  Figures.fixed(auc.get("low").asDouble(), 3),
                  Figures.fixed(auc.get("high").asDouble(), 3));
      assertThat(
              visit
                  .page()
                  .locator(".about table tbody tr")
                  .filter(new Locator.FilterOptions().setHasText(expected)))
          .not()
          .hasCount(0);
    }
    long sources =
        StreamSupport.stream(visits.api().model().at("/metrics/sources").spliterator(), false)
            .count();
    assertThat(sources).isPositive();
    assertThat(visit.page().locator("svg.intervals circle").first()).isVisible();
  }
}
