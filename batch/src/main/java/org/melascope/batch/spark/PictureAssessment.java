package org.melascope.batch.spark;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.melascope.image.UnreadableImageException.Reason;

/** Answers for the rows {@code (path, content)} of a partition, one after the other. */
final class PictureAssessment implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  private final Broadcast<SharedBundle> bundle;
  private final double sensitivity;
  private final LongAccumulator count;

  /**
   * @param count is told of each answer; those of tasks that are done again count again
   */
  PictureAssessment(Broadcast<SharedBundle> bundle, double sensitivity, LongAccumulator count) {
    this.bundle = bundle;
    this.sensitivity = sensitivity;
    this.count = count;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> pictures) {
    Answering answering = new Answering(bundle.value(), sensitivity);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pictures.hasNext();
      }

      @Override
      public Row next() {
        Row answer = answer(answering, pictures.next());
        count.add(1);
        return answer;
      }
    };
  }

  private static Row answer(Answering answering, Row picture) {
    String image = PictureFile.name(String.valueOf(picture.get(0)));
    byte @Nullable [] content = picture.getAs(1);
    return content == null
        ? answering.unreadable(
            image, null, null, Answering.code(Reason.EMPTY), "there are no bytes for it", 0)
        : answering.answer(image, content);
  }
}
