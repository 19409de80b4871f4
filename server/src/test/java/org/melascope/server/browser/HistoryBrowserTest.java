package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The history in the browser: only for those who want it, and gone when they say so. */
@InBrowser
class HistoryBrowserTest {
  /** Everything that a page can leave behind. */
  private static final String STORED =
      """
      async () => JSON.stringify({
        local: Object.keys(localStorage),
        session: Object.keys(sessionStorage),
        databases: (await indexedDB.databases()).map(database => database.name),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        cookies: document.cookie,
      })
      """;

  /** Entries as they were stored before the decision that was shown was. */
  private static final String AS_BEFORE =
      """
      () => new Promise((resolve, reject) => {
        const opening = indexedDB.open('melascope');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('entries', 'readwrite');
          const store = transaction.objectStore('entries');
          store.getAll().onsuccess = event => event.target.result.forEach(
              ({ decision, operatingPoint, ...entry }) => store.put(entry));
          transaction.oncomplete = () => { opening.result.close(); resolve(); };
          transaction.onabort = reject;
        };
      })
      """;

  private static final String NOTHING =
      "{\"local\":[],\"session\":[],\"databases\":[],\"caches\":[],\"workers\":0,\"cookies\":\"\"}";

  @Test
  void nothingIsStoredUnlessItIsAskedFor(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.field("threshold.label").fill("90");
    Locator language = visit.page().locator("#language");
    language.selectOption("de");
    assertThat(visit.page().locator("html")).hasAttribute("lang", "de");
    language.selectOption("en");
    assertThat(visit.page().locator("html")).hasAttribute("lang", "en");
    visit.follow("nav.history");
    assertThat(visit.text("history.off")).isVisible();
    assertThat(visit.page().evaluate(STORED)).isEqualTo(NOTHING);
    assertThat(visit.context().cookies()).isEmpty();
  }

  @Test
  void theBrowserIsAskedToKeepTheHistoryOnceThereIsOne(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit
        .page()
        .addInitScript(
            """
            window.asked = 0;
            navigator.storage.persist = async () => { asked += 1; return false; };
            """);
    visit.page().navigate(visits.origin() + "/#/history");
    assertThat(visit.page().locator("#main")).containsText(visit.words().of("history.forgets"));
    assertThat(visit.page().evaluate("() => asked")).isEqualTo(0);
    visit.button("history.start").click();
    assertThat(visit.text("history.empty")).isVisible();
    assertThat(visit.page().evaluate("() => asked")).isEqualTo(1);
  }

  @Test
  void whatIsKeptIsThereAfterReloading(Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = keep(visit, Pictures.sample("melanoma"), "left shoulder");
    visit.page().navigate(visits.origin() + "/#/history");
    visit.page().reload();
    assertThat(visit.field("history.mole")).hasValue("left shoulder");
    Locator entry = visit.page().locator(".entries li");
    assertThat(entry).hasCount(1);
    assertThat(entry).containsText(Figures.percent(answer.get("pMelanoma").asDouble()));
    assertThat(entry.locator("img")).hasJSProperty("naturalWidth", 600);
  }

  /** Between the thresholds for 95 and for 99 of 100 the decision is the reader's. */
  @Test
  void whatIsKeptIsTheDecisionThatWasShownWithItsThreshold(Visits visits) {
    Visit visit = visits.open();
    double asked = visits.api().operatingPoint(95).get("threshold").asDouble();
    double wanted = visits.api().operatingPoint(99).get("threshold").asDouble();
    visit.changeAnswers(
        answer -> answer.put("decision", "LIKELY_BENIGN").put("pMalignant", (asked + wanted) / 2));
    visit.assess(Pictures.sample("naevus"));
    visit.field("threshold.label").fill("99");
    assertThat(visit.verdict()).hasText(visit.words().of("decision.suspicious"));
    keepShown(visit, "back");
    visit.field("threshold.label").fill("95");
    assertThat(visit.verdict()).hasText(visit.words().of("decision.below"));
    keepShown(visit, "back");
    visit.follow("nav.history");
    Locator cards = visit.page().locator(".entries li");
    Locator panels = visit.page().locator(".side-by-side figure");
    for (Locator shown : new Locator[] {cards, panels}) {
      assertThat(shown.first()).containsText(visit.words().of("decision.suspicious"));
      assertThat(shown.first()).containsText(threshold(visit, 99, wanted));
      assertThat(shown.last()).containsText(visit.words().of("decision.below"));
      assertThat(shown.last()).containsText(threshold(visit, 95, asked));
    }
  }

