/** The model that the server answers with, asked for once. */
import { session } from "../shell/session.js";
import { fetchModel } from "./service.js";

/** @type {Promise<import("./service.js").Model>|undefined} */
let asking;

/**
 * The model; with it comes the sensitivity that is wanted unless the reader wants another.
 *
 * @throws {import("./problem.js").Problem} and asks again the next time
 */
export async function learnModel() {
  if (!session.model) {
    asking ??= fetchModel().finally(() => {
      asking = undefined;
    });
    const model = await asking;
    if (!session.model) {
      session.model = model;
      session.sensitivity = model.defaultSensitivity;
    }
  }
  return session.model;
}
