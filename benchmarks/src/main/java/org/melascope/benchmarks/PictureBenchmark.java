package org.melascope.benchmarks;

import java.util.concurrent.TimeUnit;
import org.melascope.gates.ImageQuality;
import org.melascope.image.ImageReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done with a picture before the network sees it, by one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PictureBenchmark {
  /** That the network sees of a file, about. */
  private static final double FRAME_PIXELS = 400_000;

  private final Subject subject = Subject.of(1);
  private final ImageReader readerOfAll = new ImageReader();

  /** As much of a file as the network sees. */
  @Benchmark
  public Object decode() throws Exception {
    return subject.reader.read(subject.files.get(subject.next()), "");
  }

  /** All pixels of a file. */
  @Benchmark
  public Object decodeAll() throws Exception {
    return readerOfAll.read(subject.files.get(subject.next()), "");
  }

  /** From a decoded picture to the network's input. */
  @Benchmark
  public Object prepare() {
    return subject.preprocessing.apply(subject.pictures.get(subject.next()));
  }

  /** The gates that look at the picture. */
  @Benchmark
  public Object quality() {
    return ImageQuality.of(
        subject.samples.get(subject.next()), subject.preprocessing.size(), FRAME_PIXELS);
  }
}
