/** One picture before it is asked about: look at it, cut a square out of it if need be. */
import "../elements/square-crop.js";
import { showProblem } from "../shell/banner.js";
import { button, el, freshId } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { go } from "../shell/router.js";
import { forgetUrl, session } from "../shell/session.js";
import { Problem } from "../assessment/problem.js";
import { cut, decode } from "../picture/drawing.js";
import { startView, tableButton } from "./start.js";

/** @returns {Promise<import("../shell/router.js").View>} */
export async function pictureView() {
  const examination = session.examination;
  if (!examination) {
    return startView();
  }
  const bitmap = await decode(examination.original);
  const crop = bitmap && squareCrop(bitmap, examination);
  let cutting = false;
  const ask = async () => {
    if (cutting) {
      return;
    }
    cutting = true;
    const square = crop?.square;
    /** @type {Blob} */
    let sent;
    try {
      sent = bitmap && square ? await cut(bitmap, square) : examination.original;
    } catch (failure) {
      showProblem(failure instanceof Problem ? failure : Problem.of("not-cropped"));
      return;
    } finally {
      cutting = false;
    }
    // Whoever has turned to another picture or view meanwhile asks about this one no more.
    if (session.examination !== examination || !node.isConnected) {
      return;
    }
    examination.sent = sent;
    examination.answer = undefined;
    forgetUrl(examination);
    go("/result");
  };
  const node = el(
    "div",
    { class: "picture" },
    el("div", { class: "picture-stage" }, crop ?? el("p", { class: "well" }, t("picture.notShown"))),
    el(
      "div",
      { class: "picture-side" },
      el("h1", {}, t("picture.heading")),
      el("p", { class: "file-name" }, examination.name),
      el("p", {}, t("picture.explained")),
      crop && cropControls(crop),
      thoroughSwitch(examination),
      el(
        "div",
        { class: "row" },
        button(t("picture.assess"), ask, { class: "primary", "data-focus": true }),
        button(t("picture.other"), () => go("/")),
        tableButton(),
      ),
      el("p", { class: "quiet" }, t("start.private")),
    ),
  );
  return { title: t("picture.heading"), node, leave: () => bitmap?.close() };
}

/** @param {import("../shell/session.js").Examination} examination */
function thoroughSwitch(examination) {
  const id = freshId();
  const hint = freshId();
  const box = /** @type {HTMLInputElement} */ (
    el("input", { id, type: "checkbox", checked: examination.thorough, "aria-describedby": hint })
  );
  box.addEventListener("change", () => {
    session.thorough = box.checked;
    examination.thorough = box.checked;
  });
  return el(
    "div",
    {},
    el("p", { class: "check" }, box, el("label", { for: id }, t("thorough.use"))),
    el("p", { class: "quiet small", id: hint }, t("thorough.explained")),
  );
}

/**
 * The square as it was when the reader left this view, or when it was drawn in another language.
 *
 * @param {ImageBitmap} bitmap
 * @param {import("../shell/session.js").Examination} examination
 */
function squareCrop(bitmap, examination) {
  const crop = /** @type {import("../elements/square-crop.js").SquareCrop} */ (el("square-crop"));
  crop.show(bitmap);
  Object.assign(crop, examination.square);
  crop.addEventListener("change", () => {
    examination.square = crop.settings;
  });
  return crop;
}

/** @param {import("../elements/square-crop.js").SquareCrop} crop */
function cropControls(crop) {
  const id = freshId();
  const box = /** @type {HTMLInputElement} */ (el("input", { id, type: "checkbox", checked: crop.active }));
  const sliders = el(
    "div",
    { class: "crop-sliders", hidden: !crop.active },
    slider(crop, "size", t("crop.size")),
    slider(crop, "across", t("crop.across")),
    slider(crop, "down", t("crop.down")),
    el("p", { class: "quiet" }, t("crop.explained")),
  );
  box.addEventListener("change", () => {
    crop.active = box.checked;
    sliders.hidden = !box.checked;
  });
  return el(
    "fieldset",
    { class: "plain" },
    el("legend", { class: "visually-hidden" }, t("crop.legend")),
    el("p", { class: "check" }, box, el("label", { for: id }, t("crop.use"))),
    sliders,
  );
}

/** @param {"size"|"across"|"down"} property of the crop, from 0 to 100 */
function slider(crop, property, label) {
  const id = freshId();
  const input = /** @type {HTMLInputElement} */ (
    el("input", { id, type: "range", min: property === "size" ? 10 : 0, max: 100, step: 1 })
  );
  const read = () => {
    input.value = String(crop[property]);
  };
  read();
  input.addEventListener("input", () => {
    crop[property] = Number(input.value);
  });
  crop.addEventListener("change", read);
  return el("div", { class: "slider" }, el("label", { for: id }, label), input);
}
