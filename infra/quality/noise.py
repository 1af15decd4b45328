#!/usr/bin/env python3
"""Reviews the last commits of repositories one by one and counts what the agents say.

Lines are counted as `git diff-tree --numstat -M` does. "Code lines" are added lines outside tests, generated and vendored files
(the path rules of Scanning/FileOrigin.cs) and outside documentation (.md, .rst, .txt, .adoc). Rates are findings in those files
per 1,000 of those lines; findings elsewhere are counted apart. A review in which a specialist had no answer by its deadline, as happens
on a busy machine, is done again up to three times. "refused" is what git could not read.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import threading

from reviewer import Reviewer, found

ELSEWHERE = re.compile(
    r"(^|/)(node_modules|vendor|\.yarn|third[_-]party|bower_components|site-packages|external|deps|dist|\.next|__generated__|generated|tests?|testing|"
    r"__tests__|specs?|testdata|fixtures|e2e|benchmarks?|testutils?|testing_support|integration[-_]tests|mocks|examples?|samples)/|(^|/)test_[^/]*$|\.Tests?/|Tests\.|"
    r"_test\.(go|py|exs)$|\.(test|spec)\.[jt]sx?$|(Tests?|IT)\.java$|Tests?\.cs$|conftest\.py$|\.min\.(js|css)$|\.(snap|svg|map)$|"
    r"(^|/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|go\.sum|Cargo\.lock|composer\.lock|poetry\.lock|Gemfile\.lock|mix\.lock|uv\.lock)$",
    re.IGNORECASE)
DOCUMENTATION = re.compile(r"\.(md|rst|txt|adoc)$", re.IGNORECASE)
LEVELS = ["low", "medium", "high", "critical"]


def is_code(path):
    return not ELSEWHERE.search(path) and not DOCUMENTATION.search(path)


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True).stdout.decode("utf-8", "replace")


def added_lines(repository, commit):
    fields = iter(git(repository, "diff-tree", "-r", "--root", "--no-commit-id", "--numstat", "-M", "-z", commit).split("\0"))
    for field in fields:
        if field:
            added, _, path = field.split("\t")
            if not path:
                next(fields)
                path = next(fields)
            yield path, int(added) if added != "-" else 0


def measure(repository, commits, findings_file):
    name = re.sub(r"(/repo)?/*$", "", repository).rsplit("/", 1)[-1].replace("+", "/")
    shas = git(repository, "log", "--no-merges", f"-{commits}", "--format=%H").split()
    figures, packs = collections.Counter(), collections.defaultdict(collections.Counter)
    reviewers = threading.local()

    def review(commit):
        if not hasattr(reviewers, "one"):
            reviewers.one = Reviewer([os.environ["REVIEWER"]])
            started.append(reviewers.one)
        for _ in range(4):
            outcome, report = reviewers.one.review(["--commit", commit, "--repo", repository])
            if not any(entry["status"] == "timedOut" for entry in report.get("coverage", [])):
                break
        return commit, outcome, report

    started = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for commit, outcome, report in pool.map(review, shas):
            figures["reviews"] += 1
            figures[outcome] += 1
            if outcome in ("hung", "crashed", "refused"):
                print(f"{outcome}: {name} {commit}", file=sys.stderr)
                continue
            ledger = {entry["path"] for entry in report["coverage"]}
            for path, added in added_lines(repository, commit):
                figures["files"] += 1
                figures["missing"] += path not in ledger
                figures["added"] += added
                figures["code"] += added if is_code(path) else 0
            for finding in found(report):
                where = finding["location"]
                told = "suppression" not in finding
                if told:
                    pack = packs[finding["specialist"]]
                    pack[finding["severity"] if is_code(where["path"]) else "elsewhere"] += 1
                if findings_file:
                    print(json.dumps({
                        "repository": name, "commit": commit, "path": where["path"], "side": where["side"], "line": where["startLine"],
                        "rule": finding["ruleId"], "severity": finding["severity"], "confidence": finding["confidence"],
                        "message": finding["message"], "told": told}), file=findings_file, flush=True)
    for reviewer in started:
        reviewer.close()
    return name, figures, packs


def print_figures(rows):
    print("\n| repository | reviews | refused | crashed | hung | incomplete | files | not in the ledger | added lines | code lines | low | medium and above "
          "| per 1,000 | medium and above per 1,000 | elsewhere |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, figures, packs in rows:
        counts = sum(packs.values(), collections.Counter())
        print(f"| {name} | {figures['reviews']:,} | {figures['refused']} | {figures['crashed']} | {figures['hung']} | {figures['incomplete']} | {figures['files']:,} "
              f"| {figures['missing']} | {figures['added']:,} | {figures['code']:,} {levels(counts, figures['code'])}")
    print("\n| repository | pack | low | medium and above | per 1,000 | medium and above per 1,000 | elsewhere |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for name, figures, packs in rows:
        for pack, counts in sorted(packs.items()):
            print(f"| {name} | {pack} {levels(counts, figures['code'])}")


def levels(counts, code):
    low, above = counts["low"], sum(counts[level] for level in LEVELS[1:])
    per = 1000 / max(code, 1)
    return f"| {low} | {above} | {(low + above) * per:.2f} | {above * per:.2f} | {counts['elsewhere']} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--commits", type=int, default=300, help="how many of the last commits that are no merges")
    parser.add_argument("--findings", type=argparse.FileType("w"), help="a file for every finding, one JSON object a line; those that are not sure enough to count are not told")
    arguments = parser.parse_args()
    rows = []
    for repository in arguments.repositories:
        rows.append(measure(repository, arguments.commits, arguments.findings))
        print_figures(rows[-1:])
    total, packs = collections.Counter(), collections.defaultdict(collections.Counter)
    for _, figures, per_pack in rows:
        total.update(figures)
        for pack, counts in per_pack.items():
            packs[pack].update(counts)
    print_figures([*rows, ("all", total, packs)])


if __name__ == "__main__":
    main()
