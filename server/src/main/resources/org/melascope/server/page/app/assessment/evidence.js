/**
 * The surface between the patches' values, as the server's heat maps draw it: Catmull-Rom splines,
 * divided by the strongest patch of the diagnosis.
 */

/** The size of the strongest value. @param {number[][]} map */
export function greatest(map) {
  return Math.max(0, ...map.flat().map(Math.abs));
}

/**
 * @param {number[][]} map rows of a diagnosis' contributions
 * @param {number} width of the surface in samples
 * @param {number} height
 * @returns {Float32Array} row by row, from -1 (against) to 1 (for)
 */
export function surface(map, width, height) {
  const scale = greatest(map);
  const values = new Float32Array(width * height);
  if (scale === 0) {
    return values;
  }
  const narrow = map.map((row) => stretch(row, width));
  for (let x = 0; x < width; x++) {
    const column = stretch(narrow.map((row) => row[x]), height);
    for (let y = 0; y < height; y++) {
      values[y * width + x] = Math.max(-1, Math.min(1, column[y] / scale));
    }
  }
  return values;
}

/** A row of patch values at `length` places; beyond the edge the value at the edge counts on. */
function stretch(row, length) {
  const at = (i) => row[Math.max(0, Math.min(row.length - 1, i))];
  return Array.from({ length }, (_, i) => {
    const place = ((i + 0.5) / length) * row.length - 0.5;
    const left = Math.floor(place);
    return spline(at(left - 1), at(left), at(left + 1), at(left + 2), place - left);
  });
}

/** Catmull and Rom 1974, between b (at 0) and c (at 1). */
function spline(a, b, c, d, t) {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
