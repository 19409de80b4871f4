package org.melascope.server.browser;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests their {@link Visits}: to one server in one browser, which are started for the first
 * test and stopped after the last one of the whole run.
 */
final class BrowserTests implements ExecutionCondition, ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(BrowserTests.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = Chromium.missing();
    return missing.isEmpty() || Chromium.required()
        ? ConditionEvaluationResult.enabled("there is a browser, or there must be")
        : ConditionEvaluationResult.disabled(missing.get());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visits.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Site site =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Site.class, key -> Site.open(), Site.class);
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Visits.class,
            key -> new Visits(site.chromium().browser(), site.server().origin()),
            Visits.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Visits visits = context.getStore(NAMESPACE).get(Visits.class, Visits.class);
    if (visits == null) {
      return;
    }
    if (context.getExecutionException().isPresent()) {
      visits.screenshots(
          context.getRequiredTestClass().getSimpleName()
              + "-"
              + context.getRequiredTestMethod().getName());
    }
    visits.end();
  }

  /** The browser and the server that all tests share. */
  private record Site(Chromium chromium, TestServer server) implements AutoCloseable {
    static Site open() {
      PlaywrightAssertions.setDefaultAssertionTimeout(Visits.PATIENCE);
      return new Site(Chromium.start(), TestServer.start());
    }

    @Override
    public void close() {
      chromium.close();
      server.close();
    }
  }
}
