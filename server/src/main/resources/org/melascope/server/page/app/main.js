/** Starts the page: words, ways in, views. What a view needs beyond the first is loaded with it. */
import { preferredLanguage, rememberLanguage, useLanguage } from "./shell/i18n.js";
import { showProblem } from "./shell/banner.js";
import { followAddress, route, show } from "./shell/router.js";
import { learnModel } from "./assessment/model.js";
import { Problem } from "./assessment/problem.js";
import { openIntake } from "./picture/intake.js";
import { startView } from "./views/start.js";

route("/", startView);
route("/picture", async () => (await import("./views/picture.js")).pictureView());
route("/result", async () => (await import("./views/result.js")).resultView());
route("/many", async () => (await import("./views/many.js")).manyView());
route("/report", async () => (await import("./views/report.js")).reportView());
route("/history", async () => (await import("./views/history.js")).historyView());
route("/about", async () => (await import("./views/about.js")).aboutView());
route("/programs", async () => (await import("./views/programs.js")).programsView());

const chooser = /** @type {HTMLSelectElement} */ (document.getElementById("language"));
chooser.addEventListener("change", async () => {
  await useLanguage(chooser.value);
  rememberLanguage(chooser.value);
  await show(false);
});

document.getElementById("skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main")?.focus();
});

/** Whether the server answers; if not, the page says so and offers to try again. */
async function reachServer() {
  try {
    await learnModel();
    return true;
  } catch (failure) {
    const problem = failure instanceof Problem ? failure : Problem.of("internal");
    showProblem(problem, async () => {
      if (await reachServer()) {
        showProblem(undefined);
        await show(false);
      }
    });
    return false;
  }
}

async function start() {
  await useLanguage(preferredLanguage());
  chooser.value = document.documentElement.lang;
  followAddress();
  openIntake();
  if (location.hash === "" || location.hash === "#/") {
    await Promise.all([show(false), reachServer()]);
  } else {
    await reachServer();
    await show(false);
  }
  document.documentElement.dataset.ready = "true";
}

start();
