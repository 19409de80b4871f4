package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** All ways by which a picture gets into the page. */
@InBrowser
class IntakeBrowserTest {
  private static final FilePayload NAEVUS = Pictures.sample("naevus");

  /** Two cameras of which every start but the first waits until the test lets it go on. */
  private static final String SLOW_CAMERAS =
      """
      () => {
        const media = navigator.mediaDevices;
        const ask = media.getUserMedia.bind(media);
        const list = media.enumerateDevices.bind(media);
        window.streams = [];
        window.held = [];
        media.enumerateDevices = async () => [
          ...(await list()).filter(device => device.kind === 'videoinput').slice(0, 1),
          { kind: 'videoinput', deviceId: 'another', label: 'Another camera' },
        ];
        media.getUserMedia = async () => {
          if (streams.length > 0) {
            await new Promise(resolve => held.push(resolve));
          }
          const stream = await ask({ video: true });
          streams.push(stream);
          return stream;
        };
      }
      """;

  private static final String LIVE =
      "() => streams.flatMap(stream => stream.getTracks())"
          + ".filter(track => track.readyState === 'live').length";

  @TempDir private Path folder;

  @Test
  void theButtonOpensTheDialogueForFiles(Visits visits) {
    Visit visit = visits.open();
    visit.choose(NAEVUS);
    assertThat(visit.heading("picture.heading")).isVisible();
    assertThat(visit.page().locator(".file-name")).hasText(NAEVUS.name);
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(answer.get("image").asString()).isEqualTo(NAEVUS.name);
    assertThat(answer.get("pMalignant")).isEqualTo(visits.api().assess(NAEVUS).get("pMalignant"));
  }

  @Test
  void aPictureCanBeDroppedAnywhere(Visits visits) {
    Visit visit = visits.open();
    for (String place : new String[] {"header", "#main", "h1"}) {
      visit.page().navigate(visits.origin() + "/#/about");
      Gestures.drop(visit.page().locator(place).first(), NAEVUS);
      assertThat(visit.heading("picture.heading")).isVisible();
    }
    assertThat(visit.page().locator("#drop-veil")).isHidden();
  }

  /** A link, or a picture of another page, which the browser would open in place of this one. */
  @Test
  void whatIsDroppedAndIsNoFileLeavesThePageWhereItIs(Visits visits) {
    Visit visit = visits.open();
    Object taken =
        visit
            .page()
            .evaluate(
                """
                () => {
                  const dataTransfer = new DataTransfer();
                  dataTransfer.setData('text/uri-list', 'https://example.org/mole.jpg');
                  const falls = type => !document.querySelector('h1').dispatchEvent(
                      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
                  return falls('dragover') && falls('drop');
                }
                """);
    assertThat(taken).as("whether the browser is kept from opening it").isEqualTo(true);
    assertThat(visit.text("intake.nothingDropped")).isVisible();
    assertThat(visit.text("intake.nothingDropped.do")).isVisible();
    assertThat(visit.heading("start.heading")).isVisible();
  }

  /** Browsers on Linux send one with what was selected last, wherever it was. */
  @Test
  void thePasteOfTheMiddleButtonIsNotMeant(Visits visits) {
    Visit visit = visits.open();
    visit
        .page()
        .evaluate(
            """
            () => {
              dispatchEvent(new PointerEvent('pointerup', { button: 1 }));
              document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
            }
            """);
    assertThat(visit.page().locator("#banner .problem")).hasCount(0);
    visit
        .page()
        .evaluate(
            """
            () => new Promise(resolve => setTimeout(resolve, 600)).then(() => {
              document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
            })
            """);
    assertThat(visit.text("intake.nothingToPaste")).isVisible();
  }

  @Test
  void aDraggedPictureIsExpectedWithWords(Visits visits) {
    Visit visit = visits.open();
    Gestures.dragOver(visit.page().locator("header"), NAEVUS);
    assertThat(visit.text("intake.dropHere")).isVisible();
    visit.screenshot("drop");
  }

  @Test
  void aPictureCanBePastedAnywhere(Visits visits) {
    Visit visit = visits.open("/#/programs", options -> {});
    FilePayload spot = Pictures.spot("spot.png", 300, 200);
    Gestures.copy(visit.page(), spot);
    visit.page().keyboard().press("Control+V");
    assertThat(visit.heading("picture.heading")).isVisible();
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(answer.get("width").asInt()).isEqualTo(300);
    assertThat(answer.get("height").asInt()).isEqualTo(200);
  }

