package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The page for hands without a mouse, eyes in the dark, small laptops and slow lines. */
@InBrowser
class AccessBrowserTest {
  private static final String ASSESSMENTS = "**/api/v1/assessments?*";

  private static final String MODEL = "**/api/v1/model";

  private static final String FOCUS_IS_SEEN =
      """
      () => {
        const focused = document.activeElement;
        const seen = [focused, ...(focused.labels ?? []), focused.nextElementSibling]
          .filter(Boolean)
          .map(element => getComputedStyle(element));
        return seen.some(
            style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
      }
      """;

  private static final String MOVING =
      """
      () => [...document.querySelectorAll('*')]
        .filter(element => ['transitionDuration', 'animationDuration'].some(name =>
            getComputedStyle(element)[name].split(',').some(time => parseFloat(time) > 0.01)))
        .map(element => element.outerHTML.slice(0, 120))
      """;

  private static final String BRIGHTNESS =
      """
      () => Math.max(...getComputedStyle(document.documentElement).backgroundColor
          .match(/[\\d.]+/g).slice(0, 3).map(Number))
      """;

  @Test
  void aPictureIsAssessedByKeyboardAlone(Visits visits) {
    Visit visit = visits.open();
    Keyboard keyboard = visit.page().keyboard();
    tabTo(visit, visit.field("start.choose"));
    FileChooser chooser = visit.dialogue(() -> keyboard.press("Space"));
    chooser.setFiles(Pictures.sample("melanoma"));
    assertThat(visit.button("picture.assess")).isFocused();
    visit.answerTo(() -> keyboard.press("Enter"));
    assertThat(visit.verdict()).isFocused();
    tabTo(visit, visit.field("threshold.label"));
    keyboard.press("ArrowLeft");
    assertThat(visit.field("threshold.label")).hasValue("94");
    tabTo(visit, visit.field("frequency.label"));
    tabBackTo(visit, visit.button("result.report"));
    keyboard.press("Enter");
    assertThat(visit.heading("report.heading")).isVisible();
    tabTo(visit, visit.button("report.back"));
    keyboard.press("Enter");
    assertThat(visit.verdict()).isVisible();
  }

  @Test
  void theFirstStopSkipsTheNavigation(Visits visits) {
    Visit visit = visits.open();
    visit.page().keyboard().press("Tab");
    Locator skip = visit.text("shell.skip");
    assertThat(skip).isFocused();
    assertThat(skip).isInViewport();
    visit.page().keyboard().press("Enter");
    assertThat(visit.page().locator("main")).isFocused();
  }

  @Test
  void theFocusIsSeenAtEveryStop(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    while (isAnythingFocused(visit)) {
      visit.page().keyboard().press("Shift+Tab");
    }
    int stops = 0;
    for (visit.page().keyboard().press("Tab"); isAnythingFocused(visit); stops++) {
      assertThat(visit.page().evaluate(FOCUS_IS_SEEN))
          .as(String.valueOf(visit.page().evaluate("() => document.activeElement.outerHTML")))
          .isEqualTo(true);
      visit.page().keyboard().press("Tab");
    }
    assertThat(stops).as("stops").isGreaterThan(14);
  }

