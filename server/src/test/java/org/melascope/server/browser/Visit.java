package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody's visit to the page: a tab in a browser with nothing stored, which nobody else sees.
 * What the page complains about during the visit fails the test when the visit ends.
 */
final class Visit {
  /** In milliseconds. */
  private static final int FIRST_TRY = 5_000;

  private static final String ASSESSMENTS = "**/api/v1/assessments?*";

  private final BrowserContext context;
  private final Page page;
  private final Complaints complaints;
  private final Words words;

  Visit(BrowserContext context, String origin, Words words) {
    this.context = context;
    this.words = words;
    this.complaints = Complaints.of(context, origin);
    this.page = context.newPage();
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** The words of the language that the visitor reads. */
  Words words() {
    return words;
  }

  /** The button with these words, and no others, as its name. */
  Locator button(String key, Object... namesAndValues) {
    return named(AriaRole.BUTTON, words.of(key, namesAndValues));
  }

  /** What has these words as its label. */
  Locator field(String key) {
    return page.getByLabel(words.of(key), new Page.GetByLabelOptions().setExact(true));
  }

  /** The heading with these words. */
  Locator heading(String key) {
    return named(AriaRole.HEADING, words.of(key));
  }

  /** Where these words stand, as a whole. */
  Locator text(String key, Object... namesAndValues) {
    String text = words.of(key, namesAndValues);
    return page.getByText(text, new Page.GetByTextOptions().setExact(true));
  }

  private Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Follows a link of the page's navigation. */
  void follow(String key) {
    page.locator("#nav")
        .getByText(words.of(key), new Locator.GetByTextOptions().setExact(true))
        .click();
  }

  /** Presses the button for files and chooses some in the dialogue that it opens. */
  void choose(FilePayload... files) {
    dialogue(() -> press(field("start.choose"))).setFiles(files);
  }

  /** The dialogue for files that something opens; tried once more if nothing came of it. */
  FileChooser dialogue(Runnable act) {
    try {
      return page.waitForFileChooser(
          new Page.WaitForFileChooserOptions().setTimeout(FIRST_TRY), act);
    } catch (TimeoutError e) {
      return page.waitForFileChooser(act);
    }
  }

  /** Clicks in the middle of an element, whatever lies over it there. */
  private static void press(Locator element) {
    element.click(new Locator.ClickOptions().setForce(true));
  }

  /** Chooses a picture, asks about it as it is, and waits until the answer is shown. */
  JsonNode assess(FilePayload picture) {
    choose(picture);
    return answerTo(() -> button("picture.assess").click());
  }

  /**
   * What the server answers when something is done, as soon as the page shows it.
   *
   * @param act makes the page ask about one picture
   */
  JsonNode answerTo(Runnable act) {
    Response response = page.waitForResponse(ASSESSMENTS, act);
    JsonNode answer = JsonMapper.shared().readTree(response.text());
    assertThat(verdict()).isVisible();
    return answer;
  }

  /** Lets the server answer, and changes its answers on the way to the page. */
  void changeAnswers(Consumer<ObjectNode> change) {
    context.route(
        ASSESSMENTS,
        route -> {
          ObjectNode answer = (ObjectNode) JsonMapper.shared().readTree(route.fetch().text());
          change.accept(answer);
          route.fulfill(
              new Route.FulfillOptions()
                  .setContentType("application/json")
                  .setBody(answer.toString()));
        });
  }

  /** The decision, where an answer is shown. */
  Locator verdict() {
    return page.locator("#verdict-heading");
  }

  /** Cuts the visitor off from the server, once the page has loaded all that it wants. */
  void loseTheLine() {
    page.waitForLoadState(LoadState.NETWORKIDLE);
    context.setOffline(true);
    complaints.expect("ERR_INTERNET_DISCONNECTED");
  }

  /** Complaints that contain a match of this pattern are part of the test. */
  void expectComplaint(String pattern) {
    complaints.expect(pattern);
  }

  /** What the page has complained about so far and was not expected to. */
  List<String> complaints() {
    return complaints.unexpected();
  }

  /** Fails if axe finds anything to mend in the page as it is now. */
  void isAccessible() {
    assertThat(Axe.violations(page)).as("what axe finds").isEmpty();
  }

  /**
   * Writes what is on the screen to {@code target/screenshots}, for looking at.
   *
   * @param name of the file, without its ending
   */
  void screenshot(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(screenshots().resolve(name + ".png")));
  }

  /** Writes the whole page, also what is off the screen, to {@code target/screenshots}. */
  void wholeScreenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(screenshots().resolve(name + ".png")));
  }

  /** Ends the visit, and fails if the page complained about something unexpected. */
  void end() {
    context.close();
    assertThat(complaints.unexpected()).as("what the page complained about").isEmpty();
  }

  /** Beside the folder of the compiled tests, whatever the build's folder is called. */
  private static Path screenshots() {
    try {
      Path classes =
          Path.of(Visit.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolveSibling("screenshots");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
