/** All ways in for pictures: drop and paste anywhere, the file button, keys for the samples. */
import { beginIntake, examine, session } from "../shell/session.js";
import { currentRoute, go } from "../shell/router.js";
import { ManyPictures } from "../assessment/many.js";
import { Problem } from "../assessment/problem.js";
import { showProblem } from "../shell/banner.js";
import { refusal } from "./formats.js";
import { SAMPLES, assessSample } from "./samples.js";

/** Listens on the whole page. */
export function openIntake() {
  const veil = /** @type {HTMLElement} */ (document.getElementById("drop-veil"));
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      veil.hidden = false;
    }
  });
  addEventListener("dragleave", (event) => {
    veil.hidden = event.relatedTarget === null || veil.hidden;
  });
  addEventListener("drop", (event) => {
    veil.hidden = true;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      take(files);
    }
  });
  addEventListener("paste", (event) => {
    // With cells of a spreadsheet comes a picture of them; who is writing wants the words.
    if (isTyping(event.target) && event.clipboardData?.types.includes("text/plain")) {
      return;
    }
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      take(files);
    } else if (!isTyping(event.target)) {
      showProblem(Problem.of("nothing-to-paste"));
    }
  });
  addEventListener("keydown", chooseByKey);
}

/**
 * Takes pictures: one is shown before it is asked about, several become a table, whose rows say of
 * a file that it is no picture. One that comes while the table is shown joins it.
 *
 * @param {File[]} files
 */
export async function take(files) {
  const wanted = beginIntake();
  const refusals = await Promise.all(files.map(refusal));
  const first = refusals[0];
  if (first && refusals.every((kind) => kind === first)) {
    showProblem(Problem.of(first));
  } else if (files.length > 1 || (session.many && currentRoute() === "/many")) {
    takeMany(files);
  } else if (wanted()) {
    takeOne(files[0], files[0].name);
  }
}

/** @param {Blob} picture @param {string} name */
export function takeOne(picture, name) {
  showProblem(undefined);
  examine(name, picture);
  go("/picture");
}

/** What is in a table already stays there. */
function takeMany(files) {
  showProblem(undefined);
  if (session.many) {
    session.many.add(files);
  } else {
    session.many = new ManyPictures(files, session);
  }
  if (currentRoute() !== "/many") {
    go("/many");
  }
}

/** @param {KeyboardEvent} event */
function chooseByKey(event) {
  const index = Number(event.key) - 1;
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
  const free = !isTyping(event.target) && !document.querySelector("dialog[open]");
  if (session.sampleKeys && currentRoute() === "/" && plain && free && SAMPLES[index]) {
    event.preventDefault();
    assessSample(SAMPLES[index]);
  }
}

function isTyping(target) {
  return target instanceof Element && target.matches("input:not([type=checkbox]):not([type=file]):not([type=range]), textarea, select");
}
