/** Which files are taken. */

/**
 * What the file dialog offers. HEIC is left out on purpose: a phone then hands over its photos as
 * JPEG.
 */
export const ACCEPT = "image/jpeg,image/png,image/webp,image/tiff,image/bmp,image/gif";

const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

/**
 * Why a file need not be sent: it is a HEIC photo, whatever it is called, or no picture, or it
 * cannot be read any more; a folder comes as a file that never could.
 *
 * @param {File} file
 * @returns {Promise<"heic"|"not-an-image"|"unreadable-file"|undefined>} a kind of problem; undefined
 *     if there is none
 */
export async function refusal(file) {
  if (!mayBePicture(file)) {
    return "not-an-image";
  }
  try {
    return isHeic(new Uint8Array(await file.slice(4, 12).arrayBuffer())) ? "heic" : undefined;
  } catch {
    return "unreadable-file";
  }
}

/** @param {Uint8Array} head the 5th to the 12th byte */
function isHeic(head) {
  const text = String.fromCharCode(...head);
  return text.startsWith("ftyp") && HEIC_BRANDS.includes(text.slice(4));
}

/** Whether a dropped or pasted file may be a picture; the server has the last word. */
function mayBePicture(file) {
  return file.type.startsWith("image/") || file.type === "" || /\.(jpe?g|png|webp|tiff?|bmp|gif|heic|heif)$/i.test(file.name);
}
