package org.melascope.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for whatever the page shows. */
@InBrowser
class ViewsBrowserTest {
  /**
   * Elements that can be pressed and are smaller than WCAG 2.2, criterion 2.5.8, wants them. Links
   * within a sentence may be.
   */
  private static final String SMALL_TARGETS =
      """
      () => [...document.querySelectorAll(
          'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }))
        .filter(element => !element.matches(':is(p, li) > a'))
        .filter(element => !element.matches('.skip:not(:focus)'))
        .map(element => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ element, box }) =>
            `${element.outerHTML.slice(0, 120)} is ${box.width} x ${box.height}`)
      """;

  /** How far the page goes beyond the right edge, in CSS pixels, and what goes furthest. */
  private static final String OVERFLOW =
      """
      () => {
        const width = document.documentElement.clientWidth;
        const beyond = [...document.body.querySelectorAll('*')]
          .filter(element => element.getBoundingClientRect().right > width + 1)
          .map(element => element.outerHTML.slice(0, 120));
        return document.documentElement.scrollWidth > width ? beyond : [];
      }
      """;

  /** Texts that are cut off at the side because their box is too small and hides the rest. */
  private static final String CUT =
      """
      () => [...document.querySelectorAll('button, label, h1, h2, h3, dt, dd, th, td, li, p')]
        .filter(element => element.checkVisibility() && !element.closest('.visually-hidden'))
        .filter(element => element.scrollWidth > element.clientWidth + 1
            && element.clientWidth > 0
            && getComputedStyle(element).overflowX !== 'visible')
        .map(element => element.outerHTML.slice(0, 120))
      """;

  @ParameterizedTest
  @EnumSource
  void axeFindsNothingInLightAndInDark(View view, Visits visits) {
    Visit visit = visits.open();
    view.open(visit);
    visit.isAccessible();
    visit.screenshot("view-" + view.word());
    visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    visit.isAccessible();
    visit.screenshot("view-" + view.word() + "-dark");
  }

  @ParameterizedTest
  @EnumSource
  void allOfItCanBeUsedOnAPhone(View view, Visits visits) {
    Visit visit = visits.open();
    view.open(visit);
    for (int width : new int[] {360, 320}) {
      visit.page().setViewportSize(width, 740);
      assertThat(list(visit, OVERFLOW)).as("beyond the right edge at " + width).isEmpty();
      assertThat(list(visit, CUT)).as("cut off at " + width).isEmpty();
      assertThat(list(visit, SMALL_TARGETS)).as("too small for a thumb").isEmpty();
      if (width == 360) {
        visit.wholeScreenshot("phone-" + view.word());
      }
    }
  }

  private static List<?> list(Visit visit, String script) {
    return (List<?>) visit.page().evaluate(script);
  }
}
