package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls that the page offers to programs are copied, run as they stand, and answered. */
@InBrowser
class ProgramsBrowserTest {
  @TempDir private Path folder;

  @Test
  void theCurlCallWorksAsItStands(Visits visits) throws Exception {
    String call = copied(visits, "curl");
    assumeTrue(installed("curl"), "there is no curl");
    JsonNode answer = JsonMapper.shared().readTree(run("sh", "-c", call));
    assertThat(answer.get("probabilities"))
        .isEqualTo(visits.api().assess(Pictures.sample("melanoma")).get("probabilities"));
  }

  @Test
  void thePythonCallWorksAsItStands(Visits visits) throws Exception {
    String call = copied(visits, "Python");
    assumeTrue(installed("python3"), "there is no Python");
    Files.writeString(folder.resolve("ask.py"), call);
    JsonNode answer = visits.api().assess(Pictures.sample("melanoma"));
    assertThat(run("python3", "ask.py", "mole.jpg"))
        .startsWith(answer.get("decision").asString())
        .contains(answer.get("pMalignant").asString());
  }

  @Test
  void theJavaCallWorksAsItStands(Visits visits) throws Exception {
    Files.writeString(folder.resolve("Ask.java"), copied(visits, "Java"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String printed = run(java, "Ask.java", "mole.jpg");
    assertThat(printed).startsWith("200 ");
    assertThat(JsonMapper.shared().readTree(printed.substring(4)).get("probabilities"))
        .isEqualTo(visits.api().assess(Pictures.sample("melanoma")).get("probabilities"));
  }

  @Test
  void whatIsForProgramsOpensBesideThePage(Visits visits) {
    Visit visit = visits.open("/#/programs", options -> {});
    visit.expectComplaint("favicon\\.ico");
    for (String path : List.of("metrics", "health/ready")) {
      Locator link = visit.page().getByText(path, new Page.GetByTextOptions().setExact(true));
      Page beside = visit.page().waitForPopup(link::click);
      assertThat(beside).hasURL(visits.origin() + "/" + path);
    }
    assertThat(visit.page()).hasURL(visits.origin() + "/#/programs");
  }

  /** What the button puts on the clipboard. */
  private static String copied(Visits visits, String language) {
    Visit visit = visits.open("/#/programs", options -> {});
    Gestures.copyText(visit.page(), "");
    visit.button("programs.copyNamed", "language", language).click();
    assertThat(visit.page().locator("#announcer"))
        .hasText(visit.words().of("programs.copied", "language", language));
    String code = Gestures.copied(visit.page());
    String name = visit.words().of("programs.code", "language", language);
    assertThat(
            visit
                .page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name))
                .locator("code"))
        .hasText(code);
    return code;
  }

  private String run(String... command) throws IOException, InterruptedException {
    Files.write(folder.resolve("mole.jpg"), Pictures.sample("melanoma").buffer);
    File complaints = folder.resolve("complaints").toFile();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(complaints).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(() -> List.of(command) + " said " + text(complaints)).isZero();
    return printed;
  }

  private static String text(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean installed(String program) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
