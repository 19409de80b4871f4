/** How programs ask: calls that work as they stand. */
import { announce } from "../shell/announce.js";
import { button, el } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { withControl } from "../shell/keys.js";
import { apiKey } from "../assessment/key.js";
import { curl, java, python } from "./calls.js";

/** @returns {import("../shell/router.js").View} */
export function programsView() {
  const origin = new URL(".", document.baseURI).href.replace(/\/$/, "");
  const keyed = apiKey() !== "";
  const title = t("nav.programs");
  const node = el(
    "div",
    { class: "page programs" },
    el("h1", {}, title),
    el("p", { class: "lead" }, t("programs.lead")),
    el("p", { class: "notice" }, t("notice")),
    el(
      "ul",
      {},
      el("li", {}, el("code", {}, "POST /api/v1/assessments"), " ", t("programs.assess")),
      el("li", {}, el("code", {}, "GET /api/v1/model"), " ", t("programs.model")),
      el("li", {}, link("openapi.yaml"), " ", t("programs.openapi")),
      el("li", {}, keyed ? el("code", {}, "GET /metrics") : link("metrics"), ", ", link("health/ready"), " ", t("programs.watch")),
    ),
    sample("curl", t("programs.curl"), curl(origin, keyed)),
    sample("Python", t("programs.python"), python(origin, keyed)),
    sample("Java", t("programs.java"), java(origin, keyed)),
    el("h2", {}, t("programs.errors.heading")),
    el("p", {}, t("programs.errors")),
    el("p", {}, t("programs.key")),
  );
  return { title, node };
}

/** Beside this page, which would lose its answers. A link cannot send the key that the metrics may want. */
function link(path) {
  return el("a", { href: path, target: "_blank", rel: "noopener" }, path);
}

function sample(language, words, code) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      announce(t("programs.copied", { language }));
    } catch {
      getSelection()?.selectAllChildren(block);
      announce(t("programs.selected", { language, keys: withControl("C") }));
    }
  };
  const block = el("code", {}, code);
  return el(
    "section",
    { class: "call", "aria-label": language },
    el("h2", {}, language),
    el("p", {}, words),
    el("pre", { tabindex: "0", role: "region", "aria-label": t("programs.code", { language }) }, block),
    button(t("programs.copy"), copy, { "aria-label": t("programs.copyNamed", { language }) }),
  );
}
