/** Loads what is not loaded with the page. */

/** @type {Map<string, number>} how often a module could not be loaded */
const failures = new Map();

/**
 * A module. Some browsers remember for as long as the page is open that it could not be loaded; at
 * another address it is asked for anew.
 *
 * @param {string} file below the folder of this application, such as "views/about.js"
 */
export async function load(file) {
  const failed = failures.get(file) ?? 0;
  try {
    return await import(failed > 0 ? `../${file}?again=${failed}` : `../${file}`);
  } catch (failure) {
    failures.set(file, failed + 1);
    throw failure;
  }
}
