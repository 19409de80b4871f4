package org.melascope.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.melascope.image.ImageReader;

/** Takes the pictures out of a form (RFC 7578) while its bytes come. */
final class FormPictures extends MultiPart.AbstractPartsListener {
  /** The only field that a form may have. */
  static final String FIELD = "image";

  private static final int BUFFER = 65536;

  private final int maxPictures;
  private final List<Upload> pictures = new ArrayList<>();
  private ByteArrayOutputStream part = new ByteArrayOutputStream();
  private Optional<RuntimeException> fault = Optional.empty();
  private boolean complete;

  private FormPictures(int maxPictures) {
    this.maxPictures = maxPictures;
  }

  /**
   * Reads all pictures of a form.
   *
   * @param boundary between its parts
   * @throws ProblemException if it is no form, or one with other fields or too many pictures
   * @throws IOException if the client has gone
   */
  static List<Upload> read(UploadStream body, String boundary, int maxPictures) throws IOException {
    FormPictures form = new FormPictures(maxPictures);
    MultiPart.Parser parser = new MultiPart.Parser(boundary, form);
    parser.setMaxParts(maxPictures + 1L);
    byte[] buffer = new byte[BUFFER];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, read), false));
      form.check();
    }
    parser.parse(Content.Chunk.EOF);
    form.check();
    return form.pictures();
  }

  private void check() {
    if (fault.isPresent()) {
      throw fault.get();
    }
  }

  private List<Upload> pictures() {
    if (!complete) {
      throw new ProblemException(ProblemType.MALFORMED, "the form ends before its last boundary");
    }
    if (pictures.isEmpty()) {
      throw wrongField("there is no picture in the form; put it into the field 'image'");
    }
    return List.copyOf(pictures);
  }

  /**
   * Jetty's parser keeps what a listener throws to itself and goes on: then a picture would have
   * the bytes, or the answer, of another one.
   */
  private void guarded(Runnable action) {
    if (fault.isPresent()) {
      return;
    }
    try {
      action.run();
    } catch (OutOfMemoryError e) {
      fail(Places.busy("the memory for pictures is full"));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    guarded(() -> append(chunk.getByteBuffer()));
  }

  private void append(ByteBuffer bytes) {
    // One byte more than is read, so that the picture is refused like any other that is too large.
    int room = (int) ImageReader.MAX_BYTES + 1 - part.size();
    int taken = Math.min(room, bytes.remaining());
    byte[] copy = new byte[taken];
    bytes.get(copy);
    part.write(copy, 0, taken);
  }

  @Override
  public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
    guarded(() -> keep(name, fileName));
  }

  private void keep(@Nullable String name, @Nullable String fileName) {
    byte[] bytes = part.toByteArray();
    part = new ByteArrayOutputStream();
    if (!FIELD.equals(name)) {
      fail(
          wrongField(
              (name == null
                      ? "a part of the form has no name"
                      : "the form has the field '" + Problem.shown(name) + "'")
                  + "; put pictures into the field 'image'"));
    } else if (pictures.size() == maxPictures) {
      fail(tooMany());
    } else {
      pictures.add(new Upload(fileName == null ? "" : fileName, bytes));
    }
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable failure) {
    fail(
        new ProblemException(
            ProblemType.MALFORMED, "the form cannot be read: its parts are broken"));
  }

  private void fail(RuntimeException problem) {
    if (fault.isEmpty()) {
      fault = Optional.of(problem);
    }
  }

  private ProblemException tooMany() {
    return new ProblemException(
        ProblemType.TOO_MANY_PICTURES,
        "at most %d pictures are taken in one request; send the others in another one"
            .formatted(maxPictures));
  }

  private static ProblemException wrongField(String detail) {
    return new ProblemException(Problem.of(ProblemType.WRONG_FIELD, detail).inField(FIELD));
  }
}
