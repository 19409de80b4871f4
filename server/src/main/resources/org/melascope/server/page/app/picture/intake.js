/** All ways in for pictures: drop and paste anywhere, the file button, keys for the samples. */
import { beginIntake, examine, session } from "../shell/session.js";
import { currentRoute, go } from "../shell/router.js";
import { ManyPictures } from "../assessment/many.js";
import { Problem } from "../assessment/problem.js";
import { showProblem } from "../shell/banner.js";
import { inMemory } from "./bytes.js";
import { refusal } from "./formats.js";
import { SAMPLES, assessSample } from "./samples.js";

/** Milliseconds without a sign of a drag after which it has left the page. */
const LEAVING = 150;

/** Milliseconds within which a press of the middle button is followed by its paste. */
const MIDDLE = 500;

/** Listens on the whole page. */
export function openIntake() {
  const veil = /** @type {HTMLElement} */ (document.getElementById("drop-veil"));
  /** @type {number|undefined} until the veil goes: Safari tells nothing of where a drag goes on */
  let leaving;
  let own = false;
  addEventListener("dragstart", () => (own = true));
  addEventListener("dragend", () => (own = false));
  // What is not taken here the browser would open in place of the page, and all of it be lost.
  addEventListener("dragover", (event) => {
    clearTimeout(leaving);
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      veil.hidden = false;
    } else if (!isTyping(event.target)) {
      event.preventDefault();
    }
  });
  addEventListener("dragleave", (event) => {
    clearTimeout(leaving);
    if (event.relatedTarget === null) {
      leaving = setTimeout(() => (veil.hidden = true), LEAVING);
    }
  });
  addEventListener("drop", (event) => {
    clearTimeout(leaving);
    veil.hidden = true;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      take(files);
    } else if (!isTyping(event.target)) {
      event.preventDefault();
      // Words of the page itself may slip under a finger.
      if (!own) {
        showProblem(Problem.of("nothing-dropped"));
      }
    }
  });
  let middle = -Infinity;
  addEventListener("pointerup", (event) => {
    middle = event.button === 1 ? event.timeStamp : middle;
  });
  addEventListener("paste", (event) => {
    // Firefox on Linux pastes what is selected elsewhere wherever the middle button is pressed.
    if (event.timeStamp - middle < MIDDLE && !isTyping(event.target)) {
      return;
    }
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
    if (wanted()) {
      showProblem(Problem.of(first));
    }
  } else if (files.length > 1 || (session.many && currentRoute() === "/many")) {
    takeMany(files, wanted());
  } else {
    await takeFile(files[0], wanted);
  }
}

/** @param {File} file @param {() => boolean} wanted whether it is still waited for */
async function takeFile(file, wanted) {
  try {
    const picture = await inMemory(file);
    if (wanted()) {
      takeOne(picture, file.name);
    }
  } catch (failure) {
    if (wanted()) {
      showProblem(Problem.from(failure));
    }
  }
}

/** @param {Blob} picture @param {string} name */
export function takeOne(picture, name) {
  showProblem(undefined);
  examine(name, picture);
  go("/picture");
}

/** What is in a table already stays there. @param {File[]} files @param {boolean} shown */
function takeMany(files, shown) {
  showProblem(undefined);
  if (session.many) {
    session.many.add(files);
  } else {
    session.many = new ManyPictures(files, session);
  }
  if (shown && currentRoute() !== "/many") {
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
