/** The model that the server answers with, asked for once, and again if another one answers. */
import { session } from "../shell/session.js";
import { fetchModel } from "./service.js";

/** @type {Promise<import("./service.js").Model>|undefined} */
let asking;

/**
 * The model; with the first one comes the sensitivity that is wanted unless the reader wants
 * another.
 *
 * @param {string} [identity] of the model of an answer: the server may have been started again with
 *     another one since
 * @throws {import("./problem.js").Problem} and asks again the next time
 */
export async function learnModel(identity = session.model?.identity) {
  if (!session.model || session.model.identity !== identity) {
    asking ??= fetchModel().finally(() => {
      asking = undefined;
    });
    const model = await asking;
    if (!session.model) {
      session.sensitivity = model.defaultSensitivity;
    }
    session.model = model;
  }
  return session.model;
}
