/** The answer for one picture. */
import "../elements/diagnosis-bars.js";
import "../elements/risk-ruler.js";
import { announce } from "../shell/announce.js";
import { problemWords, showProblem } from "../shell/banner.js";
import { button, el } from "../shell/dom.js";
import { fixed, percent, whole } from "../shell/format.js";
import { t } from "../shell/i18n.js";
import { go } from "../shell/router.js";
import { forgetUrl, session } from "../shell/session.js";
import { decisionMeaning, decisionShape, decisionTone, decisionWords } from "../assessment/decisions.js";
import { Problem } from "../assessment/problem.js";
import { judged, learnModel, modelOf } from "../assessment/model.js";
import { objections, reasonOf } from "../assessment/reasons.js";
import { assess } from "../assessment/service.js";
import { decode } from "../picture/drawing.js";
import { heatPanel } from "./heat.js";
import { keepButton } from "./keep.js";
import { agreementWords, judgementParts, noGates, reasonLists } from "./reasons.js";
import { cameraButton, fileButton, startView, tableButton } from "./start.js";
import { thresholdPanel } from "./threshold.js";

/** @returns {import("../shell/router.js").View} */
export function resultView() {
  const examination = session.examination;
  if (!examination) {
    return startView();
  }
  const left = new AbortController();
  const node = el("div", { class: "result" });
  if (examination.answer) {
    draw(node, examination, left.signal);
  } else {
    ask(node, examination, left.signal);
  }
  return { title: t("result.title"), node, leave: () => left.abort() };
}

/**
 * Asks, and shows what comes of it; an answer that is there already is not lost if nothing does.
 *
 * @param {HTMLElement} node
 * @param {import("../shell/session.js").Examination} examination
 * @param {AbortSignal} left when the reader leaves this view
 */
async function ask(node, examination, left) {
  const abort = new AbortController();
  left.addEventListener("abort", () => abort.abort());
  const back = () => {
    examination.thorough = examination.answer?.agreement !== undefined;
    draw(node, examination, left);
    focusOn(node);
  };
  const cancel = () => {
    abort.abort();
    back();
  };
  const waiting = el("p", { class: "lead", role: "status" }, t("result.asking"));
  const stop = button(t("dialog.cancel"), examination.answer ? cancel : () => history.back());
  node.replaceChildren(el("div", { class: "asking" }, el("h1", {}, examination.name), el("progress", { "aria-label": t("result.asking") }), waiting, stop));
  focusOn(node);
  try {
    await learnModel();
    const answer = await assess(examination.sent, examination.name, {
      sensitivity: session.sensitivity,
      explain: true,
      thorough: examination.thorough,
      signal: abort.signal,
      waiting: (seconds) => {
        waiting.textContent = seconds > 0 ? t("result.busy", { seconds: whole(seconds) }) : t("result.asking");
      },
    });
    await learnModel(answer.model);
    const drawable = await canBeDrawn(examination.sent);
    if (abort.signal.aborted || session.examination !== examination) {
      return;
    }
    examination.answer = answer;
    examination.at = new Date();
    forgetUrl(examination);
    examination.url = drawable ? URL.createObjectURL(examination.sent) : undefined;
  } catch (failure) {
    if (!abort.signal.aborted && examination.answer) {
      back();
      showProblem(Problem.from(failure), () => {
        showProblem(undefined);
        askThoroughly(node, examination, left);
      });
    } else if (!abort.signal.aborted) {
      failed(node, Problem.from(failure), () => ask(node, examination, left));
    }
    return;
  }
  draw(node, examination, left);
  announce(spoken(examination.answer));
  focusOn(node);
}

function askThoroughly(node, examination, left) {
  examination.thorough = true;
  ask(node, examination, left);
}

/** What is said aloud: the decision, why it is not a plain one, the probability if there is one. */
function spoken(answer) {
  const { decision, pMalignant } = answer;
  const reasons = objections(answer).map((finding) => reasonOf(finding).words);
  const words = decisionWords(decision);
  return [
    pMalignant === undefined ? t("result.announceDecision", { decision: words }) : t("result.announce", { decision: words, malignant: percent(pMalignant) }),
    ...reasons,
  ].join(" ");
}

/** @param {Blob} picture */
async function canBeDrawn(picture) {
  const bitmap = await decode(picture);
  bitmap?.close();
  return bitmap !== undefined;
}

function failed(node, problem, retry) {
  node.replaceChildren(
    el(
      "div",
      { class: "problem", role: "alert" },
      el("h1", {}, t("result.failed")),
      problemWords(problem),
      problem.kind === "unreachable" && el("p", {}, t("result.pictureStays")),
      el(
        "div",
        { class: "row" },
        problem.passing && button(t("problem.retry"), retry, { class: "primary" }),
        button(t("picture.other"), () => go("/")),
      ),
    ),
  );
  focusOn(node);
}

