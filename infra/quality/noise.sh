#!/usr/bin/env bash
# How often the embedded agents speak up on ordinary commits: infra/quality/noise.sh [--commits N] [--findings FILE] REPOSITORY...
# noise.py --help explains the figures. REVIEWER names a built tests/Synapse.Measure, else one is built.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/reviewer.sh"
python3 "$here/noise.py" "$@"
