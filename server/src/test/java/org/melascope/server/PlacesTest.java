package org.melascope.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {
  @Test
  void aPlaceThatIsGivenBackCanBeTakenAgain() {
    Places places = new Places(1, 10);
    Places.Place place = places.take(() -> false);
    assertThat(places.taken()).isEqualTo(1);
    assertThatThrownBy(() -> places.take(() -> false)).hasMessageContaining("1 places are taken");
    place.close();
    place.close();
    assertThat(places.taken()).isZero();
    places.take(() -> false);
    assertThat(places.taken()).isEqualTo(1);
  }

  @Test
  void clientsThatHungUpAreAskedOnlyWhileTheyWait() {
    Places places = new Places(1, 10);
    AtomicBoolean asked = new AtomicBoolean();
    AtomicInteger left = new AtomicInteger();
    Places.Place place =
        places.take(
            () -> {
              asked.set(true);
              return true;
            });
    assertThatThrownBy(() -> places.take(() -> false)).isInstanceOf(ProblemException.class);
    assertThat(asked).as("while it uploads").isFalse();
    place.await(left::incrementAndGet);
    place.answer();
    assertThatThrownBy(() -> places.take(() -> false)).isInstanceOf(ProblemException.class);
    assertThat(asked).as("while it is answered").isFalse();
    place.await(left::incrementAndGet);
    places.take(() -> false);
    assertThat(left).hasValue(1);
    assertThat(place.leaveIfHungUp()).isTrue();
    assertThat(left).hasValue(1);
  }

  /** It would be told to come back for ever. */
  @Test
  void aRequestThatNeverFitsIsTooLarge() {
    Places.Place place = new Places(1, 10).take(() -> false);
    place.hold(10);
    assertThatThrownBy(() -> place.hold(1))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failure -> assertThat(failure.problem().is(ProblemType.TOO_LARGE_BYTES)).isTrue());
  }

  @Test
  void theMemoryOfAllRequestsIsBounded() {
    Places places = new Places(3, 10);
    Places.Place first = places.take(() -> false);
    Places.Place second = places.take(() -> false);
    first.hold(6);
    second.hold(4);
    assertThatThrownBy(() -> second.hold(1))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failure -> assertThat(failure.problem().is(ProblemType.BUSY)).isTrue());
    first.close();
    first.close();
    second.hold(6);
    assertThatThrownBy(() -> second.hold(1)).isInstanceOf(ProblemException.class);
  }

  @Test
  void afterTheEndNoneIsGivenAway() throws InterruptedException {
    Places places = new Places(2, 10);
    Places.Place place = places.take(() -> false);
    places.close();
    assertThatThrownBy(() -> places.take(() -> false)).hasMessageContaining("shutting down");
    assertThat(places.awaitEmpty(1)).isFalse();
    place.close();
    assertThat(places.awaitEmpty(1)).isTrue();
  }
}
