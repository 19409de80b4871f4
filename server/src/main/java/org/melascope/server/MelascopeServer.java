package org.melascope.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.json.JavalinJackson3;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.melascope.bundle.Bundle;
import org.melascope.bundle.UnusableBundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server: the page, the API and the metrics, from {@link #start} to {@link #close}.
 *
 * <p>A request for an assessment takes one of the {@link Places}, is read by a thread of Jetty,
 * waits for one of the {@link PictureWorkers}, and is written by a thread of Jetty again.
 */
public final class MelascopeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MelascopeServer.class);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  /** Threads beside those that uploads may take: for the page, health, metrics, and Jetty's own. */
  private static final int OTHER_THREADS = 24;

  private static final int IDLE_THREADS = 8;

  private final ServerConfiguration configuration;
  private final ServerMetrics metrics;
  private final RequestRecord record;
  private final PictureWorkers workers;
  private final AutoCloseable network;
  private final Places places;
  private final QueuedThreadPool threads;
  private final AtomicBoolean ready = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Javalin javalin;

  private MelascopeServer(
      ServerConfiguration configuration,
      Bundle bundle,
      Examination examination,
      AutoCloseable network,
      ServerMetrics metrics)
      throws IOException, ConfigurationException {
    this.configuration = configuration;
    this.metrics = metrics;
    this.record = new RequestRecord(metrics, configuration.accessLog());
    this.network = network;
    this.workers = new PictureWorkers(examination, configuration.workers());
    // A quarter of the heap for pictures as they came; the rest is for decoding them.
    long memory = Runtime.getRuntime().maxMemory() / 4;
    this.places = new Places(configuration.places(), memory);
    this.threads = new QueuedThreadPool(configuration.places() + OTHER_THREADS, IDLE_THREADS);
    metrics.watch(workers::waiting, places::taken);
    byte[] model =
        JSON.writeValueAsString(ModelAnswer.of(bundle, memory)).getBytes(StandardCharsets.UTF_8);
    byte[] openApi = resource("openapi.yaml");
    Optional<ApiKey> key =
        configuration.apiKeyFile().isPresent()
            ? Optional.of(ApiKey.read(configuration.apiKeyFile().get()))
            : Optional.empty();
    AssessmentRoute assessments =
        new AssessmentRoute(
            bundle.description(),
            places,
            new UploadReader(configuration.uploadTime()),
            workers,
            threads,
            configuration.uploadTime());
    this.javalin =
        Javalin.create(
            config -> {
              configure(config);
              keep(config.routes, key);
              answer(config.routes, assessments, model, openApi);
            });
  }

  /**
   * Opens the network of a bundle and begins to answer.
   *
   * @throws UnusableBundleException if the network does not fit the bundle
   * @throws ConfigurationException if the API key cannot be read
   * @throws IOException if it cannot listen there
   */
  public static MelascopeServer start(ServerConfiguration configuration, Bundle bundle)
      throws UnusableBundleException, ConfigurationException, IOException {
    ServerMetrics metrics = new ServerMetrics();
    Examiner examiner = Examiner.open(bundle, metrics);
    try {
      return start(configuration, bundle, examiner, examiner, metrics);
    } catch (ConfigurationException | IOException | RuntimeException e) {
      examiner.close();
      throw e;
    }
  }

  /** Like {@link #start(ServerConfiguration, Bundle)}, with answers from somewhere else. */
  static MelascopeServer start(
      ServerConfiguration configuration,
      Bundle bundle,
      Examination examination,
      AutoCloseable network,
      ServerMetrics metrics)
      throws ConfigurationException, IOException {
    MelascopeServer server =
        new MelascopeServer(configuration, bundle, examination, network, metrics);
    try {
      server.javalin.start(configuration.host(), configuration.port());
    } catch (JavalinBindException e) {
      server.workers.close();
      throw new IOException(
          "cannot listen on %s, port %d: %s"
              .formatted(configuration.host(), configuration.port(), hindrance(e)),
          e);
    }
    server.ready.set(true);
    return server;
  }

  /** Jetty says no more than that it failed; its cause does. */
  private static String hindrance(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words = String.valueOf(cause.getMessage());
      if (cause instanceof UnresolvedAddressException
          || words.contains("assign requested address")) {
        return "this computer has no interface of that name or address; --host takes another one";
      }
    }
    return "another program does, or you may not; --port takes another one";
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jsonMapper(new JavalinJackson3(JSON, false));
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(MelascopeServer::configureHttp);
    config.jetty.addConnector((server, http) -> new ClientConnector(server, http, configuration));
    config.jetty.modifyServer(this::configureServer);
    config.router.javaLangErrorHandler(
        (response, error) -> ProblemAnswers.send(response, error, JSON));
    config.requestLogger.http(record);
  }

  private static void configureHttp(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.addCustomizer(new SecurityHeaders());
  }

  private void configureServer(Server server) {
    server.setErrorHandler(new EarlyErrors(JSON, metrics));
  }

  private void keep(RoutesConfig routes, Optional<ApiKey> key) {
    RequestOrigin origin = new RequestOrigin(configuration);
    routes.before(record::watch);
    routes.before(origin::check);
    if (key.isPresent()) {
      Routes.KEPT.forEach(path -> routes.before(path, key.get()::check));
    }
    ProblemAnswers.install(routes);
  }

  private void answer(
      RoutesConfig routes, AssessmentRoute assessments, byte[] model, byte[] openApi) {
    routes.post(Routes.ASSESSMENTS, assessments);
    read(routes, Routes.MODEL, context -> PageFiles.send(context, model, "application/json"));
    read(routes, Routes.OPENAPI, context -> PageFiles.send(context, openApi, "application/yaml"));
    read(routes, Routes.LIVE, context -> health(context, true));
    read(routes, Routes.READY, context -> health(context, ready.get()));
    read(
        routes,
        Routes.METRICS,
        context ->
            context
                .header("Cache-Control", "no-store")
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.scrape()));
    PageFiles page = new PageFiles();
    Routes.PAGE.forEach(path -> read(routes, path, page));
  }

  /** An address that can be read; Javalin does not ask its route for what HEAD needs by itself. */
  private static void read(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  private static void health(Context context, boolean up) {
    context.header("Cache-Control", "no-store");
    if (!up) {
      throw new ProblemException(ProblemType.SHUTTING_DOWN, "the server is shutting down");
    }
    context.json(Map.of("status", "up"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = MelascopeServer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the server was built without its " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Where the page is. */
  public URI uri() {
    String host = RequestOrigin.asInAddresses(configuration.host());
    return URI.create("http://" + host + ":" + javalin.port() + "/");
  }

  /**
   * Says that it is not ready any more, takes no further pictures, finishes those it has for as
   * long as the configuration allows, and stops.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    ready.set(false);
    places.close();
    long end = System.nanoTime() + configuration.shutdownTime().toNanos();
    try {
      places.awaitEmpty(configuration.shutdownTime().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    workers.close();
    try {
      network.close();
    } catch (Exception e) {
      throw new IllegalStateException("the network cannot be closed", e);
    }
  }

  /** Stops to listen; whoever is still sending a picture after so long is cut off. */
  private void stop(long millis) {
    javalin.jettyServer().server().setStopTimeout(millis);
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("connections were cut off, for they took longer than the shutdown may");
    }
  }
}
