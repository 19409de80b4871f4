package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The evidence over the picture. */
@InBrowser
class HeatMapBrowserTest {
  /** Colour and opacity of the canvas where a patch of the evidence has its centre. */
  private static final String PIXEL =
      """
      (canvas, { x, y }) => [...canvas.getContext('2d').getImageData(
          Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data]
      """;

  private static final String CONTENT = "canvas => canvas.toDataURL()";

  @Test
  void whatSpeaksForADiagnosisIsOrangeAndWhatSpeaksAgainstItBlue(Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = visit.assess(Pictures.sample("melanoma"));
    JsonNode map = answer.at("/evidence/maps/mel");
    int[] strongest = strongest(map, 1);
    int[] weakest = strongest(map, -1);
    Locator canvas = visit.page().locator("heat-map canvas");
    assertThat(pixel(canvas, answer, strongest))
        .satisfies(pixel -> assertThat(pixel.red()).isGreaterThan(pixel.blue()));
    assertThat(pixel(canvas, answer, weakest))
        .satisfies(pixel -> assertThat(pixel.blue()).isGreaterThan(pixel.red()));
  }

  @Test
  void eachDiagnosisHasAMapOfItsOwn(Visits visits) {
    Visit visit = withAnswer(visits);
    Locator canvas = visit.page().locator("heat-map canvas");
    Object melanoma = canvas.evaluate(CONTENT);
    String legend = visit.page().locator(".legend").innerText();
    visit.field("heat.diagnosis").selectOption("nv");
    assertThat(canvas.evaluate(CONTENT)).isNotEqualTo(melanoma);
    assertThat(visit.page().locator(".legend")).not().hasText(legend);
    assertThat(canvas)
        .hasAttribute(
            "aria-label",
            visit.words().of("heat.alt", "diagnosis", visit.words().of("diagnosis.nv")));
  }

  @Test
  void theOpacityIsTheReaders(Visits visits) {
    Visit visit = withAnswer(visits);
    Locator canvas = visit.page().locator("heat-map canvas");
    Locator slider = visit.field("heat.opacity");
    slider.fill("0");
    assertThat(canvas).hasCSS("opacity", "0");
    slider.focus();
    visit.page().keyboard().press("End");
    assertThat(canvas).hasCSS("opacity", "1");
    assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("100.%"));
  }

  /** Its pixels are those of the picture: a picture that is not square keeps its shape. */
  @Test
  void theMapLiesExactlyOverThePicture(Visits visits) {
    Visit visit = visits.open();
    visit.assess(Pictures.spot("tall.png", 300, 500));
    var picture = visit.page().locator("heat-map img").boundingBox();
    var map = visit.page().locator("heat-map canvas").boundingBox();
    assertThat(map.x).isCloseTo(picture.x, within(1.0));
    assertThat(map.y).isCloseTo(picture.y, within(1.0));
    assertThat(map.width).isCloseTo(picture.width, within(1.0));
    assertThat(map.height).isCloseTo(picture.height, within(1.0));
    assertThat(picture.height / picture.width).isCloseTo(500.0 / 300, within(0.05));
  }

  @Test
  void theLegendSaysHowMuchTheStrongestPatchAdds(Visits visits) {
    Visit visit = visits.open();
    JsonNode map = visit.assess(Pictures.sample("naevus")).at("/evidence/maps/mel");
    int[] up = strongest(map, 1);
    int[] down = strongest(map, -1);
    double greatest =
        Math.max(
            Math.abs(map.get(up[0]).get(up[1]).asDouble()),
            Math.abs(map.get(down[0]).get(down[1]).asDouble()));
    assertThat(visit.page().locator(".legend"))
        .containsText(visit.words().of("heat.for", "value", "+" + Figures.fixed(greatest, 2)));
  }

  private static Visit withAnswer(Visits visits) {
    Visit visit = visits.open();
    visit.answerTo(() -> visit.page().keyboard().press("1"));
    return visit;
  }

  /** Row and column of the patch with the largest value, times a sign. */
  private static int[] strongest(JsonNode map, int sign) {
    int[] best = {0, 0};
    for (int row = 0; row < map.size(); row++) {
      for (int column = 0; column < map.get(row).size(); column++) {
        double value = sign * map.get(row).get(column).asDouble();
        if (value > sign * map.get(best[0]).get(best[1]).asDouble()) {
          best = new int[] {row, column};
        }
      }
    }
    return best;
  }

  private static Pixel pixel(Locator canvas, JsonNode answer, int[] patch) {
    JsonNode evidence = answer.get("evidence");
    JsonNode frame = evidence.get("frame");
    double down = (patch[0] + 0.5) / evidence.get("rows").asInt();
    double across = (patch[1] + 0.5) / evidence.get("columns").asInt();
    double x =
        (frame.get("left").asDouble() + across * frame.get("width").asDouble())
            / answer.get("width").asDouble();
    double y =
        (frame.get("top").asDouble() + down * frame.get("height").asDouble())
            / answer.get("height").asDouble();
    List<?> bytes = (List<?>) canvas.evaluate(PIXEL, Map.of("x", x, "y", y));
    return new Pixel(((Number) bytes.get(0)).intValue(), ((Number) bytes.get(2)).intValue());
  }

  private record Pixel(int red, int blue) {}
}
