/**
 * The history that a reader may want, in this browser alone (IndexedDB). Before it is started and
 * after it is ended, nothing of it is there.
 */
import { byName } from "../shell/format.js";

/**
 * @typedef {Object} Entry
 * @property {number} id
 * @property {string} mole what the reader calls it
 * @property {Date} at
 * @property {string} name of the file
 * @property {Blob} picture as it was assessed
 * @property {import("../assessment/service.js").Assessment} answer without its evidence map
 * @property {string} decision that the reader saw: at a sensitivity of their own it may not be the
 *     answer's
 * @property {import("../assessment/service.js").OperatingPoint} [operatingPoint] that it is at
 */

const DATABASE = "melascope";
const STORE = "entries";
const MARK = "melascope.history";

/** Whether the reader has started a history; not in a browser that is told to store nothing. */
export function historyWanted() {
  try {
    return localStorage.getItem(MARK) === "on";
  } catch {
    return false;
  }
}

/**
 * Also asks the browser not to delete the history by itself, which it need not grant.
 *
 * @throws {DOMException} in a browser that is told to store nothing
 */
export function startHistory() {
  localStorage.setItem(MARK, "on");
  // Not waited for: Firefox asks the reader, who need not answer.
  navigator.storage?.persist?.().catch(() => {});
}

/** Ends the history and deletes all of it. */
export async function endHistory() {
  await settled(indexedDB.deleteDatabase(DATABASE));
  localStorage.removeItem(MARK);
}

/**
 * Keeps a result, and starts the history with it if there is none. Either both or nothing.
 *
 * @param {string} mole
 * @param {import("../shell/session.js").Examination} examination
 * @param {{decision: string, operatingPoint?: import("../assessment/service.js").OperatingPoint}} shown
 */
export async function keep(mole, examination, { decision, operatingPoint }) {
  const { evidence, ...answer } = /** @type {import("../assessment/service.js").Assessment} */ (examination.answer);
  const entry = { mole, at: examination.at, name: examination.name, picture: examination.sent, answer, decision, operatingPoint };
  const begun = historyWanted();
  startHistory();
  try {
    await inStore("readwrite", (store) => store.add(entry));
  } catch (failure) {
    if (!begun) {
      localStorage.removeItem(MARK);
    }
    throw failure;
  }
}

/** All entries, oldest first. @returns {Promise<Entry[]>} */
export async function entries() {
  const all = await inStore("readonly", (store) => store.getAll());
  return all.map(asShown).sort((a, b) => a.at - b.at);
}

/** Once entries were kept without what was shown: of those the answer is all that is known. */
function asShown(entry) {
  const { decision, operatingPoint } = entry.answer;
  return { decision, operatingPoint, ...entry };
}

/** The names of the moles, sorted. */
export async function moles() {
  return [...new Set((await entries()).map((entry) => entry.mole))].sort(byName);
}

/** @param {number} id */
export function remove(id) {
  return inStore("readwrite", (store) => store.delete(id));
}

/** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} act */
async function inStore(mode, act) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener("upgradeneeded", () => {
    opening.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
  });
  const database = await settled(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const written = completed(transaction);
    const request = act(transaction.objectStore(STORE));
    await written;
    return request.result;
  } finally {
    database.close();
  }
}

/** What is added is on disk only when the whole transaction is, which a full disk can undo. */
function completed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", resolve);
    transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("the browser gave up")));
  });
}

/** @param {IDBRequest} request @returns {Promise<any>} */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
    request.addEventListener("blocked", () => reject(new Error("another window uses the history")));
  });
}
