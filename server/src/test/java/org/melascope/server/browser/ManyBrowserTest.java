package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several pictures at once. */
@InBrowser
class ManyBrowserTest {
  private static final List<FilePayload> READABLE =
      List.of(Pictures.sample("naevus"), Pictures.sample("melanoma"), Pictures.sample("keratosis"));

  private static final FilePayload LETTER = Pictures.letter("a letter, \"signed\".jpg");

  @Test
  void theTableIsSortedByRiskAndWhatCannotBeReadIsLast(Visits visits) {
    Visit visit = withTable(visits);
    assertThat(names(visit)).hasText(byRisk(visits));
    Locator last = visit.page().locator("tbody tr").last();
    assertThat(last).containsText(visit.words().of("problem.notAnImage"));
    visit.screenshot("table");
  }

  @Test
  void eachHeadingSortsAndSaysSo(Visits visits) {
    Visit visit = withTable(visits);
    visit.button("many.name").click();
    assertThat(names(visit))
        .hasText(
            new String[] {
              LETTER.name,
              "synthetic-keratosis.jpg",
              "synthetic-melanoma.jpg",
              "synthetic-naevus.jpg"
            });
    assertThat(visit.page().locator("th[aria-sort]")).hasText(visit.words().of("many.name"));
    assertThat(visit.page().locator("th[aria-sort]")).hasAttribute("aria-sort", "ascending");
    visit.button("many.name").press("Enter");
    assertThat(visit.page().locator("th[aria-sort]")).hasAttribute("aria-sort", "descending");
    assertThat(visit.button("many.name")).isFocused();
    assertThat(names(visit).first()).hasText("synthetic-naevus.jpg");
  }

  @Test
  void theNumbersAreThoseOfTheServer(Visits visits) {
    Visit visit = withTable(visits);
    for (FilePayload picture : READABLE) {
      JsonNode answer = visits.api().assess(picture);
      assertThat(rowOf(visit, picture).locator("td.number"))
          .hasText(
              new String[] {
                String.valueOf(READABLE.indexOf(picture) + 1),
                Figures.percent(answer.get("pMalignant").asDouble()),
                Figures.percent(answer.get("pMelanoma").asDouble())
              });
    }
  }

  @Test
  void theCsvHasTheColumnsOfTheCommandAndARowPerPicture(Visits visits) throws IOException {
    Visit visit = withTable(visits);
    Download download = visit.page().waitForDownload(() -> visit.button("many.csv").click());
    assertThat(download.suggestedFilename()).isEqualTo("melascope.csv");
    List<String> lines = Files.readString(download.path(), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "image,decision,p_malignant,p_melanoma,mel,nv,bcc,akiec,bkl,df,vasc,reasons,model");
    assertThat(lines).hasSize(5);
    for (int i = 0; i < READABLE.size(); i++) {
      JsonNode answer = visits.api().assess(READABLE.get(i));
      String[] cells = lines.get(i + 1).split(",", -1);
      assertThat(cells[0]).isEqualTo(READABLE.get(i).name);
      assertThat(cells[1]).isEqualTo(answer.get("decision").asString());
      assertThat(Double.parseDouble(cells[2]))
          .isCloseTo(answer.get("pMalignant").asDouble(), within(1e-4));
      assertThat(Double.parseDouble(cells[4]))
          .isCloseTo(answer.at("/probabilities/mel").asDouble(), within(1e-4));
      assertThat(lines.get(i + 1)).contains(answer.get("model").asString());
    }
    assertThat(lines.get(4)).startsWith("\"a letter, \"\"signed\"\".jpg\",ERROR,,,");
  }

  @Test
  void eachRowIsJudgedByTheModelThatAnsweredIt(Visits visits) throws IOException {
    Visit visit = visits.open();
    String before = visits.api().model().get("identity").asString();
    double threshold = visits.api().operatingPoint(95).get("threshold").asDouble();
    OtherModel other = OtherModel.of(visit, threshold / 2);
    visit.choose(READABLE.get(0), READABLE.get(1));
    assertThat(visit.text("many.count", "done", 2, "all", 2)).isVisible();
    other.takeOver();
    Gestures.drop(visit.page().locator("#main"), READABLE.get(2));
    assertThat(visit.text("many.count", "done", 3, "all", 3)).isVisible();
    assertThat(rowOf(visit, READABLE.get(0))).containsText(visit.words().of("decision.below"));
    assertThat(rowOf(visit, READABLE.get(2))).containsText(visit.words().of("decision.suspicious"));
    assertThat(visit.page().locator("#main")).containsText(visit.words().of("many.otherModel"));
    Download download = visit.page().waitForDownload(() -> visit.button("many.csv").click());
    List<String> lines = Files.readString(download.path(), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(1)).contains(",LIKELY_BENIGN,").endsWith(before);
    assertThat(lines.get(3)).contains(",SUSPICIOUS,").endsWith(OtherModel.IDENTITY);
  }

