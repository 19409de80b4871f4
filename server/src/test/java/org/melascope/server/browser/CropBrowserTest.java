package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A square is cut out of a picture of 600 by 400 pixels. */
@InBrowser
class CropBrowserTest {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;
  private static final FilePayload PICTURE = Pictures.spot("wide.png", WIDTH, HEIGHT);

  @Test
  void withoutACropThePictureIsSentAsItIs(Visits visits) {
    Visit visit = visits.open();
    JsonNode answer = visit.assess(PICTURE);
    assertThat(answer.get("width").asInt()).isEqualTo(WIDTH);
    assertThat(answer.get("height").asInt()).isEqualTo(HEIGHT);
  }

  @Test
  void aSwipeOverThePictureScrollsUnlessItMovesTheSquare(Visits visits) {
    Visit visit = visits.open();
    visit.choose(PICTURE);
    Locator sheet = visit.page().locator(".crop-sheet");
    assertThat(sheet).hasCSS("touch-action", "auto");
    visit.field("crop.use").check();
    assertThat(sheet).hasCSS("touch-action", "none");
  }

  @Test
  void theSquareIsMovedAndSizedByKeys(Visits visits) {
    Visit visit = cropping(visits);
    Locator box = box(visit);
    BoundingBox before = box.boundingBox();
    box.focus();
    visit.page().keyboard().press("ArrowLeft");
    assertThat(box.boundingBox().x).isLessThan(before.x);
    visit.page().keyboard().press("ArrowDown");
    assertThat(box.boundingBox().y).isGreaterThan(before.y);
    for (int i = 0; i < 10; i++) {
      visit.page().keyboard().press("-");
    }
    assertThat(visit.field("crop.size")).hasValue("60");
    assertThat(sentSide(visit)).isEqualTo(240);
  }

  @Test
  void theSquareIsSetWithSliders(Visits visits) {
    Visit visit = cropping(visits);
    visit.field("crop.size").fill("50");
    visit.field("crop.across").fill("0");
    visit.field("crop.down").fill("100");
    BoundingBox sheet = visit.page().locator(".crop-sheet").boundingBox();
    BoundingBox box = box(visit).boundingBox();
    assertThat(box.x).isCloseTo(sheet.x, within(2.0));
    assertThat(box.y + box.height).isCloseTo(sheet.y + sheet.height, within(2.0));
    assertThat(box.width).isCloseTo(sheet.height / 2, within(2.0));
    assertThat(sentSide(visit)).isEqualTo(200);
  }

  @Test
  void theSquareIsDraggedByTheMouse(Visits visits) {
    Visit visit = cropping(visits);
    visit.field("crop.size").fill("50");
    BoundingBox before = box(visit).boundingBox();
    drag(visit, before.x + 20, before.y + 20, -40, -30);
    BoundingBox moved = box(visit).boundingBox();
    assertThat(moved.x).isCloseTo(before.x - 40, within(2.0));
    assertThat(moved.y).isCloseTo(before.y - 30, within(2.0));
    assertThat(moved.width).isCloseTo(before.width, within(1.0));
  }

  @Test
  void theCornerSizesTheSquareAndKeepsTheOppositeOne(Visits visits) {
    Visit visit = cropping(visits);
    visit.field("crop.size").fill("50");
    BoundingBox before = box(visit).boundingBox();
    BoundingBox corner = visit.page().locator(".crop-corner").boundingBox();
    drag(visit, corner.x + corner.width / 2, corner.y + corner.height / 2, 30, 30);
    BoundingBox sized = box(visit).boundingBox();
    assertThat(sized.x).isCloseTo(before.x, within(3.0));
    assertThat(sized.y).isCloseTo(before.y, within(3.0));
    assertThat(sized.width).isGreaterThan(before.width + 10);
  }

  @Test
  void aPressBesideTheSquareCentresItThere(Visits visits) {
    Visit visit = cropping(visits);
    visit.field("crop.size").fill("20");
    BoundingBox sheet = visit.page().locator(".crop-sheet").boundingBox();
    double x = sheet.x + sheet.width / 4;
    double y = sheet.y + sheet.height / 4;
    visit.page().mouse().click(x, y);
    BoundingBox box = box(visit).boundingBox();
    assertThat(box.x + box.width / 2).isCloseTo(x, within(2.0));
    assertThat(box.y + box.height / 2).isCloseTo(y, within(2.0));
  }

  @Test
  void theCropChangesTheAnswer(Visits visits) {
    Visit visit = visits.open();
    double whole = visit.assess(PICTURE).get("pMalignant").asDouble();
    visit.page().goBack();
    visit.field("crop.use").check();
    visit.field("crop.size").fill("60");
    JsonNode cropped = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(cropped.get("pMalignant").asDouble()).isNotEqualTo(whole);
  }

