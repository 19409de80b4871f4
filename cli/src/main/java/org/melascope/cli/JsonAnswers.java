package org.melascope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.melascope.Assessment;
import org.melascope.AssessmentJson;
import org.melascope.bundle.BundleDescription;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Answers as one JSON document: an array with an {@link AssessmentJson} on each line. */
final class JsonAnswers implements AnswerWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private final PrintWriter out;
  private final String model;
  private String before = "";

  JsonAnswers(PrintWriter out, BundleDescription bundle) {
    this.out = out;
    this.model = bundle.identity();
    out.print("[\n");
  }

  @Override
  public void assessed(String image, Assessment assessment, Optional<String> heatMap)
      throws IOException {
    AssessmentJson answer = AssessmentJson.of(image, assessment);
    write(heatMap.map(answer::withHeatMap).orElse(answer));
  }

  @Override
  public void unreadable(String image, String reason) throws IOException {
    write(AssessmentJson.error(image, reason, model));
  }

  private void write(AssessmentJson answer) throws IOException {
    out.print(before + JSON.writeValueAsString(answer));
    before = ",\n";
    AnswerWriter.flush(out);
  }

  @Override
  public void close() throws IOException {
    out.print("\n]\n");
    AnswerWriter.flush(out);
  }
}