  @Test
  void aRowOpensItsResultAndTheTableIsStillThere(Visits visits) {
    Visit visit = withTable(visits);
    FilePayload picture = READABLE.get(1);
    JsonNode answer =
        visit.answerTo(() -> visit.button("many.openNamed", "name", picture.name).click());
    assertThat(answer.get("image").asString()).isEqualTo(picture.name);
    visit.button("result.backToTable").click();
    assertThat(names(visit)).hasCount(4);
  }

  @Test
  void whatIsStoppedCanBeTriedAgain(Visits visits) {
    Visit visit = visits.open();
    List<Route> held = new CopyOnWriteArrayList<>();
    visit.context().route("**/api/v1/assessments?*", held::add);
    visit.choose(READABLE.toArray(FilePayload[]::new));
    assertThat(visit.text("many.asking")).hasCount(2);
    assertThat(visit.text("many.waiting")).hasCount(1);
    visit.button("many.cancel").click();
    assertThat(visit.page().locator("tbody")).containsText(visit.words().of("problem.cancelled"));
    assertThat(visit.text("many.count", "done", 0, "all", 3)).isVisible();
    assertThat(announced(visit))
        .hasText(visit.words().of("many.stopped.other", "count", 0, "all", 3));
    visit.context().unroute("**/api/v1/assessments?*");
    visit.button("many.retryNamed", "name", READABLE.get(0).name).click();
    assertThat(visit.button("many.openNamed", "name", READABLE.get(0).name)).isVisible();
    assertThat(announced(visit)).hasText(visit.words().of("many.count", "done", 1, "all", 3));
    visit.button("many.retryAll.other", "count", 2).click();
    assertThat(visit.page().locator("tbody tr button"))
        .hasText(new String[] {"Open", "Open", "Open"});
    assertThat(announced(visit)).hasText(visit.words().of("many.done.other", "count", 3));
  }

