"""Measures ./melascope batch against ./melascope classify; benchmarks/batch starts it."""

import csv
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from pages import insert

PROBABILITIES = ["p_malignant", "p_melanoma", "mel", "nv", "bcc", "akiec", "bkl", "df", "vasc"]
TOLERANCE = 1e-5
SMALL = 1000


def resident(pid):
    """Resident memory of a process in bytes, and the most it has been; None when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return tuple(1024 * int(re.search(name + r":\s+(\d+)", status)[1]) for name in ("VmRSS", "VmHWM"))
    except (OSError, TypeError):
        return None


def run(command):
    """Runs a command; returns its seconds, and its highest resident memory. The launcher becomes the Java process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    peak = [0]

    def watch():
        while process.poll() is None:
            seen = resident(process.pid)
            peak[0] = max(peak[0], seen[1] if seen else 0)
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    out = process.communicate()[0]
    watcher.join()
    if process.returncode not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}")
    return time.monotonic() - start, peak[0], out


def rows(files):
    answers = {}
    for file in files:
        with open(file, newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                name = os.path.basename(row["image"])
                if name in answers:
                    sys.exit(f"{name} was answered twice")
                answers[name] = row
    return answers


def difference(one, other):
    """The largest difference of a probability; answers must be for the same pictures, with the same decisions."""
    if one.keys() != other.keys():
        sys.exit(f"{len(one.keys() ^ other.keys())} pictures were answered by one of the two alone")
    largest = 0.0
    for name, row in one.items():
        if row["decision"] != other[name]["decision"]:
            sys.exit(f"{name}: {row['decision']} and {other[name]['decision']}")
        for column in PROBABILITIES:
            if (row[column] == "") != (other[name][column] == ""):
                sys.exit(f"{name}: only one has {column}")
            if row[column]:
                largest = max(largest, abs(float(row[column]) - float(other[name][column])))
    return largest


def main():
    home, folder, rounds = Path(sys.argv[1]), Path(sys.argv[2]).resolve(), int(sys.argv[3])
    melascope = str(home / "melascope")
    pictures = sorted(file for file in folder.iterdir() if file.suffix.lower() in (".jpg", ".jpeg", ".png"))
    cores = len(os.sched_getaffinity(0))
    classify_seconds, batch_seconds, peaks, largest = [], [], [], 0.0
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        few = work / "few.csv"
        few.write_text("image\n" + "".join(f'"{file}"\n' for file in pictures[:SMALL]))
        small_peaks = []
        for number in range(rounds):
            answers = work / f"classify-{number}.csv"
            seconds, _, _ = run([melascope, "classify", str(folder), "--format", "csv", "--output", str(answers)])
            classify_seconds.append(seconds)
            output = work / f"batch-{number}"
            seconds, peak, out = run(
                [melascope, "batch", "--input", str(folder), "--output", str(output), "--format", "csv"])
            batch_seconds.append(seconds)
            peaks.append(peak)
            largest = max(largest, difference(rows([answers]), rows(output.glob("day=*/*.csv"))))
            _, small, _ = run(
                [melascope, "batch", "--input", str(few), "--output", str(work / f"few-{number}"), "--format", "csv"])
            small_peaks.append(small)
            print(f"round {number + 1}: classify {len(pictures) / classify_seconds[-1]:.2f} pictures/s, "
                  f"batch {len(pictures) / seconds:.2f} pictures/s, starts and ends included; "
                  f"largest difference {largest:.1e}; "
                  f"memory {small / 1e6:.0f} MB for {min(SMALL, len(pictures))}, {peak / 1e6:.0f} MB for all", flush=True)
    classify = rounds * len(pictures) / sum(classify_seconds)
    batch = rounds * len(pictures) / sum(batch_seconds)
    price = float(os.environ.get("MELASCOPE_COST_PER_CORE_HOUR", "0.05"))
    result = {
        "command": "benchmarks/batch",
        "machine": f"{platform.machine()}, {cores} cores",
        "pictures": len(pictures),
        "rounds": rounds,
        "classifyPicturesPerSecond": classify,
        "batchPicturesPerSecond": batch,
        "batchOverClassify": batch / classify,
        "largestDifference": largest,
        "differenceAllowed": TOLERANCE,
        "picturesPerSecondAndCore": batch / cores,
        "peakBytesFew": {"pictures": min(SMALL, len(pictures)), "bytes": small_peaks},
        "peakBytesAll": {"pictures": len(pictures), "bytes": peaks},
        "pricePerCoreHour": price,
        "coreHoursForAMillion": 1e6 / (batch / cores) / 3600,
    }
    (home / "benchmarks/results/batch.json").write_text(json.dumps(result, indent=2) + "\n")
    for page in ("README.md", "docs/batch.md"):
        table(home / page, result)
    print(f"batch answers at {result['batchOverClassify']:.3f} of the rate of classify")
    if largest > TOLERANCE:
        sys.exit(f"the answers differ by {largest}")


def table(file, result):
    hours = result["coreHoursForAMillion"]
    few, everything = result["peakBytesFew"], result["peakBytesAll"]
    lines = [
        f"Measured on {result['machine']}, {result['pictures']:,} pictures, {result['rounds']} rounds, starts included:",
        "",
        "| | |",
        "| --- | ---: |",
        f"| `classify` | {result['classifyPicturesPerSecond']:.1f} pictures/s |",
        f"| `batch` on `local[*]` | {result['batchPicturesPerSecond']:.1f} pictures/s, "
        f"{result['batchOverClassify']:.3f} of `classify` |",
        f"| largest difference of a probability | {result['largestDifference']:.1e} |",
        f"| pictures per second and core | {result['picturesPerSecondAndCore']:.1f} |",
        f"| memory of the process, {few['pictures']:,} pictures | {max(few['bytes']) / 1e6:,.0f} MB |",
        f"| memory of the process, {everything['pictures']:,} pictures | {max(everything['bytes']) / 1e6:,.0f} MB |",
        f"| core hours for a million pictures | {hours:.1f} |",
        f"| cost of a million at {result['pricePerCoreHour']} for an hour of a core | {hours * result['pricePerCoreHour']:.2f} |",
        "",
    ]
    insert(file, "batch", "\n".join(lines))


main()
