#!/usr/bin/env bash
# Builds Synapse, reviews a real sample change and prints the verdict. --once stops after that.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. infra/build/prepare.sh
case "${1:-}" in
  '' | --once) ;;
  *) echo "usage: ./run.sh [--once]" >&2; exit 2 ;;
esac

require_dotnet || exit 1
if ! dotnet msbuild src/Synapse.Cli -restore -t:Build -p:Configuration=Release -v:q -nologo; then
  echo "the build failed" >&2
  exit 1
fi

echo "Reviewing infra/samples/sample.diff (what it is and its licence: infra/samples/README.md)"
echo
# The sample is meant to have findings, so the gate is off; anything but a finished verdict is a failure.
src/Synapse.Cli/bin/Release/net10.0/synapse review infra/samples/sample.diff --fail-on none || exit 1
echo
echo "Your own change: src/Synapse.Cli/bin/Release/net10.0/synapse review --repo DIR [--commit REV | --base REV --head REV | --staged]"
echo "The portal comes with the server; this version reviews from the command line and serves nothing."
