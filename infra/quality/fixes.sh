#!/usr/bin/env bash
# Would the embedded agents have told of real weaknesses before they were fixed? infra/quality/fixes.sh LIST FOLDER
# LIST is a file like fixes.tsv; FOLDER holds the histories as OWNER+NAME/repo; fixes.py --help explains the figures. REVIEWER names a built
# tests/Synapse.Measure, else one is built.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/reviewer.sh"
python3 "$here/fixes.py" "$@"
