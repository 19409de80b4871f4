/** The first view: the ways to a picture. */
import { button, el, freshId } from "../shell/dom.js";
import { showProblem } from "../shell/banner.js";
import { load } from "../shell/load.js";
import { t } from "../shell/i18n.js";
import { withControl } from "../shell/keys.js";
import { go } from "../shell/router.js";
import { session } from "../shell/session.js";
import { Problem } from "../assessment/problem.js";
import { ACCEPT } from "../picture/formats.js";
import { take } from "../picture/intake.js";
import { SAMPLES, assessSample, thumbnail } from "../picture/samples.js";

/** Also what other views show as long as there is no picture. @returns {import("../shell/router.js").View} */
export function startView() {
  const node = el(
    "div",
    { class: "start" },
    el(
      "section",
      { class: "start-words", "aria-labelledby": "start-heading" },
      el("h1", { id: "start-heading" }, t("start.heading")),
      el("p", { class: "lead" }, t("start.lead")),
      waysIn(),
      el("p", { class: "quiet" }, t("start.private")),
      el("p", { class: "notice" }, t("notice")),
    ),
    el(
      "section",
      { class: "start-samples", "aria-labelledby": "samples-heading" },
      el("h2", { id: "samples-heading" }, t("start.samples")),
      el("p", { class: "quiet" }, t("start.samples.explained")),
      el("ol", { class: "samples", role: "list" }, SAMPLES.map(sampleButton)),
      keySwitch(),
    ),
  );
  return { title: "", node, route: "/" };
}

function waysIn() {
  return el(
    "div",
    { class: "well" },
    el(
      "div",
      { class: "row" },
      fileButton(t("start.choose"), { multiple: true, class: "primary" }),
      cameraButton(),
      tableButton(),
    ),
    el("p", { class: "quiet" }, t("start.dropOrPaste", { keys: withControl("V") })),
  );
}

/** Leads back to the table of several pictures while there is one. */
export function tableButton() {
  return session.many && button(t("result.backToTable"), () => go("/many"));
}

/**
 * A file field that looks like a button.
 *
 * @param {string} text
 * @param {{multiple?: boolean, capture?: string, class?: string}} options
 */
export function fileButton(text, options) {
  const id = freshId();
  const input = /** @type {HTMLInputElement} */ (
    el("input", {
      id,
      type: "file",
      accept: ACCEPT,
      multiple: options.multiple ?? false,
      capture: options.capture,
      class: "file-input",
    })
  );
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length > 0) {
      take(files);
    }
  });
  const looks = `file-button ${options.class ?? ""}`;
  return el("span", { class: "file" }, input, el("label", { for: id, class: looks }, text));
}

/**
 * Phones hand over to their camera, which their browsers alone know to; elsewhere the page shows a
 * live picture, where the browser lets it.
 */
export function cameraButton() {
  if ("capture" in HTMLInputElement.prototype) {
    return fileButton(t("start.photograph"), { capture: "environment" });
  }
  if (!navigator.mediaDevices?.getUserMedia) {
    return undefined;
  }
  const open = async () => {
    try {
      const camera = await load("picture/camera.js");
      showProblem(undefined);
      camera.openCamera();
    } catch (failure) {
      showProblem(Problem.from(failure), open);
    }
  };
  return el("button", { type: "button", on: { click: open } }, t("start.camera"));
}

function sampleButton(sample, index) {
  const image = el("img", { src: thumbnail(sample), alt: "", width: 104, height: 78 });
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "sample", on: { click: () => assessSample(sample) } },
      image,
      el("span", { class: "sample-caption" }, t(sample.caption)),
      el("kbd", { "aria-hidden": "true" }, index + 1),
    ),
  );
}

/** One-key shortcuts must be possible to turn off (WCAG 2.1.4). */
function keySwitch() {
  const id = freshId();
  const box = /** @type {HTMLInputElement} */ (
    el("input", { id, type: "checkbox", checked: session.sampleKeys })
  );
  box.addEventListener("change", () => {
    session.sampleKeys = box.checked;
  });
  return el("p", { class: "check" }, box, el("label", { for: id }, t("start.sampleKeys")));
}
