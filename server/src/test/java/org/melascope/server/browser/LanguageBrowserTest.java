package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The page in five languages. */
@InBrowser
class LanguageBrowserTest {
  static final List<String> LANGUAGES = Words.LANGUAGES;

  /** What is seen and what is only heard. */
  private static final String ALL_WORDS =
      """
      () => [document.title, document.body.innerText,
        ...[...document.querySelectorAll('[aria-label], [alt], [title], [aria-valuetext]')].flatMap(
            element => ['aria-label', 'alt', 'title', 'aria-valuetext'].map(
                name => element.getAttribute(name) ?? ''))].join('\\n')
      """;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+\\}");

  @ParameterizedTest
  @CsvSource({
    "de-AT, de, de",
    "es-MX, es, es",
    "fr-CA, fr, fr",
    "pt-BR, pt, pt-PT",
    "en-US, en, en"
  })
  void thePageSpeaksTheLanguageOfTheBrowser(
      String locale, String language, String tag, Visits visits) {
    Visit visit = visits.open("/", options -> options.setLocale(locale));
    assertThat(visit.page().locator("html")).hasAttribute("lang", tag);
    assertThat(visit.heading("start.heading")).isVisible();
    assertThat(visit.field("shell.language")).hasValue(language);
  }

  @Test
  void aLanguageThatThePageDoesNotSpeakBecomesEnglish(Visits visits) {
    Visit visit = visits.prepare(options -> options.setLocale("nl-NL"));
    visit.page().navigate(visits.origin() + "/");
    assertThat(visit.page().locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void theLanguageCanBeChangedAndStaysAfterReloading(Visits visits) {
    Visit visit = visits.open();
    Words german = Words.in("de");
    visit.field("shell.language").selectOption("de");
    assertThat(visit.page().locator("html")).hasAttribute("lang", "de");
    assertThat(visit.page().locator("h1")).hasText(german.of("start.heading"));
    visit.page().reload();
    assertThat(visit.page().locator("h1")).hasText(german.of("start.heading"));
  }

  /** The catalogue of the first choice comes after that of the second. */
  @Test
  void ofTwoQuickChangesTheLastOneCounts(Visits visits) {
    Visit visit = visits.open();
    List<Route> held = new CopyOnWriteArrayList<>();
    visit.context().route("**/i18n/de.json", held::add);
    Locator choice = visit.page().locator("#language");
    choice.selectOption("de");
    visit.page().waitForCondition(() -> held.size() == 1);
    choice.selectOption("fr");
    Words french = Words.in("fr");
    assertThat(visit.page().locator("h1")).hasText(french.of("start.heading"));
    visit.page().waitForRequestFinished(held.get(0)::resume);
    visit.page().evaluate("() => new Promise(resolve => setTimeout(resolve, 200))");
    assertThat(visit.page().locator("h1")).hasText(french.of("start.heading"));
    assertThat(visit.page().locator("html")).hasAttribute("lang", "fr");
    assertThat(choice).hasValue("fr");
    assertThat(visit.page()).hasURL(Pattern.compile("lang=fr"));
  }

  @Test
  void aProblemIsTranslatedAndStaysWithItsView(Visits visits) {
    Visit visit = visits.open();
    Gestures.drop(visit.page().locator("h1"), Pictures.heic("photo.heic"));
    assertThat(visit.text("problem.heic")).isVisible();
    visit.field("shell.language").selectOption("de");
    Locator banner = visit.page().locator("#banner");
    assertThat(banner).containsText(Words.in("de").of("problem.heic"));
    assertThat(banner).containsText(Words.in("de").of("problem.dismiss"));
    visit.page().locator("#nav a").last().click();
    assertThat(visit.page().locator("pre")).hasCount(3);
    assertThat(banner).isEmpty();
  }

  /** A result is drawn anew in the other language, without asking the server again. */
  @Test
  void aResultIsTranslatedWhereItStands(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.field("shell.language").selectOption("fr");
    Words french = Words.in("fr");
    assertThat(visit.verdict()).hasText(french.of("decision.suspicious"));
    assertThat(visit.page().locator("main")).containsText(french.of("notice"));
    visit.screenshot("result-fr");
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void noKeyAndNoPlaceholderIsLeftInAnyView(String language, Visits visits) {
    for (View view :
        List.of(View.CROP, View.KEEPING, View.TABLE, View.HISTORY, View.ABOUT, View.PROGRAMS)) {
      Visit visit = visits.open("/", options -> options.setLocale(language));
      view.open(visit);
      noKeyIsLeft(visit);
      if (view == View.KEEPING) {
        visit.page().keyboard().press("Escape");
        visit.screenshot("result-" + language);
        visit.button("result.report").click();
        assertThat(visit.heading("report.heading")).isVisible();
        noKeyIsLeft(visit);
      }
    }
  }

  private static void noKeyIsLeft(Visit visit) {
    String words = (String) visit.page().evaluate(ALL_WORDS);
    assertThat(visit.words().texts().keySet().stream().filter(key -> key.contains(".")))
        .filteredOn(
            key ->
                Pattern.compile("(?m)(^|\\s)" + Pattern.quote(key) + "($|\\s)")
                    .matcher(words)
                    .find())
        .isEmpty();
    assertThat(PLACEHOLDER.matcher(words).find()).as("placeholders in " + words).isFalse();
  }
}
