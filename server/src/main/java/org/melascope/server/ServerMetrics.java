package org.melascope.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.melascope.Assessment;
import org.melascope.AssessmentJson;

/**
 * What the server counts and times, as Prometheus reads it. No label takes a value that comes from
 * a request, so that nobody can fill the memory with them.
 */
final class ServerMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
  }

  /** A request was answered. */
  void request(String route, String outcome, Duration time) {
    Timer.builder("melascope.requests")
        .description("Requests, from their first byte to the end of the answer")
        .tag("route", route)
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(time);
  }

  /** A picture was assessed. */
  void assessed(Assessment assessment, Duration decoding) {
    timer("melascope.decoding", "Decoding a picture").record(decoding);
    timer("melascope.inference", "From a decoded picture to its assessment")
        .record(assessment.elapsed());
    decision(assessment.decision().name(), "none");
  }

  /** A picture could not be read. */
  void unreadable(ProblemType problem) {
    decision(AssessmentJson.ERROR, problem.word());
  }

  private void decision(String decision, String problem) {
    Counter.builder("melascope.decisions")
        .description("Pictures by what was said about them")
        .tag("decision", decision)
        .tag("problem", problem)
        .register(registry)
        .increment();
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** Watches what changes by itself. */
  void watch(Supplier<Number> waiting, Supplier<Number> placesTaken) {
    Gauge.builder("melascope.queue.depth", waiting)
        .description("Pictures that wait for a worker")
        .register(registry);
    Gauge.builder("melascope.places.taken", placesTaken)
        .description("Requests for assessments that are under way")
        .register(registry);
  }

  /** All of it in Prometheus' text format 0.0.4. */
  String scrape() {
    return registry.scrape();
  }
}
