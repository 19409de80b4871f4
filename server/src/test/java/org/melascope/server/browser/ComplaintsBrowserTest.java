package org.melascope.server.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The other tests rely on these eyes being open. */
@InBrowser
class ComplaintsBrowserTest {
  private static final String POLICY = "default-src 'self'; img-src 'self' data:";

  @Test
  void aFaultlessPageHasNothingToComplainAbout(Visits visits) {
    assertThat(complaintsOf(visits, "<p>Nothing wrong here.</p>")).isEmpty();
  }

  @Test
  void whatIsLoadedFromElsewhereIsNoticed(Visits visits) {
    assertThat(complaintsOf(visits, "<img alt='' src='http://example.org/pixel.png'>"))
        .anyMatch(text -> text.contains("example.org/pixel.png"));
  }

  @Test
  void aLinkThatLeadsElsewhereIsNoticedWhenItIsFollowed(Visits visits) {
    Visit visit = withPage(visits, "<a href='http://example.org/'>elsewhere</a>");
    visit.page().locator("a").click();
    assertThat(endOf(visit)).contains("request to http://example.org/");
  }

  @Test
  void aViolationOfTheContentSecurityPolicyIsNoticed(Visits visits) {
    assertThat(complaintsOf(visits, "<p style='color: red'>Not so.</p>"))
        .anyMatch(text -> text.contains("Content Security Policy"));
  }

  @Test
  void whatAScriptThrowsIsNoticed(Visits visits) {
    Visit visit = withPage(visits, "<p>A page.</p>");
    visit.page().evaluate("() => { setTimeout(() => { throw new Error('thrown') }) }");
    visit.page().evaluate("() => new Promise(done => setTimeout(done, 50))");
    assertThat(endOf(visit)).anyMatch(text -> text.contains("thrown"));
  }

  @Test
  void whatIsExpectedIsNoComplaint(Visits visits) {
    Visit visit = withPage(visits, "<p>A page.</p>");
    visit.page().evaluate("() => console.error('this and that')");
    visit.expectComplaint("this and");
    assertThat(endOf(visit)).isEmpty();
  }

  @Test
  void axeFindsWhatNobodyCanRead(Visits visits) {
    Visit visit =
        withPage(visits, "<main><h1>A page</h1><img src='data:,'><button></button></main>");
    assertThatThrownBy(visit::isAccessible)
        .hasMessageContaining("image-alt")
        .hasMessageContaining("button-name");
    visit.expectComplaint("data:");
  }

  private static List<String> complaintsOf(Visits visits, String body) {
    return endOf(withPage(visits, body));
  }

  private static List<String> endOf(Visit visit) {
    List<String> complaints = visit.complaints();
    visit.expectComplaint("");
    return complaints;
  }

  private static Visit withPage(Visits visits, String body) {
    Visit visit = visits.prepare(options -> {});
    String html =
        "<!doctype html><html lang='en'><title>A page</title><link rel='icon' href='data:,'>"
            + body;
    visit
        .context()
        .route(
            visits.origin() + "/**",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setHeaders(Map.of("Content-Security-Policy", POLICY))
                        .setBody(html)));
    visit.page().navigate(visits.origin() + "/");
    return visit;
  }
}
