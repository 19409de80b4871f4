/** Which files are taken. */

/**
 * What the file dialog offers. HEIC is left out on purpose: a phone then hands over its photos as
 * JPEG.
 */
export const ACCEPT = "image/jpeg,image/png,image/webp,image/tiff,image/bmp,image/gif";

const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

/** Whether a file's first bytes say HEIC, whatever it is called. @param {Blob} file */
export async function isHeic(file) {
  const head = new Uint8Array(await file.slice(4, 12).arrayBuffer());
  const text = String.fromCharCode(...head);
  return text.startsWith("ftyp") && HEIC_BRANDS.includes(text.slice(4));
}

/** Whether a dropped or pasted file may be a picture; the server has the last word. */
export function mayBePicture(file) {
  return file.type.startsWith("image/") || file.type === "" || /\.(jpe?g|png|webp|tiff?|bmp|gif|heic|heif)$/i.test(file.name);
}
