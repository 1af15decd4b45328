#!/usr/bin/env python3
"""Counts how often each rule was right, for the confidence of its findings: observe.py LABELLED_FOLDER JUDGED.md FINDINGS... > observed.tsv

LABELLED_FOLDER is what score.sh takes. A finding that meets a label of its class that is due counts as right, one that meets a label that must
stay silent as wrong, any other not at all. Such files were written to show a weakness, so one of them counts a fifth of a finding judged in a
real history (the tables of sampled.md: right, debatable - half each - or wrong), and a rule cannot earn more than ten findings there. A judged
finding counts as long as it is still found, told or not sure enough to be: FINDINGS are files that noise.sh wrote. What was mended says nothing
about the rule as it is.
Counted apart: findings whose value is shown to come from outside (proven), composed texts of which nothing shows that (unproven), and others (-).
"""
import collections
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from reviewer import found

ROOT = pathlib.Path(__file__).resolve().parents[2]
SYNAPSE = ROOT / "src/Synapse.Cli/bin/Release/net10.0/synapse"
LABEL_WEIGHT = 0.2
MOST_BY_LABELS = 10
LEVELS = ["low", "medium", "high", "critical"]
ROW = re.compile(r"^\|\s*\d+\s*\|\s*(?P<repository>[^| ]+)\s*\|\s*(?P<commit>\w+)\^?\s*\|\s*`(?P<file>[^`]+):(?P<line>\d+)`\s*\|\s*(?P<rule>[\w.-]+)\s*\|\s*(?P<severity>\w+)\s*\|\s*\**(?P<verdict>right|debatable|wrong)\b")


def severities():
    found = {}
    for pack in (ROOT / "src/Synapse.Analysis/Packs").rglob("*.yaml"):
        for rule in re.split(r"^  - id: ", pack.read_text(encoding="utf-8"), flags=re.M)[1:]:
            severity = re.search(r"^    severity: (\w+)", rule, re.M)
            found[rule.split("\n", 1)[0].strip()] = severity.group(1) if severity else "medium"
    return found


def context(finding, severity):
    if any("comes in here" in e.get("note", "") for e in finding["evidence"]):
        return "proven"
    return "unproven" if LEVELS.index(finding["severity"]) < LEVELS.index(severity) else "-"


def labelled(folder, known):
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    classmap = json.loads((folder / "classmap.json").read_text(encoding="utf-8"))
    for corpus in sorted((folder / "corpora").iterdir()):
        labels = collections.defaultdict(list)
        for line in (corpus / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            if not label.get("weak"):
                labels[label["file"]].append(label)
        with tempfile.NamedTemporaryFile(suffix=".sarif") as sarif:
            report = json.loads(subprocess.run(
                [SYNAPSE, "review", "--all", corpus / "files", "--json", "--sarif", sarif.name, "--no-journal", "--fail-on", "none"],
                capture_output=True, check=True).stdout)
            placed, _ = score.load_findings([sarif.name], classmap)
        classes = {(path, rule): cls for path, hits in placed.items() for _, _, cls, rule in hits}
        for finding in found(report):
            rule, place = finding["ruleId"], finding["location"]
            path = score.key_of(place["path"]) or place["path"]
            cls = classes.get((path, rule))
            if cls is None or rule not in known:
                continue
            end = max(place["startLine"], min(place["endLine"], place["startLine"] + 4))
            near = []
            for label in labels[path]:
                if not (label["cls"] in cls or score.ALSO.get(label["cls"], set()) & cls):
                    continue
                first = label["line"]
                distance = 0 if first is None else max(0, first - end, place["startLine"] - (label.get("end") or first))
                if distance <= 1:
                    near.append((distance, label["label"]))
            if near:
                yield rule, context(finding, known[rule]), min(near)[1] == "pos"


def reviewed(files):
    for file in files:
        with open(file, encoding="utf-8") as lines:
            for finding in map(json.loads, lines):
                yield finding["repository"], finding["commit"][:9], pathlib.PurePosixPath(finding["path"]).name, finding["line"], finding["rule"]


def main(folder, judged, *findings):
    known = severities()
    counts = collections.defaultdict(lambda: [0.0, 0.0])
    by_labels = collections.defaultdict(lambda: [0, 0])
    for rule, of, right in labelled(pathlib.Path(folder), known):
        by_labels[rule, of][0 if right else 1] += 1
    for key, (right, wrong) in by_labels.items():
        weight = LABEL_WEIGHT * min(1, MOST_BY_LABELS / (LABEL_WEIGHT * (right + wrong)))
        counts[key][0] += right * weight
        counts[key][1] += wrong * weight
    current = set(reviewed(findings))
    counted = set()
    for row in filter(None, map(ROW.match, pathlib.Path(judged).read_text(encoding="utf-8").splitlines())):
        key = row["repository"], row["commit"][:9], row["file"], int(row["line"]), row["rule"]
        if key in current and key not in counted:
            counted.add(key)
            of = "unproven" if LEVELS.index(row["severity"]) < LEVELS.index(known[row["rule"]]) else "-"
            counts[row["rule"], of][0] += {"right": 1, "debatable": 0.5, "wrong": 0}[row["verdict"]]
            counts[row["rule"], of][1] += {"right": 0, "debatable": 0.5, "wrong": 1}[row["verdict"]]
    print("# How often the findings of a rule were right and wrong, by context. Written by infra/quality/observe.py.")
    for (rule, of), (right, wrong) in sorted(counts.items()):
        print(f"{rule}\t{of}\t{right:.1f}\t{wrong:.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
