package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a reader sees when something goes wrong, and how they get on. */
@InBrowser
class TroubleBrowserTest {
  private static final String ASSESSMENTS = "**/api/v1/assessments?*";
  private static final FilePayload PICTURE = Pictures.sample("melanoma");

  @Test
  void aServerThatIsGoneIsNamedAndCanBeAskedAgain(Visits visits) {
    Visit visit = visits.open();
    visit.choose(PICTURE);
    visit.loseTheLine();
    visit.button("picture.assess").click();
    assertThat(visit.text("problem.unreachable")).isVisible();
    assertThat(visit.text("problem.unreachable.do")).isVisible();
    assertThat(visit.text("result.pictureStays")).isVisible();
    assertThat(visit.page().getByRole(AriaRole.ALERT).filter()).not().hasCount(0);
    visit.screenshot("server-gone");
    visit.context().setOffline(false);
    visit.answerTo(() -> visit.button("problem.retry").click());
  }

  /** The views beyond the first are loaded after it; without them the page still says so. */
  @Test
  void aViewThatCannotBeLoadedIsSaidToBeMissingAndCanBeTriedAgain(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.expectComplaint("ERR_FAILED|programs\\.js");
    visit.context().route("**/app/views/programs.js*", Route::abort);
    visit.page().navigate(visits.origin() + "/");
    visit.page().waitForLoadState(LoadState.NETWORKIDLE);
    visit.follow("nav.programs");
    assertThat(visit.text("problem.unreachable")).isVisible();
    visit.context().unroute("**/app/views/programs.js*");
    visit.button("problem.retry").click();
    assertThat(visit.page().locator("pre")).hasCount(3);
  }

  /** Asking once more for a view does not ask once more for what it consists of. */
  @Test
  void aViewOfWhichAPartDoesNotComeIsToldToNeedAReload(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.expectComplaint("ERR_FAILED|programs\\.js");
    visit.context().route("**/app/views/calls.js*", Route::abort);
    visit.page().navigate(visits.origin() + "/");
    visit.page().waitForLoadState(LoadState.NETWORKIDLE);
    visit.follow("nav.programs");
    assertThat(visit.text("problem.unreachable")).isVisible();
    visit.button("problem.retry").click();
    assertThat(visit.text("problem.incomplete")).isVisible();
    assertThat(visit.text("problem.incomplete.do")).isVisible();
    visit.context().unroute("**/app/views/calls.js*");
    visit.page().reload();
    assertThat(visit.page().locator("pre")).hasCount(3);
  }

  @Test
  void aViewThatDoesNotComeIsNoProblemToWhoHasGoneElsewhere(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.expectComplaint("ERR_FAILED|programs\\.js");
    List<Route> held = new CopyOnWriteArrayList<>();
    visit.context().route("**/app/views/programs.js*", held::add);
    visit.page().navigate(visits.origin() + "/");
    assertThat(visit.heading("start.heading")).isVisible();
    visit.page().waitForCondition(() -> !held.isEmpty());
    visit.follow("nav.programs");
    visit.follow("nav.about");
    assertThat(visit.heading("about.card")).isVisible();
    held.forEach(Route::abort);
    visit.page().evaluate("() => new Promise(resolve => setTimeout(resolve, 200))");
    assertThat(visit.text("problem.unreachable")).hasCount(0);
  }

  /** A module without which nothing is drawn, and the words without which nothing is said. */
  @ParameterizedTest
  @ValueSource(strings = {"**/app/shell/dom.js", "**/i18n/en.json"})
  void aPageThatCannotStartSaysSo(String missing, Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.expectComplaint("ERR_FAILED|Failed to fetch");
    visit.context().route(missing, Route::abort);
    visit.page().navigate(visits.origin() + "/");
    assertThat(visit.page().locator("#missing p[lang=de]")).isVisible();
    visit.isAccessible();
    visit.screenshot("missing");
    visit.context().unroute(missing);
    visit.page().reload();
    assertThat(visit.heading("start.heading")).isVisible();
    assertThat(visit.page().locator("#missing")).hasCount(0);
  }