  /** Spreadsheets copy their cells as words and as a picture. */
  @Test
  void wordsArePastedIntoAFieldWithoutTheirPicture(Visits visits) {
    Visit visit = visits.open();
    visit.assess(NAEVUS);
    Gestures.copyCells(visit.page(), "Case 7", Pictures.spot("cells.png", 300, 200));
    visit.button("result.report").click();
    visit.field("report.note").focus();
    visit.page().keyboard().press("Control+V");
    assertThat(visit.field("report.note")).hasValue("Case 7");
    assertThat(visit.heading("report.heading")).isVisible();
    visit.button("report.back").click();
    visit.field("threshold.label").focus();
    visit.page().keyboard().press("Control+V");
    assertThat(visit.heading("picture.heading")).isVisible();
  }

  @Test
  void pastedTextIsNoPicture(Visits visits) {
    Visit visit = visits.open();
    Gestures.copyText(visit.page(), "not a picture");
    visit.page().keyboard().press("Control+V");
    assertThat(visit.text("intake.nothingToPaste")).isVisible();
    assertThat(visit.text("intake.nothingToPaste.do")).isVisible();
    visit.page().keyboard().press("Control+V");
    assertThat(visit.page().locator("#banner .problem")).hasCount(1);
  }

  @Test
  void eachSampleIsAnsweredWhenItIsPressed(Visits visits) {
    Visit visit = visits.open();
    Locator samples = visit.page().locator(".samples button");
    assertThat(samples).hasCount(6);
    for (int i = 0; i < 6; i++) {
      Locator sample = samples.nth(i);
      assertThat(sample.locator("img")).hasJSProperty("complete", true);
      JsonNode answer = visit.answerTo(sample::click);
      assertThat(answer.get("decision").asString()).isNotEqualTo("ERROR");
      visit.button("result.another").click();
    }
  }

  @Test
  void eachSampleHasAKey(Visits visits) {
    Visit visit = visits.open();
    JsonNode first = visit.answerTo(() -> visit.page().keyboard().press("1"));
    assertThat(first.get("probabilities"))
        .isEqualTo(visits.api().assess(Pictures.sample("melanoma")).get("probabilities"));
    visit.button("result.another").click();
    JsonNode second = visit.answerTo(() -> visit.page().keyboard().press("2"));
    assertThat(second.get("probabilities"))
        .isEqualTo(visits.api().assess(NAEVUS).get("probabilities"));
  }

  @Test
  void aSampleThatComesLateDoesNotReplaceThePictureThatWasChosenMeanwhile(Visits visits) {
    Visit visit = visits.open();
    List<Route> held = holdSamples(visit);
    visit.page().keyboard().press("1");
    visit.page().waitForCondition(() -> held.size() == 1);
    visit.choose(Pictures.sample("keratosis"));
    assertThat(visit.heading("picture.heading")).isVisible();
    comes(visit, held.get(0));
    assertThat(visit.heading("picture.heading")).isVisible();
    assertThat(visit.page().locator(".file-name")).hasText("synthetic-keratosis.jpg");
  }

  @Test
  void ofTwoSamplesTheOneThatWasPressedLastIsShown(Visits visits) {
    Visit visit = visits.open();
    List<Route> held = holdSamples(visit);
    visit.page().keyboard().press("1");
    visit.page().waitForCondition(() -> held.size() == 1);
    visit.page().keyboard().press("2");
    visit.page().waitForCondition(() -> held.size() == 2);
    JsonNode answer = visit.answerTo(() -> comes(visit, held.get(1)));
    comes(visit, held.get(0));
    assertThat(answer.get("image").asString()).isEqualTo(visit.words().of("sample.naevus"));
    assertThat(visit.verdict()).isVisible();
    visit.button("result.report").click();
    assertThat(visit.page().locator("article.sheet"))
        .containsText(visit.words().of("sample.naevus"));
  }

  /** Nothing of a result outlasts a reload but its address. */
  @ParameterizedTest
  @ValueSource(strings = {"/#/result", "/#/picture", "/#/many", "/#/report", "/#/nowhere"})
  void whereThereIsNothingToShowThePageStartsAnew(String address, Visits visits) {
    Visit visit = visits.open(address, options -> {});
    assertThat(visit.heading("start.heading")).isVisible();
    visit.answerTo(() -> visit.page().keyboard().press("1"));
    visit.page().goBack();
    assertThat(visit.heading("start.heading")).isVisible();
    assertThat(visit.page()).hasURL(visits.origin() + "/#/");
  }

