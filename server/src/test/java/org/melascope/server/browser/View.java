package org.melascope.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Everything that the page can look like, and the way there from the first view. */
enum View {
  START {
    @Override
    void open(Visit visit) {
      assertThat(visit.heading("start.heading")).isVisible();
    }
  },
  PICTURE {
    @Override
    void open(Visit visit) {
      visit.choose(SAMPLE);
      assertThat(visit.heading("picture.heading")).isVisible();
    }
  },
  CROP {
    @Override
    void open(Visit visit) {
      PICTURE.open(visit);
      visit.field("crop.use").check();
      assertThat(visit.field("crop.size")).isVisible();
    }
  },
  CAMERA {
    @Override
    void open(Visit visit) {
      visit.button("start.camera").click();
      assertThat(visit.text("camera.frame")).isVisible();
    }
  },
  RESULT {
    @Override
    void open(Visit visit) {
      visit.assess(SAMPLE);
    }
  },
  DETAILS {
    @Override
    void open(Visit visit) {
      RESULT.open(visit);
      visit.text("details.heading").click();
      assertThat(visit.heading("novelty.heading")).isVisible();
    }
  },
  NOT_ASSESSABLE {
    @Override
    void open(Visit visit) {
      visit.assess(Pictures.blurred());
      assertThat(visit.heading("decision.notAssessable")).isVisible();
    }
  },
  UNCERTAIN {
    @Override
    void open(Visit visit) {
      visit.changeAnswers(View::makeUncertain);
      visit.page().keyboard().press("2");
      assertThat(visit.heading("decision.uncertain")).isVisible();
    }
  },
  KEEPING {
    @Override
    void open(Visit visit) {
      RESULT.open(visit);
      visit.button("keep.button").click();
      assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
    }
  },
  REPORT {
    @Override
    void open(Visit visit) {
      RESULT.open(visit);
      visit.button("result.report").click();
      assertThat(visit.heading("report.heading")).isVisible();
    }
  },
  TABLE {
    @Override
    void open(Visit visit) {
      visit.expectComplaint("status of 415");
      visit.choose(
          SAMPLE, Pictures.sample("naevus"), Pictures.dark(), Pictures.letter("letter.jpg"));
      assertThat(visit.text("many.count", "done", 4, "all", 4)).isVisible();
    }
  },
  NO_HISTORY {
    @Override
    void open(Visit visit) {
      visit.follow("nav.history");
      assertThat(visit.text("history.off")).isVisible();
    }
  },
  HISTORY {
    @Override
    void open(Visit visit) {
      for (String sample : new String[] {"naevus", "melanoma"}) {
        visit.assess(Pictures.sample(sample));
        visit.button("keep.button").click();
        visit.field("keep.mole").fill("left shoulder");
        visit.page().keyboard().press("Enter");
        assertThat(visit.page().locator("#announcer")).hasText(visit.words().of("keep.done"));
        visit.follow("nav.assess");
      }
      visit.follow("nav.history");
      assertThat(visit.heading("compare.heading")).isVisible();
    }
  },
  ABOUT {
    @Override
    void open(Visit visit) {
      visit.follow("nav.about");
      assertThat(visit.heading("about.card")).isVisible();
    }
  },
  PROGRAMS {
    @Override
    void open(Visit visit) {
      visit.follow("nav.programs");
      assertThat(visit.page().locator("pre")).hasCount(3);
    }
  },
  PROBLEM {
    @Override
    void open(Visit visit) {
      Gestures.drop(visit.page().locator("h1"), Pictures.heic("photo.heic"));
      assertThat(visit.text("problem.heic")).isVisible();
    }
  },
  FAILURE {
    @Override
    void open(Visit visit) {
      visit.expectComplaint("status of 415");
      visit.choose(Pictures.letter("letter.jpg"));
      visit.button("picture.assess").click();
      assertThat(visit.heading("result.failed")).isVisible();
    }
  };

  private static final FilePayload SAMPLE = Pictures.sample("melanoma");

  /** Goes there from the first view. */
  abstract void open(Visit visit);

  private static void makeUncertain(ObjectNode answer) {
    answer.put("decision", "UNCERTAIN");
    answer
        .putArray("findings")
        .addObject()
        .put("name", "both-possible")
        .put("consequence", "UNCERTAIN")
        .put("value", answer.get("pMalignant").asDouble())
        .put("limit", 0.1);
  }

  /** For file names. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
