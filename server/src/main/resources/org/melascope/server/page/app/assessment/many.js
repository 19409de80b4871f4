/** Several pictures on their way, two at a time. */
import { assess } from "./service.js";
import { learnModel } from "./model.js";
import { Problem } from "./problem.js";
import { inMemory } from "../picture/bytes.js";
import { refusal } from "../picture/formats.js";

const AT_ONCE = 2;

/**
 * @typedef {"waiting"|"asking"|"answered"|"failed"|"cancelled"} Stage
 *
 * @typedef {Object} Item
 * @property {number} number from 1, in the order they came
 * @property {File} file
 * @property {string} url for a small picture
 * @property {Stage} stage
 * @property {import("./service.js").Assessment} [answer]
 * @property {Problem} [problem]
 * @property {number} [wait] seconds until a busy server is asked again; 0 while it is asked
 */

/** Fires "change" whenever an item changes. */
export class ManyPictures extends EventTarget {
  /** @param {File[]} files @param {{sensitivity: number, thorough: boolean}} wish */
  constructor(files, { sensitivity, thorough }) {
    super();
    this.sensitivity = sensitivity;
    this.thorough = thorough;
    /** @type {Item[]} */
    this.items = [];
    this.abort = new AbortController();
    this.active = 0;
    /** Whether the reader has stopped it, and wanted nothing more since. */
    this.stopped = false;
    this.add(files);
  }

  /** Takes further pictures. @param {File[]} files */
  add(files) {
    for (const file of files) {
      const url = URL.createObjectURL(file);
      this.items.push({ number: this.items.length + 1, file, url, stage: "waiting" });
    }
    this.stopped = false;
    this.#proceed();
  }

  /** How many have been answered or cannot be: what was stopped has not. */
  get done() {
    return this.items.filter(({ stage }) => stage === "answered" || stage === "failed").length;
  }

  get busy() {
    return this.items.some(({ stage }) => stage === "waiting" || stage === "asking");
  }

  /** Whether there are answers to lose. */
  get worthKeeping() {
    return this.items.some(({ answer }) => answer);
  }

  /** Stops; what is answered stays. */
  cancel() {
    this.stopped = true;
    this.abort.abort();
    this.abort = new AbortController();
    for (const item of this.items.filter((item) => item.stage === "waiting")) {
      item.stage = "cancelled";
      item.problem = Problem.of("cancelled");
    }
    this.#changed();
  }

  /** Asks again about some; what they were answered before stays until then. @param {Item[]} items */
  retry(items) {
    for (const item of items) {
      item.stage = "waiting";
      item.problem = undefined;
    }
    this.stopped = false;
    this.#proceed();
  }

  /** What has an answer that rests on one view of the picture. */
  get lookedAtOnce() {
    return this.items.filter(({ stage, answer }) => stage === "answered" && answer?.pMalignant !== undefined && !answer.agreement);
  }

  /** Asks about eight views of each from now on, and again about what is answered already. */
  lookThoroughly() {
    this.thorough = true;
    this.retry(this.lookedAtOnce);
  }

  /** Gives the pictures' memory back. */
  dispose() {
    this.abort.abort();
    this.items.forEach((item) => URL.revokeObjectURL(item.url));
  }

  #proceed() {
    while (this.active < AT_ONCE) {
      const next = this.items.find((item) => item.stage === "waiting");
      if (!next) {
        break;
      }
      this.active += 1;
      next.stage = "asking";
      this.#ask(next).finally(() => {
        this.active -= 1;
        this.#proceed();
      });
    }
    this.#changed();
  }

  /** @param {Item} item */
  async #ask(item) {
    const { signal } = this.abort;
    try {
      const kind = await refusal(item.file);
      if (kind) {
        throw Problem.of(kind);
      }
      const answer = await assess(await inMemory(item.file), item.file.name, {
        sensitivity: this.sensitivity,
        explain: false,
        thorough: this.thorough,
        signal,
        waiting: (seconds) => {
          item.wait = seconds;
          this.#changed();
        },
      });
      await learnModel(answer.model);
      item.answer = answer;
      item.stage = "answered";
    } catch (failure) {
      this.#fail(item, Problem.from(failure));
    }
    item.wait = undefined;
  }

  /** Whoever has no key for the server would be asked for it anew for each picture that waits. */
  #fail(item, problem) {
    const keyless = problem.kind === "unauthorised" ? this.items.filter(({ stage }) => stage === "waiting") : [];
    for (const failed of [item, ...keyless]) {
      failed.problem = problem;
      failed.stage = problem.kind === "cancelled" ? "cancelled" : "failed";
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
