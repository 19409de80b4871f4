package org.melascope.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.melascope.HeatMap;
import org.melascope.diagnosis.Diagnosis;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a picture to its assessment, the bare network, and the arithmetic in it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class WayBenchmark {
  private final Subject subject;

  /** By one thread, as a server takes each of many pictures. */
  @State(Scope.Benchmark)
  public static class OneThread extends WayBenchmark {
    /** Opens the network. */
    public OneThread() {
      super(1);
    }
  }

  /** By as many threads as there are processors, as a single picture is classified. */
  @State(Scope.Benchmark)
  public static class AllThreads extends WayBenchmark {
    /** Opens the network. */
    public AllThreads() {
      super(Runtime.getRuntime().availableProcessors());
    }
  }

  WayBenchmark(int threads) {
    subject = Subject.of(threads);
  }

  /** The largest rate of arithmetic; see {@link MatrixProduct}. */
  @Benchmark
  public Object product() throws Exception {
    return subject.product.run();
  }

  /** The network alone. */
  @Benchmark
  public Object network() {
    return subject.network.run(List.of(subject.tensors.get(subject.next())));
  }

  /** From a decoded picture to the assessment. */
  @Benchmark
  public Object assess() {
    return subject.assessor.assess(subject.pictures.get(subject.next()));
  }

  /** From bytes to the assessment, with the evidence map. */
  @Benchmark
  public Object way() throws Exception {
    return subject.assessor.assess(subject.reader.read(subject.files.get(subject.next()), ""));
  }

  /** Drawing the evidence over a picture. */
  @Benchmark
  public Object heatMap() {
    int number = subject.next();
    return HeatMap.draw(
        subject.pictures.get(number),
        subject.assessments.get(number).evidence(),
        Diagnosis.ALL.get(0),
        subject.preprocessing);
  }
}
