package org.melascope.server.browser;

import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What goes wrong in a page without anybody seeing it: errors on the console (violations of the
 * content security policy among them), exceptions that nobody catches, and requests to anywhere but
 * the server that the page came from.
 */
final class Complaints {
  private final String origin;
  private final List<String> complaints = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();

  private Complaints(String origin) {
    this.origin = origin;
  }

  /**
   * Listens from now on to all pages of a browser context.
   *
   * @param origin scheme, host and port of the only server that may be asked
   */
  static Complaints of(BrowserContext context, String origin) {
    Complaints complaints = new Complaints(origin);
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add("console: " + message.text() + " (" + message.location() + ")");
          }
        });
    context.onWebError(error -> complaints.add("uncaught: " + error.error()));
    context.onRequest(
        request -> {
          if (complaints.leaves(request.url())) {
            complaints.add("request to " + request.url());
          }
        });
    return complaints;
  }

  private boolean leaves(String url) {
    return !url.startsWith(origin + "/") && !url.startsWith("blob:") && !url.startsWith("data:");
  }

  private void add(String complaint) {
    complaints.add(complaint);
  }

  /** Complaints that contain a match of this pattern are part of the test. */
  void expect(String pattern) {
    expected.add(Pattern.compile(pattern));
  }

  /** What was not expected, in the order in which it happened. */
  List<String> unexpected() {
    return complaints.stream()
        .filter(text -> expected.stream().noneMatch(pattern -> pattern.matcher(text).find()))
        .toList();
  }
}
