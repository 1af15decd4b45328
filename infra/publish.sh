#!/usr/bin/env bash
# Publishes the synapse executable as one self-contained file: infra/publish.sh [RID] [FOLDER]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rid=${1:-linux-x64}
folder=${2:-artifacts/publish/$rid}
dotnet publish src/Synapse.Cli -c Release -r "$rid" --self-contained \
  -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none \
  -o "$folder" -v quiet --nologo
echo "$folder/synapse"
