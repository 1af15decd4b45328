#!/usr/bin/env python3
"""Draws findings of noise.py --findings at random and shows each with the code around it: sample.py FILE SEED MEDIUM_AND_ABOVE LOW FOLDER_OF_REPOSITORIES"""
import json
import random
import subprocess
import sys


def main(file, seed, above, low, folder):
    with open(file, encoding="utf-8") as lines:
        findings = [finding for finding in map(json.loads, lines) if finding["told"]]
    draw = random.Random(int(seed))
    groups = [[f for f in findings if (f["severity"] == "low") == is_low] for is_low in (False, True)]
    drawn = [finding for group, count in zip(groups, (above, low)) for finding in draw.sample(group, min(int(count), len(group)))]
    for number, finding in enumerate(drawn, 1):
        commit = finding["commit"] + ("^" if finding["side"] == "old" else "")
        repository = f"{folder}/{finding['repository'].replace('/', '+')}/repo"
        text = subprocess.run(["git", "-C", repository, "show", f"{commit}:{finding['path']}"], capture_output=True).stdout.decode("utf-8", "replace")
        print(f"\n{number} {finding['repository']} {commit[:10]} {finding['path']}:{finding['line']} {finding['rule']} "
              f"{finding['severity']} {finding['confidence']}: {finding['message']}")
        around = text.split("\n")[max(finding["line"] - 5, 0):finding["line"] + 5]
        for at, line in enumerate(around, max(finding["line"] - 4, 1)):
            print(f"{at:6}{'>' if at == finding['line'] else ' '} {line[:180]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
