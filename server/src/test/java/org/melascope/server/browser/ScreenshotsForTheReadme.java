package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures that the README shows, of synthetic samples alone. Not part of the tests; run
 * it after a change to the page and commit what it writes:
 *
 * <pre>
 * ./mvnw -pl server -am test -Dtest=ScreenshotsForTheReadme -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@InBrowser
class ScreenshotsForTheReadme {
  private static TestServer server;
  private static final Path IMAGES = Path.of("../docs/images");

  /** A README with its pictures should load at once. */
  private static final int LARGEST_BYTES = 150_000;

  @BeforeAll
  static void start() {
    server = TestServer.shipped();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aResultOnALaptop(Visits visits) throws IOException {
    Visit visit = visits.at(server).open();
    visit.answerTo(() -> visit.page().keyboard().press("1"));
    take(visit, "result");
  }

  @Test
  void aResultOnAPhone(Visits visits) throws IOException {
    Visit visit =
        visits
            .at(server)
            .open(
                "/", options -> options.setViewportSize(360, 740).setColorScheme(ColorScheme.DARK));
    visit.answerTo(() -> visit.page().keyboard().press("1"));
    take(visit, "phone");
  }

  @Test
  void severalPictures(Visits visits) throws IOException {
    Visit visit = visits.at(server).open("/", options -> options.setViewportSize(1100, 600));
    visit.choose(
        Pictures.sample("naevus"),
        Pictures.sample("melanoma"),
        Pictures.sample("haemangioma"),
        Pictures.sample("hair-and-ruler"));
    assertThat(visit.text("many.count", "done", 4, "all", 4)).isVisible();
    take(visit, "table");
  }

  private static void take(Visit visit, String name) throws IOException {
    // A focus that a script has set is not what a picture should show.
    visit.page().evaluate("() => document.activeElement.blur()");
    Path file = IMAGES.resolve(name + ".jpg");
    visit
        .page()
        .screenshot(
            new Page.ScreenshotOptions().setPath(file).setType(ScreenshotType.JPEG).setQuality(66));
    assertThat(Files.size(file)).isLessThan(LARGEST_BYTES);
  }
}
