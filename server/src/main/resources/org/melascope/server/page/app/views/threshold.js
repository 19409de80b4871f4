/** The wanted sensitivity, and what a result then means where malignant lesions are so frequent. */
import "../elements/frequency-dots.js";
import { el, freshId } from "../shell/dom.js";
import { counted, t, withElements } from "../shell/i18n.js";
import { ofHundred, percent, shortPercent, whole, wholePercent } from "../shell/format.js";
import { session } from "../shell/session.js";
import { measuredPrevalence, naturalFrequency, pointAt, predictiveValues } from "../assessment/curve.js";

/** In milliseconds: who still moves a slider is not yet told what it comes to. */
const REST = 600;

const PREVALENCES = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5];

/**
 * The panel.
 *
 * @param {import("../assessment/service.js").Model} model
 * @param {() => string} decision at the chosen threshold
 * @param {() => void} changed called when the wanted sensitivity changes
 */
export function thresholdPanel(model, decision, changed) {
  const figures = el("div", { class: "figures" });
  const meaning = el("div", { class: "frequencies" });
  const spoken = el("p", { class: "visually-hidden", role: "status" });
  let rest = 0;
  function update() {
    const point = pointAt(model.operatingCurve, session.sensitivity);
    figures.replaceChildren(...measured(point));
    meaning.replaceChildren(...inNaturalFrequencies(point, decision()));
  }
  const follow = () => {
    update();
    clearTimeout(rest);
    rest = setTimeout(() => {
      spoken.textContent = [...meaning.querySelectorAll("p")].map((line) => line.textContent).join(" ");
    }, REST);
  };
  const prevalence = prevalenceChoice(model, follow);
  const recount = () => {
    prevalence.refresh();
    follow();
  };
  const node = el(
    "section",
    { class: "threshold", "aria-labelledby": "threshold-heading" },
    el("h2", { id: "threshold-heading" }, t("threshold.heading")),
    sensitivitySlider(model, () => {
      changed();
      follow();
    }),
    figures,
    el("h3", {}, t("frequency.heading")),
    prevalence.node,
    countedChoice(recount),
    meaning,
    spoken,
  );
  return { node, update };
}

function sensitivitySlider(model, moved) {
  const id = freshId();
  const targets = model.operatingCurve.map((point) => Math.round(100 * point.targetSensitivity));
  // The slider itself tells its value.
  const output = el("output", { for: id, class: "slider-value", "aria-live": "off" });
  const input = /** @type {HTMLInputElement} */ (
    el("input", { id, type: "range", min: targets[0], max: targets[targets.length - 1], step: 1 })
  );
  const tell = () => {
    output.textContent = wholePercent(session.sensitivity);
    input.setAttribute("aria-valuetext", wholePercent(session.sensitivity));
  };
  input.value = String(Math.round(100 * session.sensitivity));
  tell();
  input.addEventListener("input", () => {
    session.sensitivity = Number(input.value) / 100;
    tell();
    moved();
  });
  return el(
    "div",
    { class: "slider" },
    el("div", { class: "slider-head" }, el("label", { for: id }, t("threshold.label")), output),
    input,
    el("div", { class: "slider-ends", "aria-hidden": "true" }, el("span", {}, t("threshold.fewer")), el("span", {}, t("threshold.more"))),
  );
}

/** @param {import("../assessment/service.js").OperatingPoint} point */
function measured(point) {
  const line = ({ words, value, interval }) =>
    el(
      "div",
      { class: "figure" },
      el("dt", {}, words),
      el("dd", {}, el("b", {}, value), " ", el("span", { class: "quiet" }, interval)),
    );
  return [
    el("dl", {}, measuredShares(point).map(line)),
    el("p", { class: "small quiet" }, measuredOn(point)),
  ];
}

/**
 * What a point was measured to do, in words: "Melanomas found", "95 of 100", "[93–97]".
 *
 * @param {import("../assessment/service.js").OperatingPoint} point
 */
export function measuredShares(point) {
  const shares = [
    { words: t("figure.malignantFound"), share: point.sensitivity },
    { words: t("figure.melanomaFound"), share: point.melanomaSensitivity },
    { words: t("figure.benignSpared"), share: point.specificity },
  ];
  return shares
    .filter(({ share }) => share.value !== undefined)
    .map(({ words, share }) => ({
      words,
      value: t("figure.ofHundred", { count: ofHundred(share.value) }),
      interval: t("figure.interval", { low: ofHundred(share.low), high: ofHundred(share.high) }),
    }));
}

