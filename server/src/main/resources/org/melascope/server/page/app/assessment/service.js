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
 * @typedef {Object} Assessment
 * @property {string} image
 * @property {string} decision
 * @property {number} [pMalignant]
 * @property {number} [pMelanoma]
 * @property {Record<string, number>} [probabilities]
 * @property {OperatingPoint} [operatingPoint]
 * @property {string[]} reasons
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
 * @property {{maxBytes: number, maxPixels: number, maxPictures: number}} limits
 * @property {string} card
 * @property {{sources?: object[]}} [metrics]
 * @property {string} [created]
 */

/**
 * The model that answers.
 *
 * @returns {Promise<Model>}
 */
export async function fetchModel() {
  return (await call("api/v1/model", {})).json();
}

/**
 * Asks about a picture.
 *
 * @param {Blob} picture
 * @param {string} name the file's
 * @param {{sensitivity: number, explain: boolean, signal?: AbortSignal,
 *     waiting?: (seconds: number) => void}} how `waiting` is told when the server is busy and how
 *     long the page waits before it asks again
 * @returns {Promise<Assessment>}
 * @throws {Problem} saying why not
 */
export async function assess(picture, name, { sensitivity, explain, signal, waiting }) {
  const query = new URLSearchParams({ sensitivity: sensitivity.toFixed(2) });
  if (explain) {
    query.set("explain", "true");
  }
  for (;;) {
    const body = new FormData();
    body.append("image", picture, name || "picture");
    try {
      const response = await call(`api/v1/assessments?${query}`, { method: "POST", body, signal });
      return await response.json();
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.kind !== "busy") {
        throw problem;
      }
      waiting?.(problem.retryAfter);
      await pause(problem.retryAfter, signal);
    }
  }
}

/** @param {string} path @param {RequestInit} request */
async function call(path, request) {
  const headers = new Headers(request.headers);
  if (apiKey()) {
    headers.set("Authorization", `Bearer ${apiKey()}`);
  }
  const response = await reach(new URL(path, document.baseURI), { ...request, headers });
  if (response.ok) {
    return response;
  }
  if (response.status === 401 && (await askForKey(apiKey() !== ""))) {
    return call(path, request);
  }
  throw await readProblem(response);
}

async function reach(url, request) {
  try {
    return await fetch(url, request);
  } catch (failure) {
    if (request.signal?.aborted) {
      throw Problem.of("cancelled");
    }
    throw Problem.of("unreachable");
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
