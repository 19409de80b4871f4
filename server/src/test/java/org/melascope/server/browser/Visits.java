package org.melascope.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens pages for one test, all in the same browser, each with storage and settings of its own: a
 * laptop's window of 1366 by 768 pixels, English, light, unless the test wants something else.
 */
final class Visits {
  /** How long a page has for whatever it is asked to do, on a machine that is busy with more. */
  static final double PATIENCE = 20_000;

  private final Browser browser;
  private final String origin;
  private final List<Visit> open;

  Visits(Browser browser, String origin) {
    this.browser = browser;
    this.origin = origin;
    this.open = new ArrayList<>();
  }

  /** The same visits, further ones to another server. */
  private Visits(Visits others, String origin) {
    this.browser = others.browser;
    this.origin = origin;
    this.open = others.open;
  }

  /** Scheme, host and port of the server. */
  String origin() {
    return origin;
  }

  /** The server's own answers, for comparing with what the page makes of them. */
  Api api() {
    return new Api(origin);
  }

  /** Opens the page as most people would. */
  Visit open() {
    return open("/", options -> {});
  }

  /** Visits to another server than the one that all tests share. */
  Visits at(TestServer server) {
    return new Visits(this, server.origin());
  }

  /**
   * Opens a page of the server.
   *
   * @param path from the server's root, with its fragment if it has one
   * @param settings changes what the browser is like
   */
  Visit open(String path, Consumer<Browser.NewContextOptions> settings) {
    Visit visit = prepare(settings);
    visit.page().navigate(origin + path);
    visit.page().waitForSelector("html[data-ready]");
    return visit;
  }

  /** A tab in which nothing is open yet, for tests that want to meddle before something is. */
  Visit prepare(Consumer<Browser.NewContextOptions> settings) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setViewportSize(1366, 768).setLocale("en-GB");
    settings.accept(options);
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    Visit visit = new Visit(context, origin, Words.forLocale(options.locale));
    open.add(visit);
    return visit;
  }

  /** What each visit shows, for finding out why a test failed. */
  void screenshots(String name) {
    for (int i = 0; i < open.size(); i++) {
      Page page = open.get(i).page();
      if (!page.isClosed()) {
        open.get(i).wholeScreenshot("failed-" + name + "-" + (i + 1));
      }
    }
  }

  /** Ends all visits; the first that has something to complain about fails the test. */
  void end() {
    List<Visit> ending = List.copyOf(open);
    open.clear();
    AssertionError failure = null;
    for (Visit visit : ending) {
      try {
        visit.end();
      } catch (AssertionError e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
