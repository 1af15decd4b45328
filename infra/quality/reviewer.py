"""Speaks to tests/Synapse.Measure: a process that runs the command lines it is sent, so that rules are loaded once and not for every review."""
import json
import select
import subprocess


def found(report):
    """The findings of a report, those too that are not sure enough to count."""
    return report["findings"] + [f for f in report["suppressed"] if f["suppression"]["kind"] == "confidence"]


class Reviewer:
    """One process at a time; one that hangs or dies is replaced. Only one thread may use it."""

    def __init__(self, command):
        self._command = command
        self._process = None

    def review(self, arguments, seconds=30):
        """The outcome (complete, incomplete, refused, crashed or hung) and the JSON report, if there is one."""
        if self._process is None:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._process.stdin.write(("\t".join(["review", *arguments, "--json", "--no-journal", "--fail-on", "none"]) + "\n").encode())
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], seconds)
        code = self._process.stdout.readline().strip() if ready else b""
        if not code:
            self.close()
            return ("crashed" if ready else "hung"), {}
        report = self._process.stdout.readline()
        if code not in (b"0", b"3"):
            return ("refused" if code == b"2" else "crashed"), {}
        return ("complete" if code == b"0" else "incomplete"), json.loads(report)

    def close(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
