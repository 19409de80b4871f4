"""Counts what ./melascope audit finds; benchmarks/copies starts it."""

import csv
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

from pages import insert

LOOSE = 0.75
LOWER = 0.85
BANDS = [0.75, 0.80, 0.84, 0.88, 0.92, 0.94, 0.96, 1.0]
USUAL = 0.93
UPRIGHT = "as it is"


def audit(melascope, data, report, *options):
    """Audits a manifest; returns what was printed, the pairs, and the seconds that it took."""
    start = time.monotonic()
    command = [melascope, "audit", "--data", str(data), "--report", str(report), *options]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    seconds = time.monotonic() - start
    with open(report / "pairs.csv", newline="", encoding="utf-8") as lines:
        return printed, list(csv.DictReader(lines)), seconds


def bands(pairs):
    """How many pairs of unequal files are how alike, and how many of them lie the same way round."""
    alike = [pair for pair in pairs if pair["equal_files"] == "false"]
    counts = []
    for low, high in zip(BANDS, BANDS[1:]):
        some = [p for p in alike if low <= float(p["similarity"]) and (float(p["similarity"]) < high or high == 1)]
        counts.append({"from": low, "to": high, "pairs": len(some), "upright": sum(p["turn"] == UPRIGHT for p in some)})
    turned = [p for p in alike if float(p["similarity"]) >= USUAL and p["turn"] != UPRIGHT]
    return counts, {"pairs": len(turned), "sameLesion": sum(p["same_lesion"] == "true" for p in turned)}


def known(pairs):
    """For each folder, which of its test pictures have a copy among those for training and validation."""
    seen = set()
    for pair in pairs:
        for one, other in (("first", "second"), ("second", "first")):
            if pair[f"{one}_split"] == "test" and pair[f"{other}_split"] in ("train", "validation"):
                seen.add(pair[one])
    folders = {}
    for name in sorted(seen):
        folders.setdefault(os.path.dirname(name), []).append(os.path.basename(name))
    return folders


def found(pairs, altered):
    """Of each kind of alteration, how many copies were found to be of their original."""
    with open(altered, newline="", encoding="utf-8") as lines:
        names = {picture["image"]: picture for picture in csv.DictReader(lines)}
    counts = {}
    for picture in names.values():
        if picture["copy_of"]:
            kind = counts.setdefault((picture["cropped"], picture["quality"]), {"copies": 0, "found": 0})
            kind["copies"] += 1
    for pair in pairs:
        for copy, original in ((pair["first"], pair["second"]), (pair["second"], pair["first"])):
            if names[copy]["copy_of"] == original:
                counts[names[copy]["cropped"], names[copy]["quality"]]["found"] += 1
    return [{"cropped": float(c), "quality": float(q), **count} for (c, q), count in counts.items()]


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def text(result):
    counts, turned, altered, more = result["bands"], result["turned"], result["altered"], result["alteredAtLower"]
    crops = sorted({kind["cropped"] for kind in altered})
    qualities = sorted({kind["quality"] for kind in altered}, reverse=True)
    one = next(kind["copies"] for kind in altered)
    names = [f"{c['from']:.2f}-{c['to']:.2f}" if c["to"] < 1 else f"from {c['from']:.2f}" for c in counts]
    lines = [
        row("correlation", *names),
        row("---", *["---:"] * len(counts)),
        row("pairs", *[c["pairs"] for c in counts]),
        row("of them upright", *[c["upright"] for c in counts]),
        "",
        f"Of the {turned['pairs']} pairs from {USUAL} on that are not upright, {turned['sameLesion']} are known to show one lesion.",
        "",
        "Test pictures of which a copy is among those for training and validation: "
        + (", ".join(f"{len(names)} of `{folder}`" for folder, names in result["testPicturesKnown"].items()) or "none") + ".",
        "",
        f"How many are found: {one} labelled pictures of these collections, drawn at random, reduced to two thirds, cropped by up to so much on",
        f"each side at random, and saved as JPEG of three qualities; with `--similarity {LOWER}` the number in brackets:",
        "",
        row("cropped by up to", *[f"quality {100 * quality:.0f}" for quality in qualities]),
        row("---", *["---:"] * len(qualities)),
    ]
    for crop in crops:
        cells = [
            f"{usual['found']} ({lower['found']})"
            for q in qualities
            for usual, lower in zip(altered, more)
            if (usual["cropped"], usual["quality"]) == (crop, q)
        ]
        lines.append(row("nothing" if crop == 0 else f"{100 * crop:.0f} %", *cells))
    return "\n".join(lines) + "\n"


def main():
    home, manifest, work = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    melascope = str(home / "melascope")
    printed, usual, seconds = audit(melascope, manifest, work / "usual")
    counts, turned = bands(audit(melascope, manifest, work / "loose", "--similarity", str(LOOSE))[1])
    altered = work / "altered/manifest.csv"
    result = {
        "command": "benchmarks/copies",
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
        "pictures": int(re.search(r": (\d+) pictures$", printed.splitlines()[0])[1]),
        "seconds": round(seconds),
        "pairs": len(usual),
        "testPicturesKnown": known(usual),
        "bands": counts,
        "turned": turned,
        "altered": found(audit(melascope, altered, work / "copies")[1], altered),
        "alteredAtLower": found(audit(melascope, altered, work / "more", "--similarity", str(LOWER))[1], altered),
    }
    collections = home / "docs/audit/collections.txt"
    collections.parent.mkdir(exist_ok=True)
    # The last lines tell where the report lies, which was here for a while.
    collections.write_text(printed.split("\nThe whole audit:")[0], encoding="utf-8")
    (home / "benchmarks/results/copies.json").write_text(json.dumps(result, indent=2) + "\n")
    insert(home / "docs/audit.md", "copies", text(result))
    print(text(result))


main()
