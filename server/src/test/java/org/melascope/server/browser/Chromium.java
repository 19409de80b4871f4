package org.melascope.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system's Chromium, without a window, with a camera that shows a test pattern, and cut off
 * from everything but this machine. Playwright drives it with the Node.js that comes in its own
 * {@code driver-bundle} and downloads no browser.
 */
final class Chromium implements AutoCloseable {
  /** System property: which browser to start, instead of one on the {@code PATH}. */
  static final String EXECUTABLE = "melascope.browser";

  /** System property: with {@code true}, tests fail where there is no browser. */
  static final String REQUIRED = "melascope.browser.required";

  /** Where Playwright's driver-bundle has the Node.js of one of its platforms. */
  private static final String NODE = "/driver/linux/node";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

  private static final List<String> ARGUMENTS =
      List.of(
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-domain-reliability",
          "--disable-sync",
          "--disable-quic",
          "--disable-gpu",
          "--no-first-run",
          "--no-pings",
          // Whatever else it may want to talk to has no address.
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * The browser that tests run in: the one that {@value #EXECUTABLE} names, or the first of the
   * usual names on the {@code PATH}.
   */
  static Optional<Path> executable() {
    String named = System.getProperty(EXECUTABLE, "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    return NAMES.stream().flatMap(name -> onThePath(name).stream()).findFirst();
  }

  private static Optional<Path> onThePath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return List.of(path.split(File.pathSeparator)).stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Why there is nothing to run tests in, and what to do about it; empty if there is. */
  static Optional<String> missing() {
    String named = System.getProperty(EXECUTABLE, "");
    if (executable().isEmpty()) {
      return Optional.of(
          named.isEmpty()
              ? "No Chromium was found on the PATH: install one (Debian: apt-get install chromium),"
                  + " or name one with -D"
                  + EXECUTABLE
                  + "=/path/to/chromium"
              : "-D" + EXECUTABLE + "=" + named + " is not a program");
    }
    boolean driver =
        Chromium.class.getResource(NODE) != null || System.getenv("PLAYWRIGHT_NODEJS_PATH") != null;
    return driver
        ? Optional.empty()
        : Optional.of(
            "Playwright has no Node.js: add -P browser, which downloads it (200 MB), or name one"
                + " with the environment variable PLAYWRIGHT_NODEJS_PATH");
  }

  /** Whether a missing browser is a failure: where {@value #REQUIRED} is {@code true}. */
  static boolean required() {
    return Boolean.getBoolean(REQUIRED);
  }

  /**
   * Starts the browser.
   *
   * @throws IllegalStateException if there is none, with advice
   */
  static Chromium start() {
    missing()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    Path executable = executable().orElseThrow();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    // Chromium's sandbox does not start for root, which containers run as.
                    .setChromiumSandbox(false)
                    .setArgs(ARGUMENTS));
    return new Chromium(playwright, browser);
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
