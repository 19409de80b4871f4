/** The model that the server answers with, and those that it answered with before. */
import { session } from "../shell/session.js";
import { decisionAt, pointAt } from "./curve.js";
import { fetchModel } from "./service.js";

/** @typedef {import("./service.js").Model} Model */

/** @type {Promise<Model>|undefined} */
let asking;

/** @type {Map<string, Model>} by identity: an answer is judged by the model that gave it */
const known = new Map();

/**
 * The model, asked for once, and again if another one answers.
 *
 * @param {string} [identity] of the model of an answer: the server may have been started again with
 *     another one since
 * @throws {import("./problem.js").Problem} and asks again the next time
 */
export async function learnModel(identity = session.model?.identity) {
  if (!session.model || session.model.identity !== identity) {
    await renewModel();
  }
  return session.model;
}

/**
 * Asks for the model whatever is known; with the first one comes the sensitivity that is wanted
 * unless the reader wants another.
 *
 * @throws {import("./problem.js").Problem} and asks again the next time
 */
export async function renewModel() {
  asking ??= fetchModel().finally(() => {
    asking = undefined;
  });
  const model = await asking;
  if (!session.model) {
    session.sensitivity = model.defaultSensitivity;
  }
  session.model = model;
  known.set(model.identity, model);
}

/** @param {import("./service.js").Assessment} answer @returns {Model|undefined} that gave it, if the server has told of it */
export function modelOf(answer) {
  return known.get(answer.model);
}

/**
 * The decision at the sensitivity that is wanted now, by the curve of the model that answered;
 * where that is not known, the decision as it came.
 *
 * @param {import("./service.js").Assessment} answer
 * @returns {{decision: string, point?: import("./service.js").OperatingPoint}}
 */
export function judged(answer) {
  const model = modelOf(answer);
  if (!model) {
    return { decision: answer.decision, point: answer.operatingPoint };
  }
  const point = pointAt(model.operatingCurve, session.sensitivity);
  return { decision: decisionAt(answer, point), point };
}