  @Test
  void aBusyServerIsWaitedForAsLongAsItSays(Visits visits) {
    Visit visit = visits.open();
    visit.expectComplaint("status of 429");
    AtomicInteger asked = new AtomicInteger();
    visit
        .context()
        .route(
            ASSESSMENTS,
            route -> {
              if (asked.incrementAndGet() > 1) {
                route.resume();
              } else {
                route.fulfill(problem(429, "busy").setHeaders(Map.of("Retry-After", "2")));
              }
            });
    visit.choose(PICTURE);
    visit.button("picture.assess").click();
    assertThat(visit.text("result.busy", "seconds", 2)).isVisible();
    visit.screenshot("server-busy");
    assertThat(visit.verdict()).isVisible();
    assertThat(asked).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "500, internal, problem.internal",
    "503, shutting-down, problem.shuttingDown",
    "413, too-large-bytes, problem.tooLargeBytes",
    "413, too-many-pixels, problem.tooManyPixels",
    "415, unsupported-format, problem.unsupportedFormat",
    "422, truncated, problem.truncated",
    "400, wrong-parameter, problem.wrongRequest",
    "418, something-new, problem.internal"
  })
  void eachProblemHasItsWordsAndAdvice(int status, String type, String key, Visits visits) {
    Visit visit = visits.open();
    visit.expectComplaint("status of " + status);
    visit.context().route(ASSESSMENTS, route -> route.fulfill(problem(status, type)));
    visit.choose(PICTURE);
    visit.button("picture.assess").click();
    assertThat(visit.heading("result.failed")).isFocused();
    assertThat(visit.text(key)).isVisible();
    assertThat(visit.text(key + ".do")).isVisible();
    assertThat(visit.page().getByText("words of the server")).isVisible();
  }

  /** A picture that breaks off in the middle, sent to the server as it is. */
  @Test
  void aDamagedPictureIsToldFromOneOfAnotherFormat(Visits visits) {
    Visit visit = visits.open();
    visit.expectComplaint("status of 4");
    byte[] half = Arrays.copyOf(PICTURE.buffer, PICTURE.buffer.length / 2);
    visit.choose(new FilePayload("half.jpg", "image/jpeg", half));
    visit.button("picture.assess").click();
    assertThat(visit.text("problem.truncated")).isVisible();
  }

  @Test
  void thePageIsThereWithoutTheModelAndGetsItLater(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.expectComplaint("status of 500");
    visit.context().route("**/api/v1/model", route -> route.fulfill(problem(500, "internal")));
    visit.page().navigate(visits.origin() + "/");
    assertThat(visit.heading("start.heading")).isVisible();
    assertThat(visit.text("problem.internal")).isVisible();
    visit.context().unroute("**/api/v1/model");
    visit.button("problem.retry").click();
    assertThat(visit.text("problem.internal")).hasCount(0);
    visit.assess(PICTURE);
  }

  @Test
  void aServerWithAKeyIsGivenTheOneThatTheReaderTypes(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.expectComplaint("status of 401");
    visit
        .context()
        .route(
            "**/api/**",
            route -> {
              if ("Bearer open-sesame".equals(route.request().headers().get("authorization"))) {
                route.resume();
              } else {
                route.fulfill(problem(401, "unauthorised"));
              }
            });
    visit.page().navigate(visits.origin() + "/");
    visit.field("key.label").fill("wrong");
    visit.page().keyboard().press("Enter");
    assertThat(visit.text("key.refused")).isVisible();
    visit.isAccessible();
    visit.screenshot("key");
    visit.field("key.label").fill("“open-sesame”");
    visit.page().keyboard().press("Enter");
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
    visit.field("key.label").fill(" open-sesame ");
    visit.page().keyboard().press("Enter");
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    visit.assess(PICTURE);
    assertThat(visit.page().evaluate("() => localStorage.length")).isEqualTo(0);
  }

  @Test
  void theCallsForProgramsHaveAKeyWhereTheServerWantsOne(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.page().addInitScript("sessionStorage.setItem('melascope.key', 'open-sesame')");
    visit.page().navigate(visits.origin() + "/#/programs");
    Locator calls = visit.page().locator(".call code");
    assertThat(calls).hasCount(3);
    assertThat(visit.page().getByText("GET /metrics")).isVisible();
    assertThat(visit.page().locator("a[href=metrics]")).hasCount(0);
    for (int call = 0; call < 3; call++) {
      assertThat(calls.nth(call)).containsText("Authorization");
      assertThat(calls.nth(call)).containsText("MELASCOPE_KEY");
      assertThat(calls.nth(call)).not().containsText("open-sesame");
    }
  }

  @Test
  void theModelIsAskedForAgainWhenAnotherOneAnswers(Visits visits) {
    Visit visit = visits.open();
    visit.changeAnswers(answer -> answer.put("model", "melascope-99+0123456789ab"));
    visit
        .context()
        .route(
            "**/api/v1/model",
            route -> {
              ObjectNode model = (ObjectNode) JsonMapper.shared().readTree(route.fetch().text());
              model.put("version", "99").put("identity", "melascope-99+0123456789ab");
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("application/json")
                      .setBody(model.toString()));
            });
    visit.assess(PICTURE);
    assertThat(visit.page().locator(".provenance")).containsText("99");
  }

  /** By the thresholds of the model that answers afterwards everything would be suspicious. */
  @Test
  void anAnswerStaysWhatItWasWhenAnotherModelAnswersTheNext(Visits visits) {
    Visit visit = visits.open();
    String version = visits.api().model().get("version").asString();
    double threshold = visits.api().operatingPoint(95).get("threshold").asDouble();
    OtherModel other = OtherModel.of(visit, threshold / 2);
    visit.assess(PICTURE);
    assertThat(visit.verdict()).hasText(visit.words().of("decision.below"));
    other.takeOver();
    visit.follow("nav.assess");
    visit.choose(Pictures.sample("naevus"), Pictures.sample("keratosis"));
    assertThat(visit.text("many.count", "done", 2, "all", 2)).isVisible();
    visit.page().goBack();
    visit.page().goBack();
    assertThat(visit.verdict()).hasText(visit.words().of("decision.below"));
    assertThat(visit.page().locator(".provenance")).containsText(version);
    visit.button("result.report").click();
    assertThat(visit.page().locator("article.sheet"))
        .containsText(visit.words().of("decision.below.meaning"));
    visit.follow("nav.about");
    assertThat(visit.page().locator("dl.pairs")).containsText(OtherModel.VERSION);
  }

  /** As from one of several servers that do not have the same model. */
  @Test
  void theAnswerOfAModelThatNobodyTellsOfIsShownAsItCame(Visits visits) {
    Visit visit = visits.open();
    visit.changeAnswers(
        answer ->
            answer
                .put("model", "elsewhere-1+0123456789ab")
                .put("decision", "LIKELY_BENIGN")
                .put("pMalignant", 0.99));
    visit.assess(PICTURE);
    assertThat(visit.verdict()).hasText(visit.words().of("decision.below"));
    assertThat(visit.page().locator(".provenance")).containsText("elsewhere-1+0123456789ab");
    assertThat(visit.field("threshold.label")).hasCount(0);
    visit.button("result.report").click();
    assertThat(visit.page().locator("article.sheet")).containsText("elsewhere-1+0123456789ab");
  }

  @Test
  void thePageOfTheModelIsOfTheOneThatTheServerHasNow(Visits visits) {
    Visit visit = visits.open();
    OtherModel.of(visit, 0.5).takeOver();
    visit.follow("nav.about");
    assertThat(visit.page().locator("dl.pairs")).containsText(OtherModel.VERSION);
    visit.loseTheLine();
    visit.follow("nav.assess");
    visit.follow("nav.about");
    assertThat(visit.page().locator("dl.pairs")).containsText(OtherModel.VERSION);
  }

  @Test
  void whatTakesTooLongCanBeCancelled(Visits visits) {
    Visit visit = visits.open();
    visit.context().route(ASSESSMENTS, route -> {});
    visit.choose(PICTURE);
    visit.button("picture.assess").click();
    assertThat(visit.text("result.asking").first()).isVisible();
    visit.button("dialog.cancel").click();
    assertThat(visit.heading("picture.heading")).isVisible();
  }

  private static Route.FulfillOptions problem(int status, String type) {
    return new Route.FulfillOptions()
        .setStatus(status)
        .setContentType("application/problem+json")
        .setBody(
            """
            {"type": "urn:melascope:problem:%s", "title": "t", "status": %d,
             "detail": "words of the server"}
            """
                .formatted(type, status));
  }
}
