package org.melascope.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.json.JavalinJackson3;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The server: the page, the API and the metrics, from {@link #start} to {@link #close}. */
public final class MelascopeServer implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private final PictureWorkers workers;
  private final Javalin javalin;
  private final QueuedThreadPool threads = new QueuedThreadPool(96, 4);
  private final String host;

  private MelascopeServer(PictureWorkers workers, String host) {
    this.workers = workers;
    this.host = host;
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * Opens the network of a bundle and begins to answer.
   *
   * @param host name or address of the interface to listen on
   * @param port to listen on; 0 for any that is free
   * @throws UnusableBundleException if the network does not fit the bundle
   * @throws IOException if it cannot listen there
   */
  public static MelascopeServer start(Bundle bundle, String host, int port)
      throws UnusableBundleException, IOException {
    PictureWorkers workers =
        PictureWorkers.open(bundle, Runtime.getRuntime().availableProcessors());
    MelascopeServer server = new MelascopeServer(workers, host);
    server.javalin.start(host, port);
    return server;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jsonMapper(new JavalinJackson3(JSON, false));
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads;
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    ProblemAnswers.install(routes);
    routes.post(
        "/api/v1/assessments",
        new AssessmentRoute(workers, new UploadReader(Duration.ofSeconds(30)), threads));
    PageFiles page = new PageFiles();
    for (String path : new String[] {"/", "/{file}", "/app/*", "/i18n/*", "/samples/*"}) {
      routes.get(path, page);
    }
  }

  /** Where the page is. */
  public URI uri() {
    return URI.create("http://" + host + ":" + javalin.port() + "/");
  }

  /** Finishes what was begun, then stops. */
  @Override
  public void close() {
    javalin.stop();
    workers.close();
  }
}