  @Test
  void closedDialoguesGiveTheFocusBack(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("melanoma"));
    visit.button("keep.button").press("Enter");
    assertThat(visit.field("keep.mole")).isFocused();
    visit.page().keyboard().press("Escape");
    assertThat(visit.button("keep.button")).isFocused();
  }

  @Test
  void whoChecksAnAnswerByKeyboardDoesNotLoseTheFocus(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.sample("naevus"));
    visit.context().route(ASSESSMENTS, route -> {});
    visit.button("thorough.again").press("Enter");
    assertThat(visit.page().locator(".asking h1")).isFocused();
    visit.button("dialog.cancel").press("Enter");
    assertThat(visit.verdict()).isFocused();
  }

  @Test
  void whoTriesAPictureAgainByKeyboardDoesNotLoseTheFocus(Visits visits) {
    Visit visit = visits.open();
    visit.choose(Pictures.sample("naevus"));
    visit.loseTheLine();
    visit.button("picture.assess").click();
    assertThat(visit.heading("result.failed")).isFocused();
    visit.context().setOffline(false);
    visit.context().route(ASSESSMENTS, route -> {});
    visit.button("problem.retry").press("Enter");
    assertThat(visit.page().locator(".asking h1")).isFocused();
  }

  @Test
  void whoTriesTheServerAgainByKeyboardDoesNotLoseTheFocus(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    visit.expectComplaint("status of 500");
    visit.context().route(MODEL, route -> route.fulfill(failure()));
    visit.page().navigate(visits.origin() + "/");
    Response again =
        visit.page().waitForResponse(MODEL, () -> visit.button("problem.retry").press("Enter"));
    assertThat(again.status()).isEqualTo(500);
    visit.page().evaluate("() => new Promise(resolve => setTimeout(resolve, 200))");
    assertThat(visit.button("problem.retry")).isFocused();
    visit.context().unroute(MODEL);
    visit.button("problem.retry").press("Enter");
    assertThat(visit.heading("start.heading")).isFocused();
  }

  @Test
  void whoTriesTheCameraAgainByKeyboardFindsNoProblemBehindIt(Visits visits) {
    Visit visit = visits.prepare(options -> options.setPermissions(List.of("camera")));
    visit.expectComplaint("ERR_FAILED|camera\\.js");
    visit.context().route("**/picture/camera.js*", Route::abort);
    visit.page().navigate(visits.origin() + "/");
    visit.page().waitForLoadState(LoadState.NETWORKIDLE);
    visit.button("start.camera").press("Enter");
    assertThat(visit.text("problem.unreachable")).isVisible();
    visit.context().unroute("**/picture/camera.js*");
    visit.button("problem.retry").press("Enter");
    assertThat(visit.text("camera.frame")).isVisible();
    assertThat(visit.text("problem.unreachable")).hasCount(0);
    visit.page().keyboard().press("Escape");
    assertThat(visit.page().locator("main")).isFocused();
  }

  @Test
  void theButtonsOfATableLeaveTheFocusInTheirPlace(Visits visits) {
    Visit visit = visits.open();
    List<Route> held = new CopyOnWriteArrayList<>();
    visit.context().route(ASSESSMENTS, held::add);
    visit.choose(
        Pictures.sample("naevus"), Pictures.sample("melanoma"), Pictures.sample("keratosis"));
    visit.button("many.cancel").press("Enter");
    Locator count = visit.page().locator(".many-progress [tabindex]");
    assertThat(visit.button("many.retryAll.other", "count", 3)).isVisible();
    assertThat(count).isFocused();
    visit.button("many.retryNamed", "name", "synthetic-naevus.jpg").press("Enter");
    Locator row = visit.page().locator("tbody tr").filter(hasText("synthetic-naevus.jpg"));
    assertThat(row).isFocused();
    visit.context().unroute(ASSESSMENTS);
    held.get(held.size() - 1).resume();
    assertThat(visit.button("many.openNamed", "name", "synthetic-naevus.jpg")).isVisible();
    assertThat(row).isFocused();
    visit.button("many.retryAll.other", "count", 2).press("Enter");
    assertThat(count).isFocused();
    visit.button("thorough.againAll").press("Enter");
    assertThat(visit.button("thorough.againAll")).hasCount(0);
    assertThat(count).isFocused();
  }

  @Test
  void nothingMovesForThoseWhoWantItSo(Visits visits) {
    Visit visit = visits.open("/", options -> options.setReducedMotion(ReducedMotion.REDUCE));
    visit.assess(Pictures.sample("melanoma"));
    assertThat((List<?>) visit.page().evaluate(MOVING)).isEmpty();
  }

  @Test
  void theDarkPageIsDark(Visits visits) {
    Visit visit = visits.open("/", options -> options.setColorScheme(ColorScheme.DARK));
    assertThat(brightness(visit)).isLessThan(60);
    visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertThat(brightness(visit)).isGreaterThan(200);
  }

  @Test
  void theMainPathNeedsNoScrollingOnALaptop(Visits visits) {
    Visit visit = visits.open();
    fits(visit, ".well", ".samples");
    visit.choose(Pictures.sample("melanoma"));
    assertThat(visit.button("picture.assess")).isVisible();
    fits(visit, ".picture-stage", ".picture-side button.primary");
    visit.answerTo(() -> visit.button("picture.assess").click());
    fits(visit, ".verdict", "diagnosis-bars", "heat-map", ".legend", ".threshold input");
    fits(visit, ".notice");
    assertThat(visit.page().evaluate("() => scrollY")).isEqualTo(0);
  }

  @Test
  void theFirstPaintNeedsLessThan200Kilobytes(Visits visits) {
    Visit visit = visits.prepare(options -> {});
    List<Request> requests = new ArrayList<>();
    visit.context().onRequestFinished(requests::add);
    visit.page().navigate(visits.origin() + "/");
    visit.page().waitForSelector("html[data-ready]");
    visit.page().waitForLoadState(LoadState.NETWORKIDLE);
    long bytes = 0;
    for (Request request : requests) {
      Sizes sizes = request.sizes();
      bytes += sizes.responseHeadersSize + sizes.responseBodySize;
    }
    assertThat(requests).anyMatch(request -> request.url().endsWith("/api/v1/model"));
    assertThat(requests).filteredOn(request -> request.url().endsWith(".jpg")).hasSize(6);
    assertThat(bytes).isLessThan(200_000);
  }

  private static Route.FulfillOptions failure() {
    return new Route.FulfillOptions().setStatus(500);
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static boolean isAnythingFocused(Visit visit) {
    return (Boolean) visit.page().evaluate("() => document.activeElement !== document.body");
  }

  private static void tabTo(Visit visit, Locator target) {
    press(visit, target, "Tab");
  }

  private static void tabBackTo(Visit visit, Locator target) {
    press(visit, target, "Shift+Tab");
  }

  private static void press(Visit visit, Locator target, String key) {
    for (int stop = 0; stop < 40; stop++) {
      if ((Boolean) target.evaluate("element => element === document.activeElement")) {
        return;
      }
      visit.page().keyboard().press(key);
    }
    assertThat(target).isFocused();
  }

  private static void fits(Visit visit, String... selectors) {
    for (String selector : selectors) {
      BoundingBox box = visit.page().locator(selector).first().boundingBox();
      assertThat(box.y + box.height).as("lower edge of " + selector).isLessThanOrEqualTo(768);
      assertThat(box.y).as("upper edge of " + selector).isNotNegative();
    }
  }

  /** Of the background, from 0 to 255. */
  private static double brightness(Visit visit) {
    return ((Number) visit.page().evaluate(BRIGHTNESS)).doubleValue();
  }
}