  @Test
  void whatWasKeptBeforeDecisionsWereIsReadable(Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = keep(visit, Pictures.sample("melanoma"), "back");
    visit.page().evaluate(AS_BEFORE);
    visit.follow("nav.history");
    Locator entry = visit.page().locator(".entries li");
    assertThat(entry).containsText(visit.words().of("decision.suspicious"));
    assertThat(entry)
        .containsText(threshold(visit, 95, answer.at("/operatingPoint/threshold").asDouble()));
  }

  @Test
  void aDoublePressKeepsAPictureOnce(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.button("keep.button").click();
    visit.field("keep.mole").fill("back");
    visit.button("keep.startAndSave").dblclick();
    assertThat(visit.page().locator("#announcer")).hasText(visit.words().of("keep.done"));
    visit.follow("nav.history");
    assertThat(visit.page().locator(".entries li")).hasCount(1);
  }

  @Test
  void theQuestionIsNotAskedTwiceNorOfWhoHasGoneElsewhere(Visits visits) {
    Visit visit = visits.open();
    keep(visit, Pictures.sample("naevus"), "back");
    visit.button("keep.button").evaluate("button => { button.click(); button.click(); }");
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).hasCount(1);
    visit.button("dialog.cancel").click();
    visit.button("keep.button").evaluate("button => { button.click(); button.remove(); }");
    visit.page().evaluate("() => new Promise(resolve => setTimeout(resolve, 300))");
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  @Test
  void goingBackClosesTheQuestion(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.button("keep.button").click();
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
    visit.page().goBack();
    assertThat(visit.heading("picture.heading")).isVisible();
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(visit.button("picture.assess")).isFocused();
    assertThat(visit.page().evaluate(STORED)).isEqualTo(NOTHING);
  }

  @Test
  void keepingTellsThatItStartsAHistory(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.button("keep.button").click();
    assertThat(visit.text("keep.optIn")).isVisible();
    assertThat(visit.text("history.forgets")).isVisible();
    visit.screenshot("keeping");
    visit.button("dialog.cancel").click();
    assertThat(visit.page().evaluate(STORED)).isEqualTo(NOTHING);
  }

  @Test
  void twoPicturesOfAMoleAreComparedSideBySide(Visits visits) {
    Visit visit = visits.open();
    JsonNode before = keep(visit, Pictures.sample("naevus"), "back");
    JsonNode after = keep(visit, Pictures.sample("melanoma"), "back");
    keep(visit, Pictures.sample("keratosis"), "arm");
    visit.follow("nav.history");
    visit.field("history.mole").selectOption("back");
    assertThat(visit.page().locator(".side-by-side figure")).hasCount(2);
    String change = visit.page().locator(".change-figures").textContent();
    assertThat(change).isEqualTo(changeWords(visit, before, after));
    assertThat(visit.text("compare.caution")).isVisible();
    visit.wholeScreenshot("history");
    String first = visit.field("compare.left").inputValue();
    visit.field("compare.left").selectOption(visit.field("compare.right").inputValue());
    assertThat(visit.page().locator(".change")).containsText(changeWords(visit, after, after));
    visit.field("compare.right").selectOption(first);
    assertThat(visit.page().locator(".change-figures")).hasText(change);
  }

  @Test
  void oneCanBeDeleted(Visits visits) {
    Visit visit = withTwo(visits);
    visit.page().locator(".entries li button").first().click();
    Locator question = visit.page().getByRole(AriaRole.DIALOG);
    assertThat(question).isVisible();
    visit.page().keyboard().press("Escape");
    assertThat(visit.page().locator(".entries li")).hasCount(2);
    visit.page().locator(".entries li button").first().click();
    question.locator("button.danger").click();
    assertThat(visit.page().locator(".entries li")).hasCount(1);
    visit.page().reload();
    assertThat(visit.page().locator(".entries li")).hasCount(1);
  }

