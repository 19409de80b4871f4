/** The bytes of a file, once and for all. */
import { Problem } from "../assessment/problem.js";

/** A larger file is refused by the server, and need not take up memory here. */
const MOST = 50_000_000;

/**
 * A copy of a file in memory. A file that lies in a cloud, as Android offers them, can be read but
 * not sent, and any file may be changed or moved between being chosen and being sent.
 *
 * @param {File} file
 * @returns {Promise<Blob>}
 * @throws {Problem} if it cannot be read
 */
export async function inMemory(file) {
  if (file.size > MOST) {
    return file;
  }
  try {
    return new Blob([await file.arrayBuffer()], { type: file.type });
  } catch {
    throw Problem.of("unreadable-file");
  }
}
