/** Starts the page: words, ways in, views. What a view needs beyond the first is loaded with it. */
import { language, preferredLanguage, rememberLanguage, useLanguage } from "./shell/i18n.js";
import { drawProblem, showProblem } from "./shell/banner.js";
import { load } from "./shell/load.js";
import { followAddress, route, show } from "./shell/router.js";
import { session } from "./shell/session.js";
import { learnModel } from "./assessment/model.js";
import { Problem } from "./assessment/problem.js";
import { openIntake } from "./picture/intake.js";
import { startView } from "./views/start.js";

/** Views beyond the first, by their route, and how they are loaded. */
const LATER = {
  "/picture": () => load("views/picture.js").then((views) => views.pictureView),
  "/result": () => load("views/result.js").then((views) => views.resultView),
  "/many": () => load("views/many.js").then((views) => views.manyView),
  "/report": () => load("views/report.js").then((views) => views.reportView),
  "/history": () => load("views/history.js").then((views) => views.historyView),
  "/about": () => load("views/about.js").then((views) => views.aboutView),
  "/programs": () => load("views/programs.js").then((views) => views.programsView),
};

route("/", startView);
for (const [path, view] of Object.entries(LATER)) {
  route(path, async () => (await view())());
}

/** So that all of the page is there should the line drop after the first view stands. */
function loadTheRest() {
  const modules = [...Object.values(LATER).map((view) => view()), load("picture/camera.js")];
  Promise.allSettled(modules);
}

const chooser = /** @type {HTMLSelectElement} */ (document.getElementById("language"));
chooser.addEventListener("change", async () => {
  try {
    if (await useLanguage(chooser.value)) {
      rememberLanguage(language());
      drawProblem();
      await show(false);
    }
  } catch {
    chooser.value = language();
    showProblem(Problem.of("unreachable"));
  }
});

document.getElementById("skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main")?.focus();
});

/** The browser asks before the page goes, and a table with it. */
addEventListener("beforeunload", (event) => {
  if (session.many?.worthKeeping) {
    event.preventDefault();
    // For Chrome before 119.
    event.returnValue = true;
  }
});

/** Whether the server answers; if not, the page says so and offers to try again. */
async function reachServer() {
  try {
    await learnModel();
    return true;
  } catch (failure) {
    const problem = Problem.from(failure);
    showProblem(problem, async () => {
      if (await reachServer()) {
        showProblem(undefined);
        await show(true);
      }
    });
    return false;
  }
}

async function start() {
  await useLanguage(preferredLanguage());
  chooser.value = language();
  followAddress();
  openIntake();
  if (location.hash === "" || location.hash === "#/") {
    await Promise.all([show(false), reachServer()]);
  } else {
    await reachServer();
    await show(false);
  }
  document.documentElement.dataset.ready = "true";
  setTimeout(loadTheRest, 300);
}

start().catch((failure) => {
  // Without its words the page can say so in no language but in all.
  console.error(failure);
  document.getElementById("missing")?.removeAttribute("hidden");
});
