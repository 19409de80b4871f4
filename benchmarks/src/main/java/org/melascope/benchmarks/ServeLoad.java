package org.melascope.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.melascope.Assessor;
import org.melascope.bundle.Bundle;
import org.melascope.image.ImageReader;
import org.melascope.network.Network;

/**
 * How many pictures per second a server answers, against what the network does on its own.
 *
 * <p>Synthetic lesions of about 200 KB each are drawn, the network is run on their tensors by as
 * many threads as there are processors (one picture at a time each, one thread of ONNX Runtime
 * each), then a server is started and clients post the pictures over connections that stay open,
 * each the next one as soon as it has its answer. Then the network is run again, for the machine
 * may have changed meanwhile; and once with decoding and preparing the pictures, which a server has
 * to do, too. The clients and the server share the processors. {@code benchmarks/serve-load} starts
 * it.
 */
public final class ServeLoad {
  private static final int MEMORY_LINES = 12;

  private final int clients;
  private final int seconds;
  private final int bareSeconds;
  private final List<byte[]> pictures;
  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final List<long[]> times = new ArrayList<>();
  private final List<Long> memory = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Object> results = new LinkedHashMap<>();

  private ServeLoad(int clients, int seconds) throws IOException {
    this.pictures = DrawnPictures.draw();
    this.clients = clients;
    this.seconds = seconds;
    this.bareSeconds = Math.max(5, Math.min(30, seconds / 4));
  }

  /**
   * Measures and prints.
   *
   * @param arguments number of clients, seconds, options for {@code serve}
   */
  public static void main(String[] arguments) throws Exception {
    ServeLoad load = new ServeLoad(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    load.run(Arrays.asList(arguments).subList(2, arguments.length));
  }

  private void run(List<String> serveOptions) throws Exception {
    Bundle bundle = Checkout.bundle();
    double before = bare(bundle);
    Process server = start(serveOptions);
    double served;
    try {
      served = load(server, address(server));
    } finally {
      server.destroy();
      server.waitFor();
    }
    double after = bare(bundle);
    double bare = (before + after) / 2;
    double alone = withoutServer(bundle);
    print("bare network      %.2f pictures/s (%.2f before, %.2f after)", bare, before, after);
    print("without a server  %.2f pictures/s from bytes to assessments", alone);
    print(
        "server            %.2f pictures/s, %.3f of the bare network, %.3f of what goes without a server",
        served, served / bare, served / alone);
    results.put("bareNetwork", bare);
    results.put("withoutServer", alone);
    results.put("server", served);
    Files.write(Checkout.results("serve-load.json"), MachineReport.JSON.writeValueAsBytes(results));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Pictures per second that the network answers whose tensors are ready. */
  private double bare(Bundle bundle) throws Exception {
    List<float[]> tensors = new ArrayList<>();
    for (byte[] picture : pictures) {
      tensors.add(bundle.description().preprocessing().apply(new ImageReader().read(picture, "")));
    }
    try (Network network = bundle.openNetwork(1)) {
      return rate(i -> network.run(List.of(tensors.get(i % pictures.size()))));
    }
  }

  /**
   * Pictures per second where decoding and preparing them is part of the work, as in the server.
   */
  private double withoutServer(Bundle bundle) throws Exception {
    ImageReader reader = ImageReader.forNetwork(bundle.description().preprocessing());
    try (Assessor assessor = Assessor.of(bundle, 1)) {
      return rate(i -> assessor.assess(reader.read(pictures.get(i % pictures.size()), "")));
    }
  }

  /** How often per second all processors together do something; the first second warms up. */
  private double rate(Work work) throws InterruptedException {
    AtomicLong count = new AtomicLong();
    long begin = System.nanoTime() + 1_000_000_000L;
    long end = begin + bareSeconds * 1_000_000_000L;
    onThreads(
        Runtime.getRuntime().availableProcessors(),
        thread -> {
          for (int i = thread; System.nanoTime() < end; i++) {
            work.run(i);
            if (System.nanoTime() > begin) {
              count.incrementAndGet();
            }
          }
        });
    return count.get() / (double) bareSeconds;
  }

  private interface Work {
    void run(int number) throws Exception;
  }

  private static void onThreads(int number, Work work) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int thread = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  work.run(thread);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static Process start(List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Checkout.launcher().toString(), "serve", "--port", "0"));
    command.addAll(options);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Where a server is that was just started, once it answers there. */
  static URI address(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server did not start");
    }
    return URI.create(line.replaceFirst(".* (http://\\S+) .*", "$1"));
  }

