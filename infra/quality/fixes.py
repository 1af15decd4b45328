#!/usr/bin/env python3
"""Reviews the source files of security fixes, whole, as they were before and after.

Each line of the list: repository, commit, file, line on the old side, weakness, one line of description (tabs between).
found     before the fix there is a finding of the weakness's class within 5 lines of a changed place, and after it there is none
still     there is one before and after
missed    there is none before
Every third line of the list (3, 6, 9, ...) is the check: no rule may be changed because of it, and its rate is told apart.
"""
import collections
import os
import re
import subprocess
import sys
import tempfile

from reviewer import Reviewer

CLASSES = [
    {79, 80, 83, 84, 87, 116, 1336, 94}, {89, 564, 943}, {22, 23, 36, 73, 98, 377}, {77, 78, 88, 94, 95}, {611, 776, 827}, {601}, {918},
    {1333, 400, 185, 730}, {208, 203, 697}, {119, 120, 121, 122, 125, 131, 190, 787, 805}, {415, 416, 825}, {93, 113, 117}, {200, 522, 532}, {441},
]
NEAR = 5
SOURCE = re.compile(r"\.(py|go|[jt]sx?|mjs|vue|java|cs|cshtml|php|rb|erb|exs?|eex|heex|[ch]|cpp|kt|scala|swift|rs|html|ejs|sh)$")


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True).stdout.decode("utf-8", "replace")


def changed_places(repository, commit):
    """The changed lines of every source file: path to a pair of lists of ranges, on the old side and on the new."""
    places = collections.defaultdict(lambda: ([], []))
    path = None
    for line in git(repository, "diff", "-U0", "--no-renames", "--diff-filter=M", commit + "^", commit).split("\n"):
        if line.startswith("+++ b/"):
            path = line[6:].rstrip("\t")
        elif path and SOURCE.search(path) and (hunk := re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line)):
            for side in (0, 1):
                start, count = int(hunk[1 + 2 * side]), int(hunk[2 + 2 * side] or 1)
                places[path][side].append((start, start + max(count - 1, 0)))
    return places


def findings_near(reviewer, repository, revision, places, side, classes):
    with tempfile.TemporaryDirectory() as folder:
        for path in places:
            target = os.path.join(folder, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as file:
                file.write(subprocess.run(["git", "-C", repository, "show", f"{revision}:{path}"], check=True, capture_output=True).stdout)
        outcome, report = reviewer.review(["--all", folder], 60)
    if not report:
        sys.exit(f"{outcome}: {repository} {revision}")
    for finding in report["findings"]:
        where = finding["location"]
        path = next((p for p in places if where["path"].endswith(p)), None)
        if path and classes & set(finding["cwe"]) and any(
                start - NEAR <= where["endLine"] and where["startLine"] <= end + NEAR for start, end in places[path][side]):
            yield finding


def main(fixes, folder):
    reviewer = Reviewer([os.environ["REVIEWER"]])
    counts = collections.defaultdict(collections.Counter)
    print("| # | repository | commit | file | weakness | outcome | finding | what was wrong |")
    print("|--:|---|---|---|---|---|---|---|")
    with open(fixes, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip()]
    for number, (name, commit, file, line, weakness, description) in enumerate(rows, 1):
        repository = f"{folder}/{name.replace('/', '+')}/repo"
        cwe = int(weakness.removeprefix("CWE-"))
        classes = set().union(*(c for c in CLASSES if cwe in c)) or {cwe}
        places = changed_places(repository, commit)
        before = list(findings_near(reviewer, repository, commit + "^", places, 0, classes))
        after = list(findings_near(reviewer, repository, commit, places, 1, classes))
        outcome = "missed" if not before else "still" if after else "found"
        counts["check" if number % 3 == 0 else "rest"][outcome] += 1
        told = ", ".join(sorted({f"{f['ruleId']} ({f['severity']})" for f in before}))
        print(f"| {number} | {name} | {commit[:9]} | `{file}:{line}` | {weakness} | {outcome} | {told} | {description} |", flush=True)
    reviewer.close()
    print("\n| lines of the list | fixes | found | still | missed | found of all |")
    print("|---|--:|--:|--:|--:|--:|")
    for part in ("rest", "check"):
        count = counts[part]
        total = sum(count.values())
        print(f"| {part} | {total} | {count['found']} | {count['still']} | {count['missed']} | {count['found'] / max(total, 1):.0%} |")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
