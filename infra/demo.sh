#!/usr/bin/env bash
# Reviews the last 300 changes of some repositories with twelve agents from a market, one of them in a process of its own, on a budget that
# lasts for about half of them: infra/demo.sh [REPOSITORY...]   (this repository when none is named)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
repositories=()
for repository in "${@:-.}"; do repositories+=("$(realpath "$repository")"); done
dotnet msbuild tests/Samples/Synapse.Market.Sample -restore -t:Build -p:Configuration=Release -v:q -nologo
exec tests/Samples/Synapse.Market.Sample/bin/Release/net10.0/Synapse.Market.Sample "${repositories[@]}"