  @Test
  void afterDeletingTheSameMoleIsShown(Visits visits) {
    Visit visit = withTwo(visits);
    keep(visit, Pictures.sample("keratosis"), "arm");
    visit.follow("nav.history");
    visit.field("history.mole").selectOption("back");
    visit.page().locator(".entries li button").first().click();
    visit.page().getByRole(AriaRole.DIALOG).locator("button.danger").click();
    assertThat(visit.page().locator(".entries li")).hasCount(1);
    assertThat(visit.field("history.mole")).hasValue("back");
  }

  @Test
  void whatCannotBeWrittenIsNotCalledKept(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit
        .page()
        .evaluate(
            """
            () => {
              const add = IDBObjectStore.prototype.add;
              IDBObjectStore.prototype.add = function (value) {
                const request = add.call(this, value);
                request.addEventListener('success', () => this.transaction.abort());
                return request;
              };
            }
            """);
    visit.button("keep.button").click();
    visit.field("keep.mole").fill("back");
    visit.page().keyboard().press("Enter");
    assertThat(visit.page().getByRole(AriaRole.DIALOG))
        .containsText(visit.words().of("keep.failed"));
    assertThat(visit.page().evaluate("() => Object.keys(localStorage).length")).isEqualTo(0);
  }

  @Test
  void allCanBeDeletedAndNothingIsLeft(Visits visits) {
    Visit visit = withTwo(visits);
    visit.button("history.end").click();
    visit.page().getByRole(AriaRole.DIALOG).locator("button.danger").click();
    assertThat(visit.text("history.off")).isVisible();
    assertThat(visit.page().evaluate(STORED)).isEqualTo(NOTHING);
  }

  @Test
  void aMoleNeedsAName(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.button("keep.button").click();
    visit.field("keep.mole").fill("   ");
    visit.page().keyboard().press("Enter");
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
    assertThat(visit.page().evaluate(STORED)).isEqualTo(NOTHING);
  }

  private static Visit withTwo(Visits visits) {
    Visit visit = visits.open();
    keep(visit, Pictures.sample("naevus"), "back");
    keep(visit, Pictures.sample("melanoma"), "back");
    visit.follow("nav.history");
    assertThat(visit.page().locator(".entries li")).hasCount(2);
    return visit;
  }

  private static JsonNode keep(Visit visit, FilePayload picture, String mole) {
    visit.follow("nav.assess");
    JsonNode answer = visit.assess(picture);
    keepShown(visit, mole);
    return answer;
  }

  private static void keepShown(Visit visit, String mole) {
    visit.button("keep.button").click();
    visit.field("keep.mole").fill(mole);
    visit.page().keyboard().press("Enter");
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(visit.page().locator("#announcer")).hasText(visit.words().of("keep.done"));
  }

  private static String threshold(Visit visit, int sensitivity, double threshold) {
    return visit
        .words()
        .of(
            "history.threshold",
            "sensitivity",
            sensitivity + " %",
            "threshold",
            Figures.percent(threshold));
  }

  /** What is said of two answers, the dates as they stand over the pictures from left to right. */
  private static String changeWords(Visit visit, JsonNode before, JsonNode after) {
    List<String> dates = visit.page().locator(".side-by-side figcaption b").allTextContents();
    return visit
        .words()
        .of(
            "compare.change",
            "older",
            dates.get(0),
            "newer",
            dates.get(1),
            "malignant",
            change(before, after, "pMalignant"),
            "melanoma",
            change(before, after, "pMelanoma"));
  }

  private static String change(JsonNode before, JsonNode after, String field) {
    double points = 100 * (after.get(field).asDouble() - before.get(field).asDouble());
    return (points > 0 ? "+" : "") + Figures.fixed(points, 1);
  }
}