  @Test
  void theKeysOfTheSamplesCanBeTurnedOff(Visits visits) {
    Visit visit = visits.open();
    visit.field("start.sampleKeys").uncheck();
    visit.page().keyboard().press("1");
    assertThat(visit.heading("start.heading")).isVisible();
    visit.field("start.sampleKeys").check();
    visit.answerTo(() -> visit.page().keyboard().press("1"));
  }

  @Test
  void theCameraShowsALivePictureAndTakesTheSquareAroundItsCircle(Visits visits) {
    Visit visit = visits.open("/", options -> options.setPermissions(Arrays.asList("camera")));
    visit.button("start.camera").click();
    Locator camera = visit.page().getByRole(AriaRole.DIALOG);
    assertThat(camera.getByText(visit.words().of("camera.frame"))).isVisible();
    assertThat(camera.locator(".camera-ring")).isVisible();
    assertThat(camera.locator("video")).hasJSProperty("paused", false);
    visit.screenshot("camera");
    visit.button("camera.take").click();
    assertThat(camera).hasCount(0);
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(answer.get("width").asInt())
        .isEqualTo(answer.get("height").asInt())
        .isGreaterThan(200);
  }

  @Test
  void whatTheCameraCouldNotTakeCanBeTakenAgain(Visits visits) {
    Visit visit = visits.open("/", options -> options.setPermissions(Arrays.asList("camera")));
    visit.button("start.camera").click();
    assertThat(visit.button("camera.take")).isEnabled();
    visit.page().evaluate(Gestures.NO_ROOM_TO_DRAW);
    visit.button("camera.take").click();
    assertThat(visit.text("camera.failed")).isVisible();
    assertThat(visit.button("camera.take")).isEnabled();
  }

  @Test
  void theCameraStopsWhenItsDialogueIsClosed(Visits visits) {
    Visit visit = visits.open("/", options -> options.setPermissions(Arrays.asList("camera")));
    visit.button("start.camera").click();
    assertThat(visit.text("camera.frame")).isVisible();
    Object stream =
        visit.page().evaluateHandle("() => document.querySelector('video').srcObject.getTracks()");
    visit.page().keyboard().press("Escape");
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(visit.page().evaluate("tracks => tracks.map(track => track.readyState)", stream))
        .asString()
        .isEqualTo("[ended]");
  }

  @Test
  void whatIsTakenWhenTheDialogueIsClosedIsNotShown(Visits visits) {
    Visit visit = visits.open("/", options -> options.setPermissions(Arrays.asList("camera")));
    visit.button("start.camera").click();
    Locator camera = visit.page().getByRole(AriaRole.DIALOG);
    assertThat(visit.button("camera.take")).isEnabled();
    visit
        .button("camera.take")
        .evaluate("shutter => { shutter.click(); shutter.closest('dialog').close(); }");
    assertThat(camera).hasCount(0);
    visit.page().evaluate("() => new Promise(resolve => setTimeout(resolve, 500))");
    assertThat(visit.heading("start.heading")).isVisible();
  }

  @Test
  void noCameraStaysOnAfterQuickChangesBetweenTwo(Visits visits) {
    Visit visit = visits.open("/", options -> options.setPermissions(Arrays.asList("camera")));
    visit.page().evaluate(SLOW_CAMERAS);
    visit.button("start.camera").click();
    Locator choice = visit.page().getByRole(AriaRole.DIALOG).locator("select");
    String first = choice.inputValue();
    choice.selectOption("another");
    choice.selectOption(first);
    visit.page().waitForFunction("() => held.length === 2");
    visit.page().evaluate("() => held.reverse().forEach(resume => resume())");
    visit.page().waitForFunction("() => streams.length === 3");
    assertThat(visit.button("camera.take")).isEnabled();
    assertThat(visit.page().evaluate(LIVE)).as("cameras that are on").isEqualTo(1);
    choice.selectOption("another");
    visit.page().waitForFunction("() => held.length === 3");
    visit.page().keyboard().press("Escape");
    visit.page().evaluate("() => held.forEach(resume => resume())");
    visit.page().waitForFunction("() => streams.length === 4");
    assertThat(visit.page().evaluate(LIVE)).as("cameras that are on").isEqualTo(0);
  }

