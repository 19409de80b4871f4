/** The server's API, as /openapi.yaml describes it. Nothing else of the page talks to the network. */
import { Problem, readProblem } from "./problem.js";
import { apiKey, askForKey } from "./key.js";

/**
 * @typedef {{value?: number, low: number, high: number, successes: number, trials: number}} Share
 *
 * @typedef {Object} OperatingPoint
 * @property {number} targetSensitivity
 * @property {number} threshold on P(malignant)
 * @property {Share} sensitivity for malignant lesions
 * @property {Share} melanomaSensitivity
 * @property {Share} specificity
 * @property {string} data
 *
 * @typedef {Object} Evidence
 * @property {number} rows
 * @property {number} columns
 * @property {{left: number, top: number, width: number, height: number}} frame of the upright
 *     picture, in its pixels
 * @property {number} greatest
 * @property {Record<string, number[][]>} maps by diagnosis code
 *
 * @typedef {Object} Finding
 * @property {string} name that stays, such as "too-dark"
 * @property {"NOT_ASSESSABLE"|"UNCERTAIN"|"REMARK"} consequence
 * @property {string} words in English
 * @property {string} advice in English
 * @property {number} value that was measured
 * @property {number} limit
 *
 * @typedef {Object} Gates
 * @property {number} novelty
 * @property {number} noveltyLimit
 * @property {{level: number, malignant: boolean, benign: boolean}[]} sets
 *
 * @typedef {Object} Assessment
 * @property {string} image
 * @property {string} decision
 * @property {number} [pMalignant]
 * @property {number} [pMelanoma]
 * @property {Record<string, number>} [probabilities]
 * @property {OperatingPoint} [operatingPoint]
 * @property {string[]} reasons in English
 * @property {Finding[]} findings
 * @property {Gates} [gates] of a model that has some
 * @property {{views: number, same: number, lowest: number, highest: number}} [agreement]
 * @property {Record<string, {lesion: number, border: number, outside: number}>} [evidencePlacement]
 * @property {string} model
 * @property {number} [milliseconds]
 * @property {number} [totalMilliseconds]
 * @property {number} [width]
 * @property {number} [height]
 * @property {Evidence} [evidence]
 *
 * @typedef {Object} Model
 * @property {string} name
 * @property {string} version
 * @property {string} sha256
 * @property {string} identity
 * @property {string} intendedUse
 * @property {string} terms
 * @property {number} defaultSensitivity
 * @property {OperatingPoint[]} operatingCurve
 * @property {boolean} gates
 * @property {{maxBytes: number, maxPixels: number, maxPictures: number}} limits
 * @property {string} [card] in Markdown
 * @property {{sources?: object[]}} [metrics]
 * @property {string} [created]
 */

/**
 * The model that answers.
 *
 * @returns {Promise<Model>}
 */
export async function fetchModel() {
  return call("api/v1/model", {});
}

/**
 * Asks about a picture.
 *
 * @param {Blob} picture
 * @param {string} name the file's
 * @param {{sensitivity: number, explain: boolean, thorough: boolean, signal?: AbortSignal,
 *     waiting?: (seconds: number) => void}} how `waiting` is told when the server is busy and how
 *     long the page waits before it asks again, then 0 when it asks
 * @returns {Promise<Assessment>}
 * @throws {Problem} saying why not
 */
export async function assess(picture, name, { sensitivity, explain, thorough, signal, waiting }) {
  const query = new URLSearchParams({ sensitivity: sensitivity.toFixed(2) });
  if (explain) {
    query.set("explain", "true");
  }
  if (thorough) {
    query.set("thorough", "true");
  }
  for (;;) {
    const body = new FormData();
    body.append("image", picture, name || "picture");
    try {
      return await call(`api/v1/assessments?${query}`, { method: "POST", body, signal });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.kind !== "busy") {
        throw problem;
      }
      waiting?.(problem.retryAfter);
      await pause(problem.retryAfter, signal);
      waiting?.(0);
    }
  }
}

/**
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<any>} the JSON of the answer
 */
async function call(path, request) {
  const headers = new Headers(request.headers);
  if (apiKey()) {
    headers.set("Authorization", `Bearer ${apiKey()}`);
  }
  const { problem, json } = await exchange(new URL(path, document.baseURI), { ...request, headers });
  if (problem?.kind === "unauthorised" && (await askForKey(apiKey() !== ""))) {
    return call(path, request);
  }
  if (problem) {
    throw problem;
  }
  return json;
}

/** What goes wrong on the way, in either direction, is told apart from what the server says. */
async function exchange(url, request) {
  try {
    const response = await fetch(url, request);
    return response.ok ? { json: await response.json() } : { problem: await readProblem(response) };
  } catch {
    return { problem: Problem.of(await hindrance(request)) };
  }
}

/** Why there is no answer at all: a file may have been changed or moved since it was chosen. */
async function hindrance({ signal, body }) {
  if (signal?.aborted) {
    return "cancelled";
  }
  return (await isReadable(body?.get("image"))) ? "unreachable" : "unreadable-file";
}

/** @param {Blob} [picture] */
async function isReadable(picture) {
  try {
    await picture?.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(Problem.of("cancelled"));
    });
  });
}