  private double load(Process server, URI address) throws Exception {
    // The code is compiled while it runs; what it does in the first seconds says little.
    int warmUp = Math.min(10, seconds / 2);
    long begin = System.nanoTime() + warmUp * 1_000_000_000L;
    long end = begin + seconds * 1_000_000_000L;
    Thread memory = new Thread(() -> watchMemory(server.pid(), begin, end));
    memory.start();
    onThreads(clients, client -> post(client, address, begin, end));
    memory.join();
    return report();
  }

  private void watchMemory(long pid, long begin, long end) {
    for (int line = 0; line <= MEMORY_LINES; line++) {
      long at = begin + (end - begin) / MEMORY_LINES * line;
      try {
        Thread.sleep(Math.max(0, (at - System.nanoTime()) / 1_000_000));
        long megabytes = resident(pid);
        memory.add(megabytes);
        print("memory            %4d s  %d MB resident", (at - begin) / 1_000_000_000L, megabytes);
      } catch (IOException | InterruptedException e) {
        print("memory            unknown: %s", e);
      }
    }
  }

  private static long resident(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** One client: picture after picture over one connection. */
  private void post(int client, URI address, long begin, long end) throws Exception {
    List<Long> mine = new ArrayList<>();
    Socket socket = new Socket(address.getHost(), address.getPort());
    InputStream in = new BufferedInputStream(socket.getInputStream());
    for (int i = client; System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      String outcome;
      try {
        send(socket, pictures.get(i % pictures.size()));
        outcome = status(in);
      } catch (IOException e) {
        outcome = "error: " + e.getMessage();
        socket.close();
        socket = new Socket(address.getHost(), address.getPort());
        in = new BufferedInputStream(socket.getInputStream());
      }
      long now = System.nanoTime();
      if (now > begin && now <= end) {
        outcomes.computeIfAbsent(outcome, key -> new LongAdder()).increment();
        if (outcome.equals("200")) {
          mine.add(now - start);
        }
      }
      if (outcome.equals("429")) {
        Thread.sleep(1000);
      }
    }
    socket.close();
    synchronized (times) {
      times.add(mine.stream().mapToLong(Long::longValue).toArray());
    }
  }

  private static void send(Socket socket, byte[] picture) throws IOException {
    String head =
        "POST /api/v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
            + "Content-Length: "
            + picture.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(picture);
  }

  /** Reads an answer with a length, and returns its status. */
  private static String status(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status.substring(9, 12);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private double report() {
    long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    Map<String, Double> milliseconds = new LinkedHashMap<>();
    if (all.length > 0) {
      milliseconds.put("p50", all[all.length / 2] / 1e6);
      milliseconds.put("p95", all[(int) (all.length * 0.95)] / 1e6);
      milliseconds.put("p99", all[(int) (all.length * 0.99)] / 1e6);
      milliseconds.put("most", all[all.length - 1] / 1e6);
    }
    Map<String, Long> answers = new TreeMap<>();
    outcomes.forEach((outcome, count) -> answers.put(outcome, count.sum()));
    results.put("clients", clients);
    results.put("seconds", seconds);
    results.put("answers", answers);
    results.put("milliseconds", milliseconds);
    results.put("residentMegabytes", memory);
    print("clients           %d, for %d s", clients, seconds);
    print("answers           %s", answers);
    print("milliseconds      %s", milliseconds);
    return all.length / (double) seconds;
  }
}