  @Test
  void whoGivesNoKeyIsNotAskedForItForEachPicture(Visits visits) {
    Visit visit = visits.open();
    visit.expectComplaint("status of 401");
    visit
        .context()
        .route(
            "**/api/v1/assessments?*",
            route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
    visit.choose(READABLE.get(0), READABLE.get(1), READABLE.get(2), Pictures.sample("haemangioma"));
    visit.button("dialog.cancel").click();
    assertThat(visit.text("many.count", "done", 4, "all", 4)).isVisible();
    assertThat(visit.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    visit.context().unroute("**/api/v1/assessments?*");
    visit.button("many.retryAll.other", "count", 4).click();
    assertThat(visit.button("many.openNamed", "name", READABLE.get(2).name)).isVisible();
  }

  @Test
  void aFileThatFailedCanBeTriedAgainAlone(Visits visits) {
    Visit visit = visits.open();
    visit.loseTheLine();
    visit.choose(READABLE.toArray(FilePayload[]::new));
    assertThat(visit.page().locator("tbody tr").first())
        .containsText(visit.words().of("problem.unreachable"));
    assertThat(visit.text("many.count", "done", 3, "all", 3)).isVisible();
    visit.context().setOffline(false);
    visit.button("many.retryNamed", "name", READABLE.get(2).name).click();
    assertThat(visit.button("many.openNamed", "name", READABLE.get(2).name)).isVisible();
    assertThat(visit.page().locator("tbody tr")).hasCount(3);
  }

  @Test
  void furtherPicturesJoinTheTable(Visits visits) {
    Visit visit = visits.open();
    visit.choose(READABLE.toArray(FilePayload[]::new));
    assertThat(visit.page().locator("tbody tr")).hasCount(READABLE.size());
    Gestures.drop(
        visit.page().locator("#main"), Pictures.sample("haemangioma"), Pictures.sample("melanoma"));
    assertThat(visit.page().locator("tbody tr")).hasCount(5);
    assertThat(visit.text("many.count", "done", 5, "all", 5)).isVisible();
    Gestures.drop(visit.page().locator("#main"), Pictures.sample("keratosis"));
    assertThat(visit.text("many.count", "done", 6, "all", 6)).isVisible();
  }

  @Test
  void theTableIsNotLostOnTheWay(Visits visits) {
    Visit visit = withTable(visits);
    visit.follow("nav.assess");
    assertThat(visit.button("result.backToTable")).isVisible();
    visit.choose(Pictures.sample("haemangioma"));
    visit.button("result.backToTable").click();
    assertThat(names(visit)).hasCount(4);
    visit.follow("nav.assess");
    visit.choose(Pictures.sample("haemangioma"), Pictures.sample("melanoma"));
    assertThat(names(visit)).hasCount(6);
  }

  @Test
  void closingTheTableAsksFirst(Visits visits) {
    Visit visit = withTable(visits);
    Locator question = visit.page().getByRole(AriaRole.DIALOG);
    visit.button("many.close").click();
    assertThat(question).containsText(visit.words().of("many.close.ask"));
    question.getByText(visit.words().of("dialog.cancel")).click();
    assertThat(names(visit)).hasCount(4);
    visit.button("many.close").click();
    question.locator("button.danger").click();
    assertThat(visit.heading("start.heading")).isVisible();
    assertThat(visit.button("result.backToTable")).isHidden();
  }

  @Test
  void thePageDoesNotGoWithATableUnasked(Visits visits) {
    Visit visit = withTable(visits);
    List<String> questions = new CopyOnWriteArrayList<>();
    visit
        .page()
        .onDialog(
            dialog -> {
              questions.add(dialog.type());
              dialog.dismiss();
            });
    visit.page().close(new Page.CloseOptions().setRunBeforeUnload(true));
    visit.page().waitForCondition(() -> !questions.isEmpty());
    assertThat(questions).containsExactly("beforeunload");
    assertThat(names(visit)).hasCount(4);
    visit.button("many.close").click();
    visit.page().getByRole(AriaRole.DIALOG).locator("button.danger").click();
    visit.page().reload();
    assertThat(questions).hasSize(1);
  }

  @Test
  void aPressOnAButtonOutlastsTheAnswersThatComeMeanwhile(Visits visits) {
    Visit visit = visits.open();
    List<Route> held = new CopyOnWriteArrayList<>();
    visit.context().route("**/api/v1/assessments?*", held::add);
    visit.choose(READABLE.toArray(FilePayload[]::new));
    assertThat(visit.text("many.asking")).hasCount(2);
    visit.button("many.cancel").hover();
    visit.page().mouse().down();
    held.get(0).resume();
    assertThat(visit.text("many.count", "done", 1, "all", 3)).isVisible();
    visit.page().mouse().up();
    assertThat(visit.button("many.retryAll.other", "count", 2)).isVisible();
    assertThat(visit.text("many.count", "done", 1, "all", 3)).isVisible();
    assertThat(announced(visit))
        .hasText(visit.words().of("many.stopped.one", "count", 1, "all", 3));
  }

  @Test
  void whatIsNoPictureIsARowOfItsOwn(Visits visits) {
    Visit visit = visits.open();
    FilePayload text = new FilePayload("notes.pdf", "application/pdf", new byte[] {1, 2, 3});
    Gestures.drop(visit.page().locator("#main"), READABLE.get(0), text);
    assertThat(rowOf(visit, text)).containsText(visit.words().of("problem.notAnImage"));
    assertThat(visit.text("many.count", "done", 2, "all", 2)).isVisible();
    assertThat(rowOf(visit, text).locator("button")).hasCount(0);
    assertThat(visit.button("many.retryAll.one", "count", 1)).hasCount(0);
  }

  @Test
  void anAnswerStaysWhereLookingAgainFails(Visits visits) {
    Visit visit = visits.open();
    visit.choose(READABLE.toArray(FilePayload[]::new));
    assertThat(visit.text("many.count", "done", 3, "all", 3)).isVisible();
    visit.loseTheLine();
    visit.button("thorough.againAll").click();
    Locator row = rowOf(visit, READABLE.get(1));
    assertThat(row).containsText(visit.words().of("problem.unreachable"));
    assertThat(row.locator("button"))
        .hasText(new String[] {visit.words().of("many.open"), visit.words().of("problem.retry")});
  }

  /** A table of three pictures and a letter, all done. */
  private static Visit withTable(Visits visits) {
    Visit visit = visits.open();
    visit.expectComplaint("status of 415");
    visit.choose(READABLE.get(0), READABLE.get(1), READABLE.get(2), LETTER);
    assertThat(visit.text("many.count", "done", 4, "all", 4)).isVisible();
    return visit;
  }

  /** What a screen reader says. */
  private static Locator announced(Visit visit) {
    return visit.page().locator("#announcer");
  }

  private static Locator names(Visit visit) {
    return visit.page().locator("tbody th[scope=row]");
  }

  private static Locator rowOf(Visit visit, FilePayload picture) {
    return visit
        .page()
        .locator("tbody tr")
        .filter(new Locator.FilterOptions().setHasText(picture.name));
  }

  private static String[] byRisk(Visits visits) {
    List<String> pictures =
        READABLE.stream()
            .sorted(
                Comparator.comparingDouble(
                    picture -> -visits.api().assess(picture).get("pMalignant").asDouble()))
            .map(picture -> picture.name)
            .toList();
    return new String[] {pictures.get(0), pictures.get(1), pictures.get(2), LETTER.name};
  }
}
