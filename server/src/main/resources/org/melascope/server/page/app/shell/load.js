/** Loads what is not loaded with the page. */
import { Problem } from "../assessment/problem.js";

/** @type {Map<string, number>} how often a module could not be loaded */
const failures = new Map();

/** As the page begins it is tried once, then when it is needed, then again. */
const ENOUGH = 3;

/**
 * A module. Some browsers remember for as long as the page is open that it could not be loaded; at
 * another address it is asked for anew. What it imports is not: then only reloading the page helps.
 *
 * @param {string} file below the folder of this application, such as "views/about.js"
 * @throws {Problem}
 */
export async function load(file) {
  const failed = failures.get(file) ?? 0;
  try {
    return await import(failed > 0 ? `../${file}?again=${failed}` : `../${file}`);
  } catch (failure) {
    console.error(failure);
    failures.set(file, failed + 1);
    throw Problem.of(failed + 1 < ENOUGH ? "unreachable" : "incomplete");
  }
}
