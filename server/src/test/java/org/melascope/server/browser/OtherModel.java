package org.melascope.server.browser;

import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Another model, which the server is started again with while a page is open. */
final class OtherModel {
  static final String VERSION = "99.0";
  static final String IDENTITY = "melascope-99.0+0123456789ab";

  private final AtomicBoolean answers = new AtomicBoolean();

  private OtherModel() {}

  /**
   * A model to which everything is suspicious.
   *
   * @param probability that both models find in every picture
   */
  static OtherModel of(Visit visit, double probability) {
    OtherModel other = new OtherModel();
    visit.changeAnswers(answer -> other.change(answer.put("pMalignant", probability)));
    visit.context().route("**/api/v1/model", other::tell);
    return other;
  }

  /** From now on it answers. */
  void takeOver() {
    answers.set(true);
  }

  private void change(ObjectNode answer) {
    answer.put("decision", answers.get() ? "SUSPICIOUS" : "LIKELY_BENIGN");
    if (answers.get()) {
      answer.put("model", IDENTITY);
    }
  }

  private void tell(Route route) {
    if (!answers.get()) {
      route.resume();
      return;
    }
    ObjectNode model = (ObjectNode) JsonMapper.shared().readTree(route.fetch().text());
    model.put("version", VERSION).put("identity", IDENTITY);
    for (JsonNode point : model.get("operatingCurve")) {
      ((ObjectNode) point).put("threshold", 0);
    }
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(model.toString()));
  }
}