  @Test
  void aPhoneIsOfferedItsOwnCamera(Visits visits) {
    Visit visit =
        visits.prepare(
            options -> options.setViewportSize(360, 740).setHasTouch(true).setIsMobile(true));
    // By this the browsers of phones are told from others that have a touch screen.
    visit.page().addInitScript("HTMLInputElement.prototype.capture = ''");
    visit.page().navigate(visits.origin());
    assertThat(visit.page().getByLabel(visit.words().of("start.photograph")))
        .hasAttribute("capture", "environment");
  }

  @Test
  void aComputerThatIsTouchedHasALivePictureOfItsCamera(Visits visits) {
    Visit visit = visits.open("/", options -> options.setHasTouch(true).setIsMobile(true));
    assertThat(visit.button("start.camera")).isVisible();
    assertThat(visit.page().getByLabel(visit.words().of("start.photograph"))).hasCount(0);
  }

  @Test
  void aFileThatIsNoPictureIsToldSo(Visits visits) {
    Visit visit = visits.open();
    visit.expectComplaint("status of 415");
    visit.choose(Pictures.letter("letter.jpg"));
    assertThat(visit.text("picture.notShown")).isVisible();
    visit.button("picture.assess").click();
    assertThat(visit.heading("result.failed")).isVisible();
    assertThat(visit.text("problem.notAnImage")).isVisible();
    visit.screenshot("not-an-image");
    visit.button("picture.other").click();
    assertThat(visit.heading("start.heading")).isVisible();
  }

  /** As one in a cloud, which Android lets the page read and not send. */
  @Test
  void aFileThatIsGoneWhenItIsSentWasReadBefore(Visits visits) throws IOException {
    Visit visit = visits.open();
    Path file = Files.write(folder.resolve("mole.jpg"), NAEVUS.buffer);
    visit.dialogue(() -> visit.field("start.choose").press("Space")).setFiles(file);
    assertThat(visit.heading("picture.heading")).isVisible();
    Files.delete(file);
    JsonNode answer = visit.answerTo(() -> visit.button("picture.assess").click());
    assertThat(answer.get("pMalignant")).isEqualTo(visits.api().assess(NAEVUS).get("pMalignant"));
    assertThat(answer.get("image").asString()).isEqualTo("mole.jpg");
  }

  /** As a folder is, which comes like a file. */
  @Test
  void aFileThatCannotBeReadIsNotCalledNoPicture(Visits visits) {
    Visit visit = visits.open();
    visit.page().evaluate("() => { Blob.prototype.arrayBuffer = async () => { throw 0; }; }");
    Gestures.drop(visit.page().locator("h1"), NAEVUS);
    assertThat(visit.text("problem.unreadableFile")).isVisible();
    assertThat(visit.text("problem.unreadableFile.do")).isVisible();
  }

  @Test
  void aSampleThatComesSlowlyIsNotShownToWhoHasGoneElsewhere(Visits visits) {
    Visit visit = visits.open();
    List<Route> held = holdSamples(visit);
    visit.page().waitForRequest("**/samples/*.jpg", () -> visit.page().keyboard().press("1"));
    visit.follow("nav.about");
    Locator main = visit.page().locator("#main");
    assertThat(main).hasAttribute("data-view", "/about");
    comes(visit, held.get(0));
    assertThat(main).hasAttribute("data-view", "/about");
  }

  @Test
  void aHeicPhotoIsToldHowToBecomeAnother(Visits visits) {
    Visit visit = visits.open();
    Gestures.drop(visit.page().locator("h1"), Pictures.heic("IMG_0001.HEIC"));
    assertThat(visit.text("problem.heic")).isVisible();
    assertThat(visit.text("problem.heic.do")).isVisible();
    String accepted = visit.page().locator("input[type=file]").first().getAttribute("accept");
    assertThat(accepted).contains("image/jpeg").doesNotContain("heic");
  }

  /** The samples that are asked for from now on, as soon as they are; none comes by itself. */
  private static List<Route> holdSamples(Visit visit) {
    List<Route> held = new CopyOnWriteArrayList<>();
    visit.context().route("**/samples/*.jpg", held::add);
    return held;
  }

  /** Lets a sample through, and the page do what it does with it. */
  private static void comes(Visit visit, Route sample) {
    visit.page().waitForRequestFinished(sample::resume);
    visit.page().evaluate("() => new Promise(resolve => setTimeout(resolve, 200))");
  }
}
