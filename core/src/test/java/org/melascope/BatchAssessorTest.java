package org.melascope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.melascope.bundle.UnusableBundleException;
import org.melascope.image.ImageReader;
import org.melascope.image.LesionImage;
import org.melascope.image.UnreadableImageException;

@Timeout(60)
class BatchAssessorTest {
  /** Keeps everything it is told. */
  private static class Kept implements Answers<Integer> {
    final List<Integer> order = new ArrayList<>();
    final List<Assessment> assessments = new ArrayList<>();
    final List<String> faults = new ArrayList<>();

    @Override
    public void assessed(Integer item, Assessment assessment) throws IOException {
      order.add(item);
      assessments.add(assessment);
    }

    @Override
    public void unreadable(Integer item, UnreadableImageException reason) {
      order.add(item);
      faults.add(reason.getMessage());
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static BatchAssessor open(int threads) throws UnusableBundleException {
    return BatchAssessor.open(Fixture.bundle(), 0.95, threads, 1000);
  }

  @Test
  void answersInOrderLikeAnAssessorOfOnePicture() throws Exception {
    Kept answers = new Kept();
    try (BatchAssessor batch = open(3)) {
      batch.assess(numbers(50), Fixture::picture, answers);
    }
    assertThat(answers.order).isEqualTo(numbers(50));
    try (Assessor single = Assessor.of(Fixture.bundle(), 1)) {
      for (int i = 0; i < 50; i++) {
        assertThat(answers.assessments.get(i).distribution())
            .isEqualTo(single.assess(Fixture.picture(i), 0.95).distribution());
      }
    }
  }

  /** The first picture is not there before the last one that may overtake it. */
  @Test
  void keepsTheOrderWhenAPictureOvertakesAnother() throws Exception {
    CountDownLatch overtaken = new CountDownLatch(1);
    Kept answers = new Kept();
    try (BatchAssessor batch = open(2)) {
      batch.assess(
          numbers(8),
          item -> {
            if (item == 0) {
              await(overtaken);
            } else if (item == 7) {
              overtaken.countDown();
            }
            return Fixture.picture(item);
          },
          answers);
    }
    assertThat(answers.order).isEqualTo(numbers(8));
  }

  @Test
  void picturesThatCannotBeReadAreAnswersInTheirPlaces() throws Exception {
    Kept answers = new Kept();
    try (BatchAssessor batch = open(2)) {
      batch.assess(
          numbers(9),
          item ->
              item % 3 == 1
                  ? new ImageReader().read(new byte[0], "picture " + item)
                  : Fixture.picture(item),
          answers);
    }
    assertThat(answers.order).isEqualTo(numbers(9));
    assertThat(answers.assessments).hasSize(6);
    assertThat(answers.faults)
        .hasSize(3)
        .allMatch(message -> message.contains("an empty file"))
        .anyMatch(message -> message.startsWith("picture 4"));
  }

  @Test
  void handsOutEveryPictureWhileItIsAtHand() throws Exception {
    ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
    Kept answers =
        new Kept() {
          @Override
          public void atHand(Integer item, LesionImage image, Assessment assessment) {
            assertThat(image.toRgb()).isEqualTo(Fixture.picture(item).toRgb());
            seen.add(item);
          }

          @Override
          public void assessed(Integer item, Assessment assessment) throws IOException {
            assertThat(seen).contains(item);
            super.assessed(item, assessment);
          }
        };
    try (BatchAssessor batch = open(2)) {
      batch.assess(numbers(20), Fixture::picture, answers);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers(20));
  }

  /** 2 workers, 8 begun for each. */
  @Test
  void readsOnlyALittleAheadOfTheAnswers() throws Exception {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger mostAhead = new AtomicInteger();
    Kept answers =
        new Kept() {
          @Override
          public void assessed(Integer item, Assessment assessment) {
            answered.incrementAndGet();
          }
        };
    try (BatchAssessor batch = open(2)) {
      batch.assess(
          numbers(200),
          item -> {
            int ahead = read.incrementAndGet() - answered.get();
            mostAhead.accumulateAndGet(ahead, Math::max);
            return Fixture.picture(item);
          },
          answers);
    }
    assertThat(answered).hasValue(200);
    assertThat(mostAhead.get()).isBetween(1, 17);
  }

  @Test
  void endsWhenTheAnswersCannotBeTold() throws Exception {
    AtomicInteger read = new AtomicInteger();
    Kept answers =
        new Kept() {
          @Override
          public void assessed(Integer item, Assessment assessment) throws IOException {
            super.assessed(item, assessment);
            if (item == 3) {
              throw new IOException("no space left");
            }
          }
        };
    try (BatchAssessor batch = open(2)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  batch.assess(
                      numbers(500),
                      item -> {
                        read.incrementAndGet();
                        return Fixture.picture(item);
                      },
                      answers))
          .withMessage("no space left");
    }
    assertThat(answers.order).isEqualTo(numbers(4));
    assertThat(read.get()).isLessThan(100);
  }

  @Test
  void endsWhenWhatIsDoneWithAPictureFails() throws Exception {
    Kept answers =
        new Kept() {
          @Override
          public void atHand(Integer item, LesionImage image, Assessment assessment)
              throws IOException {
            throw new IOException("cannot draw " + item);
          }
        };
    try (BatchAssessor batch = open(2)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> batch.assess(numbers(3), Fixture::picture, answers))
          .withMessage("cannot draw 0");
    }
  }

  @Test
  void answersForOnePictureAndForNone() throws Exception {
    Kept answers = new Kept();
    try (BatchAssessor batch = BatchAssessor.open(Fixture.bundle(), 0.90, 2, 1)) {
      batch.assess(List.of(), Fixture::picture, answers);
      assertThat(answers.order).isEmpty();
      batch.assess(List.of(7), Fixture::picture, answers);
    }
    assertThat(answers.order).containsExactly(7);
    assertThat(answers.assessments.get(0).operatingPoint().targetSensitivity()).isEqualTo(0.90);
  }

  @Test
  void refusesASensitivityBeforeAnyPicture() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchAssessor.open(Fixture.bundle(), 0.2, 2, 10))
        .withMessageContaining("0.90 to 0.95");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