/** On what, in words; the bundle's name for it is English. @param {import("../assessment/service.js").OperatingPoint} point */
export function measuredOn(point) {
  const words = t("figure.data", {
    malignant: whole(point.sensitivity.trials),
    melanomas: whole(point.melanomaSensitivity.trials),
    benign: whole(point.specificity.trials),
  });
  return withElements(words, {
    data: el("span", { lang: "en" }, point.data),
    about: el("a", { href: "#/about" }, t("nav.about")),
  });
}

/** Where: how many of the lesions are affected. One choice is that of the data itself. */
function prevalenceChoice(model, changed) {
  const id = freshId();
  const select = /** @type {HTMLSelectElement} */ (el("select", { id }));
  const own = el("option");
  select.append(...PREVALENCES.map((value) => el("option", { value }, t("frequency.prevalence", { share: shortPercent(value) }))), own);
  const refresh = () => {
    const chosen = own.selected;
    const share = measuredPrevalence(pointAt(model.operatingCurve, session.sensitivity), session.counted);
    own.value = String(share);
    own.textContent = t("frequency.asMeasured", { share: shortPercent(share) });
    if (chosen) {
      session.prevalence = share;
    }
  };
  own.selected = !PREVALENCES.includes(session.prevalence);
  refresh();
  if (!own.selected) {
    select.value = String(session.prevalence);
  }
  select.addEventListener("change", () => {
    session.prevalence = Number(select.value);
    changed();
  });
  return { node: el("div", { class: "choice" }, el("label", { for: id }, t("frequency.label")), select), refresh };
}

/** What is counted: malignant lesions, or melanomas alone. */
function countedChoice(changed) {
  const id = freshId();
  const select = /** @type {HTMLSelectElement} */ (
    el(
      "select",
      { id },
      el("option", { value: "malignant" }, t("frequency.countMalignant")),
      el("option", { value: "melanoma" }, t("frequency.countMelanoma")),
    )
  );
  select.value = session.counted;
  select.addEventListener("change", () => {
    session.counted = select.value === "melanoma" ? "melanoma" : "malignant";
    changed();
  });
  return el("div", { class: "choice" }, el("label", { for: id }, t("frequency.counted")), select);
}

/** The sentence for this result first, with its marks, then the one for the other result. */
function inNaturalFrequencies(point, decision) {
  const values = predictiveValues(point, session.counted, session.prevalence);
  if (!values) {
    return [el("p", {}, t("frequency.none"))];
  }
  const suspicious = el("p", {}, sentence("suspicious", values.positive));
  const below = el("p", {}, sentence("below", values.missed));
  if (decision !== "SUSPICIOUS" && decision !== "LIKELY_BENIGN") {
    return [suspicious, below, el("p", { class: "small quiet" }, basis())];
  }
  const dots = /** @type {import("../elements/frequency-dots.js").FrequencyDots} */ (el("frequency-dots"));
  dots.show(naturalFrequency(decision === "LIKELY_BENIGN" ? values.missed : values.positive));
  const order = decision === "LIKELY_BENIGN" ? [below, dots, suspicious] : [suspicious, dots, below];
  order[0].classList.add("first");
  return [...order, el("p", { class: "small quiet" }, basis())];
}

/** @param {"suspicious"|"below"} result */
export function sentence(result, share) {
  const { count, of } = naturalFrequency(share);
  const values = { of: whole(of), percent: percent(share), npv: percent(1 - share) };
  if (session.counted === "melanoma") {
    return result === "below"
      ? counted(count, "frequency.below.melanoma.one", "frequency.below.melanoma.other", values)
      : counted(count, "frequency.suspicious.melanoma.one", "frequency.suspicious.melanoma.other", values);
  }
  return result === "below"
    ? counted(count, "frequency.below.malignant.one", "frequency.below.malignant.other", values)
    : counted(count, "frequency.suspicious.malignant.one", "frequency.suspicious.malignant.other", values);
}

/** What the sentences are computed from. */
export function basis() {
  return session.counted === "melanoma" ? t("frequency.basis.melanoma") : t("frequency.basis.malignant");
}
