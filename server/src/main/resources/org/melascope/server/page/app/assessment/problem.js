/** What can go wrong between a picture and its answer, in the reader's language. */
import { t } from "../shell/i18n.js";

const PREFIX = "urn:melascope:problem:";

/** The catalogue's keys of the kinds of problem: what happened, and what to do. */
const WORDS = {
  "not-an-image": ["problem.notAnImage", "problem.notAnImage.do"],
  "unreadable-file": ["problem.unreadableFile", "problem.unreadableFile.do"],
  "unsupported-format": ["problem.unsupportedFormat", "problem.unsupportedFormat.do"],
  heic: ["problem.heic", "problem.heic.do"],
  falsified: ["problem.falsified", "problem.falsified.do"],
  "not-cropped": ["problem.notCropped", "problem.notCropped.do"],
  "nothing-dropped": ["intake.nothingDropped", "intake.nothingDropped.do"],
  "nothing-to-paste": ["intake.nothingToPaste", "intake.nothingToPaste.do"],
  "too-large-bytes": ["problem.tooLargeBytes", "problem.tooLargeBytes.do"],
  "too-many-pixels": ["problem.tooManyPixels", "problem.tooManyPixels.do"],
  "out-of-memory": ["problem.outOfMemory", "problem.outOfMemory.do"],
  truncated: ["problem.truncated", "problem.truncated.do"],
  damaged: ["problem.damaged", "problem.truncated.do"],
  "upload-timeout": ["problem.uploadTimeout", "problem.uploadTimeout.do"],
  "wrong-host": ["problem.wrongHost", "problem.wrongHost.do"],
  "cross-origin": ["problem.wrongHost", "problem.wrongHost.do"],
  "wrong-content-type": ["problem.wrongRequest", "problem.wrongRequest.do"],
  malformed: ["problem.wrongRequest", "problem.wrongRequest.do"],
  "wrong-field": ["problem.wrongRequest", "problem.wrongRequest.do"],
  "wrong-parameter": ["problem.wrongRequest", "problem.wrongRequest.do"],
  "too-many-pictures": ["problem.wrongRequest", "problem.wrongRequest.do"],
  "not-acceptable": ["problem.wrongRequest", "problem.wrongRequest.do"],
  "not-found": ["problem.wrongRequest", "problem.wrongRequest.do"],
  "method-not-allowed": ["problem.wrongRequest", "problem.wrongRequest.do"],
  busy: ["problem.busy", "problem.busy.do"],
  unauthorised: ["problem.unauthorised", "problem.unauthorised.do"],
  internal: ["problem.internal", "problem.internal.do"],
  "shutting-down": ["problem.shuttingDown", "problem.shuttingDown.do"],
  unreachable: ["problem.unreachable", "problem.unreachable.do"],
  incomplete: ["problem.incomplete", "problem.incomplete.do"],
  cancelled: ["problem.cancelled", "problem.cancelled.do"],
};

/** Kinds for which the same picture may fare better later. */
const PASSING = ["busy", "internal", "out-of-memory", "shutting-down", "unreachable", "cancelled", "unauthorised", "upload-timeout"];

export class Problem extends Error {
  /**
   * @param {string} kind a key of WORDS
   * @param {string} detail the server's own words, in English; may be empty
   * @param {number} retryAfter seconds, for "busy"
   */
  constructor(kind, detail, retryAfter) {
    super(detail || kind);
    this.kind = kind in WORDS ? kind : "internal";
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /** A problem without further words. */
  static of(kind) {
    return new Problem(kind, "", 1);
  }

  /** What was thrown, as a problem: of a fault that nobody foresaw an "internal" one. */
  static from(failure) {
    return failure instanceof Problem ? failure : Problem.of("internal");
  }

  /** What happened. */
  get title() {
    return t(WORDS[this.kind][0]);
  }

  /** What the reader can do about it. */
  get advice() {
    return t(WORDS[this.kind][1]);
  }

  /** Whether trying the same again can help. */
  get passing() {
    return PASSING.includes(this.kind);
  }
}

/**
 * The problem that an answer other than 2xx tells.
 *
 * @param {Response} response
 */
export async function readProblem(response) {
  const body = await response.json().catch(() => ({}));
  const type = String(body.type ?? "");
  const kind = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : kindOf(response.status);
  return new Problem(kind, String(body.detail ?? ""), seconds(response, body));
}

function kindOf(status) {
  const kinds = { 401: "unauthorised", 413: "too-large-bytes", 429: "busy", 503: "shutting-down" };
  return kinds[status] ?? "internal";
}

/** From 1 to 60, whatever the server says. */
function seconds(response, body) {
  const told = Number(response.headers.get("Retry-After") ?? body.retryAfter);
  return Number.isFinite(told) && told > 0 ? Math.min(60, told) : 1;
}
