package org.melascope.server.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Deque's axe-core: finds what a page does wrong by the Web Content Accessibility Guidelines, as
 * far as a program can. It is evaluated in the page rather than loaded by it, which the page's
 * content security policy would refuse.
 */
final class Axe {
  private static final String SCRIPT = script();

  private static final String RUN =
      """
      () => axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      }).then(results => results.violations.flatMap(violation => violation.nodes.map(node =>
        violation.id + ' (' + violation.impact + '): ' + violation.help + '\\n    '
            + node.html + '\\n    ' + node.failureSummary.replaceAll('\\n', '\\n    '))))
      """;

  private Axe() {}

  /**
   * What the page as it is now does wrong by WCAG 2.2, levels A and AA, or by axe's best practices.
   *
   * @return one text per element and rule, empty if there is nothing to mend
   */
  static List<String> violations(Page page) {
    if (!(Boolean) page.evaluate("() => 'axe' in window")) {
      page.evaluate(SCRIPT);
    }
    return ((List<?>) page.evaluate(RUN, Map.of())).stream().map(String::valueOf).toList();
  }

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
