/**
 * The part of Markdown that model cards use: headings, paragraphs, lists, tables, code, bold and
 * links. What comes out are elements made one by one; nothing is ever read as HTML.
 */
import { el } from "../shell/dom.js";

/**
 * @param {string} text
 * @param {number} deeper how many levels its headings are below those of the page
 * @returns {HTMLElement[]}
 */
export function markdown(text, deeper) {
  const lines = text.split(/\r?\n/);
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const end = blockEnd(lines, at);
    if (end > at) {
      blocks.push(block(lines.slice(at, end), deeper));
    }
    at = Math.max(end, at + 1);
  }
  return blocks;
}

/** The line behind the block that starts at `from`. */
function blockEnd(lines, from) {
  if (/^#{1,6} /.test(lines[from])) {
    return from + 1;
  }
  const fenced = lines[from].startsWith("```");
  let end = from + Number(fenced);
  while (end < lines.length && (fenced ? !lines[end].startsWith("```") : lines[end].trim() !== "" && !(end > from && /^(#{1,6} |```)/.test(lines[end])))) {
    end += 1;
  }
  return fenced ? Math.min(lines.length, end + 1) : end;
}

function block(lines, deeper) {
  const heading = /^(#{1,6}) (.*)$/.exec(lines[0]);
  if (heading) {
    return el(`h${Math.min(6, heading[1].length + deeper)}`, {}, inline(heading[2]));
  }
  if (lines[0].startsWith("```")) {
    return el("pre", { tabindex: "0" }, el("code", {}, lines.slice(1, -1).join("\n")));
  }
  if (lines[0].startsWith("|") && /^\|[\s:|-]+\|?$/.test(lines[1] ?? "")) {
    return table(lines);
  }
  if (/^([-*]|\d+\.) /.test(lines[0])) {
    return list(lines);
  }
  return el("p", {}, inline(lines.join(" ")));
}

function list(lines) {
  const items = [];
  for (const line of lines) {
    const start = /^\s*(?:[-*]|\d+\.) (.*)$/.exec(line);
    if (start) {
      items.push(start[1]);
    } else {
      items[items.length - 1] += ` ${line.trim()}`;
    }
  }
  return el(/^\d/.test(lines[0]) ? "ol" : "ul", {}, items.map((item) => el("li", {}, inline(item))));
}

function table(lines) {
  const [head, align, ...body] = lines.map((line) => cells(line.replace(/^\||\|\s*$/g, "")));
  const side = (i) => (/:$/.test(align[i] ?? "") ? "number" : undefined);
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": head.filter(Boolean).join(", ") },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, head.map((cell, i) => el("th", { scope: "col", class: side(i) }, inline(cell))))),
      el("tbody", {}, body.map((row) => el("tr", {}, row.map((cell, i) => el("td", { class: side(i) }, inline(cell)))))),
    ),
  );
}

/** What stands between bars that no backslash stands before. */
function cells(row) {
  const parts = row.split("|");
  const whole = [];
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    while (/(^|[^\\])(\\\\)*\\$/.test(part) && parts.length > 0) {
      part += `|${parts.shift()}`;
    }
    whole.push(part.trim());
  }
  return whole;
}

/** Code, bold and links; a link only to the web, and opened apart. */
function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    if (/^`.+`$/.test(part)) {
      return el("code", {}, part.slice(1, -1));
    }
    if (/^\*\*.+\*\*$/.test(part)) {
      return el("strong", {}, part.slice(2, -2));
    }
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (link) {
      return /^https?:\/\//.test(link[2]) ? el("a", { href: link[2], rel: "noreferrer noopener", target: "_blank" }, link[1]) : link[1];
    }
    return part.replace(/\\([\\<|`*[\]])/g, "$1");
  });
}
