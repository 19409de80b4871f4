package org.melascope.server;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * How many requests may be under way, and how many bytes of pictures they may hold together.
 * Whoever finds all places taken is told to come back later; before that, the places of clients
 * that have hung up are taken from them.
 */
final class Places {
  /** A full house is through in a second or two. */
  private static final long RETRY_SECONDS = 1;

  private final int count;
  private final long bytes;
  private final Set<Place> taken = new HashSet<>();
  private long held;
  private boolean closed;

  /**
   * Free places.
   *
   * @param count how many
   * @param bytes that the pictures of all requests may have
   */
  Places(int count, long bytes) {
    this.count = count;
    this.bytes = bytes;
  }

  /**
   * Takes a place.
   *
   * @param hungUp tells whether the client is gone; asked only while it {@link Place#await waits}
   * @throws ProblemException if there is none, or if the server is shutting down
   */
  synchronized Place take(BooleanSupplier hungUp) {
    if (closed) {
      throw new ProblemException(
          ProblemType.SHUTTING_DOWN, "the server is shutting down; ask another one or come back");
    }
    if (taken.size() >= count) {
      Set.copyOf(taken).forEach(Place::leaveIfHungUp);
    }
    if (taken.size() >= count) {
      throw busy("all " + count + " places are taken");
    }
    Place place = new Place(hungUp);
    taken.add(place);
    return place;
  }

  static ProblemException busy(String why) {
    return new ProblemException(
        Problem.of(ProblemType.BUSY, why + "; try again in a moment").retriedAfter(RETRY_SECONDS));
  }

  /** How many are taken. */
  synchronized int taken() {
    return taken.size();
  }

  /** Gives no more places away. */
  synchronized void close() {
    closed = true;
  }

  /**
   * Waits until all places are free.
   *
   * @param millis for so long at most
   * @return whether they are
   */
  synchronized boolean awaitEmpty(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!taken.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** The place of a request. */
  final class Place implements AutoCloseable {
    private final BooleanSupplier hungUp;
    private Runnable whenLeft = () -> {};
    private boolean waiting;
    private boolean left;
    private long bytesHeld;

    private Place(BooleanSupplier hungUp) {
      this.hungUp = hungUp;
    }

    /**
     * Holds memory for pictures until the place is left.
     *
     * @throws ProblemException if this request alone would hold too much, or all together
     */
    void hold(long more) {
      synchronized (Places.this) {
        if (bytesHeld + more > bytes) {
          throw new ProblemException(
              ProblemType.TOO_LARGE_BYTES,
              "the memory of this server has room for no more than %.0f MB in a request; send fewer or smaller pictures"
                  .formatted(bytes / 1e6));
        }
        if (held + more > bytes) {
          throw busy("the memory for pictures is full");
        }
        held += more;
        bytesHeld += more;
      }
    }

    /**
     * From now on the client only waits, and may hang up.
     *
     * @param whenHungUp called at most once, if it does
     */
    void await(Runnable whenHungUp) {
      synchronized (Places.this) {
        waiting = true;
        whenLeft = whenHungUp;
      }
    }

    /** Whether the client has hung up; its place is free then. */
    boolean leaveIfHungUp() {
      synchronized (Places.this) {
        if (waiting && hungUp.getAsBoolean()) {
          Runnable action = whenLeft;
          close();
          action.run();
        }
        return left;
      }
    }

    /** The client's wait is over: from now on somebody writes to it. */
    void answer() {
      synchronized (Places.this) {
        waiting = false;
      }
    }

    /** Gives the place back; more than once does nothing. */
    @Override
    public void close() {
      synchronized (Places.this) {
        waiting = false;
        if (!left) {
          left = true;
          held -= bytesHeld;
          taken.remove(this);
          Places.this.notifyAll();
        }
      }
    }
  }
}