  @Test
  void aVeryLargeSquareIsSentSmaller(Visits visits) {
    Visit visit = visits.open();
    visit.choose(Pictures.spot("large.png", 2600, 2500));
    visit.field("crop.use").check();
    visit.field("crop.size").fill("100");
    assertThat(sentSide(visit)).isEqualTo(2048);
  }

  @Test
  void whereTheBrowserCannotCropThePageSaysSo(Visits visits) {
    Visit visit = cropping(visits);
    visit.page().evaluate(Gestures.NO_ROOM_TO_DRAW);
    visit.button("picture.assess").click();
    assertThat(visit.text("problem.notCropped")).isVisible();
    visit.field("crop.use").uncheck();
    visit.answerTo(() -> visit.button("picture.assess").click());
  }

  /** Firefox does, where it is told to hide who its reader is. */
  @Test
  void aBrowserThatFalsifiesWhatItDrewSendsNothing(Visits visits) {
    Visit visit = cropping(visits);
    visit
        .page()
        .evaluate(
            """
            () => {
              const read = CanvasRenderingContext2D.prototype.getImageData;
              CanvasRenderingContext2D.prototype.getImageData = function (...place) {
                const pixels = read.apply(this, place);
                pixels.data.forEach((sample, i) => (pixels.data[i] = 255 - sample));
                return pixels;
              };
            }
            """);
    visit.button("picture.assess").click();
    assertThat(visit.text("problem.falsified")).isVisible();
    assertThat(visit.heading("picture.heading")).isVisible();
  }

  @Test
  void aPictureThatIsChosenWhileAnotherIsCutIsNotSentInItsPlace(Visits visits) {
    Visit visit = cropping(visits);
    visit
        .page()
        .evaluate(
            """
            () => {
              const draw = HTMLCanvasElement.prototype.toBlob;
              window.held = [];
              HTMLCanvasElement.prototype.toBlob = function (...how) {
                held.push(() => draw.apply(this, how));
              };
            }
            """);
    visit.button("picture.assess").click();
    visit.page().waitForFunction("() => held.length === 1");
    visit.button("picture.assess").click();
    Gestures.drop(visit.page().locator("h1"), Pictures.spot("next.png", 300, 200));
    assertThat(visit.page().locator(".file-name")).hasText("next.png");
    visit.page().evaluate("() => held.forEach(resume => resume())");
    visit.page().evaluate("() => new Promise(resolve => setTimeout(resolve, 300))");
    assertThat(visit.page().evaluate("() => held.length")).isEqualTo(1);
    assertThat(visit.heading("picture.heading")).isVisible();
    assertThat(visit.page().locator(".file-name")).hasText("next.png");
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(answer.get("width").asInt()).isEqualTo(300);
  }

  @Test
  void theSquareOutlastsAnotherLanguageAndALookAtTheResult(Visits visits) {
    Visit visit = cropping(visits);
    visit.field("crop.size").fill("50");
    visit.field("crop.across").fill("0");
    visit.field("shell.language").selectOption("de");
    Words german = Words.in("de");
    assertThat(visit.page().locator("legend")).hasText(german.of("crop.legend"));
    assertThat(visit.page().locator(".crop-sliders input").first()).hasValue("50");
    visit.page().locator("#language").selectOption("en");
    assertThat(visit.field("crop.use")).isChecked();
    assertThat(sentSide(visit)).isEqualTo(200);
    visit.page().goBack();
    assertThat(visit.field("crop.size")).hasValue("50");
    assertThat(sentSide(visit)).isEqualTo(200);
  }

  private static Visit cropping(Visits visits) {
    Visit visit = visits.open();
    visit.choose(PICTURE);
    visit.field("crop.use").check();
    assertThat(box(visit)).isVisible();
    return visit;
  }

  private static Locator box(Visit visit) {
    return visit.page().getByLabel(visit.words().of("crop.box"));
  }

  /** The side of what is sent, which must be square, in pixels. */
  private static int sentSide(Visit visit) {
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(answer.get("width").asInt()).isEqualTo(answer.get("height").asInt());
    return answer.get("width").asInt();
  }

  private static void drag(Visit visit, double x, double y, double right, double down) {
    Mouse mouse = visit.page().mouse();
    mouse.move(x, y);
    mouse.down();
    mouse.move(x + right / 2, y + down / 2);
    mouse.move(x + right, y + down);
    mouse.up();
  }
}