function focusOn(node) {
  const heading = /** @type {HTMLElement|null} */ (node.querySelector("h1"));
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

/**
 * @param {HTMLElement} node
 * @param {import("../shell/session.js").Examination} examination with an answer
 * @param {AbortSignal} left when the reader leaves this view
 */
function draw(node, examination, left) {
  const lookThoroughly = () => askThoroughly(node, examination, left);
  const answer = examination.answer;
  const model = modelOf(answer);
  const answered = answer.pMalignant !== undefined;
  const verdict = el("section", { class: "verdict", "aria-labelledby": "verdict-heading" });
  const agreement = el("p", { class: "agreement" });
  let said = judged(answer).decision;
  const judge = () => {
    const { decision, point } = judged(answer);
    verdict.replaceChildren(...verdictParts(answer, decision, point));
    agreement.textContent = agreementWords(answer, point) ?? "";
    if (decision !== said) {
      said = decision;
      announce(decisionWords(said));
    }
  };
  judge();
  const panel = model && answer.probabilities && thresholdPanel(model, () => said, judge);
  panel?.update();
  node.classList.toggle("unanswered", !answered);
  node.replaceChildren(
    el("div", { class: "result-answer" }, verdict, answered ? bars(answer) : nextSteps()),
    el("div", { class: "result-notes" }, el("p", { class: "notice" }, t("notice")), model && noGates(model)),
    el("div", { class: "result-picture" }, heatPanel(examination), actions(examination, answered && lookThoroughly), answer.agreement && agreement, details(answer)),
    panel?.node ?? "",
    provenance(answer, model),
  );
}

function verdictParts(answer, decision, point) {
  return [
    el(
      "div",
      { class: `verdict-head ${decisionTone(decision)}` },
      decisionShape(decision),
      el("div", {}, el("h1", { id: "verdict-heading", tabindex: "-1" }, decisionWords(decision)), el("p", {}, decisionMeaning(decision))),
    ),
    ...reasonLists(answer, decision),
    answer.pMalignant !== undefined && chances(answer, point),
  ].filter(Boolean);
}

/** After a picture that cannot be judged: another one, or a part of this one. */
function nextSteps() {
  return el(
    "section",
    { class: "next", "aria-labelledby": "next-heading" },
    el("h2", { id: "next-heading" }, t("next.heading")),
    el("div", { class: "row" }, fileButton(t("next.choose"), { class: "primary" }), cameraButton(), button(t("next.crop"), () => go("/picture"))),
    el("p", { class: "quiet" }, t("next.doctor")),
  );
}

function details(answer) {
  const parts = judgementParts(answer, "h3");
  const heading = answer.pMalignant === undefined ? t("details.measured") : t("details.heading");
  return parts.length > 0 && el("details", { class: "details" }, el("summary", {}, heading), parts);
}

function chances(answer, point) {
  const ruler = /** @type {import("../elements/risk-ruler.js").RiskRuler} */ (el("risk-ruler"));
  ruler.show(answer.pMalignant, point.threshold);
  return el(
    "div",
    { class: "chances" },
    el(
      "dl",
      {},
      el("div", {}, el("dt", {}, t("result.malignant")), el("dd", { class: "big" }, percent(answer.pMalignant)), el("dd", { class: "small" }, t("result.malignant.meaning"))),
      el("div", {}, el("dt", {}, t("result.melanoma")), el("dd", { class: "big" }, percent(answer.pMelanoma)), el("dd", { class: "small" }, t("result.melanoma.meaning"))),
    ),
    ruler,
  );
}

function bars(answer) {
  if (!answer.probabilities) {
    return false;
  }
  const list = /** @type {import("../elements/diagnosis-bars.js").DiagnosisBars} */ (el("diagnosis-bars"));
  list.show(answer.probabilities);
  return el("section", { "aria-labelledby": "bars-heading" }, el("h2", { id: "bars-heading" }, t("bars.heading")), list);
}

/** @param {import("../shell/session.js").Examination} examination @param {(() => void)|false} lookThoroughly */
function actions(examination, lookThoroughly) {
  return el(
    "div",
    { class: "row actions" },
    lookThoroughly && button(t("result.another"), () => go("/"), { class: "primary" }),
    tableButton(),
    lookThoroughly && !examination.answer?.agreement && button(t("thorough.again"), lookThoroughly),
    button(t("result.report"), () => go("/report")),
    keepButton(examination),
  );
}

/** @param {import("../assessment/service.js").Model|undefined} model without it the answer's own name for it */
function provenance(answer, model) {
  return el(
    "p",
    { class: "provenance" },
    model ? [t("result.model", { name: model.name, version: model.version }), " · SHA-256 ", el("code", { title: model.sha256 }, model.sha256.slice(0, 16) + "…")] : answer.model,
    " · ",
    t("result.time", { network: fixed(answer.milliseconds ?? 0, 0), all: fixed(answer.totalMilliseconds ?? answer.milliseconds ?? 0, 0) }),
  );
}
