#!/usr/bin/env bash
# Scores the embedded packs on a folder of labelled corpora: infra/quality/score.sh FOLDER
# FOLDER has score.py, classmap.json and corpora/NAME/{files,labels.jsonl}; score.py --help explains every number.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=$(realpath "${1:?name the folder of the labelled corpora}")
dotnet msbuild src/Synapse.Cli -restore -t:Build -p:Configuration=Release -v:q -nologo
sarif=$(mktemp -d)
trap 'rm -rf "$sarif"' EXIT
for corpus in "$folder"/corpora/*/; do
  name=$(basename "$corpus")
  src/Synapse.Cli/bin/Release/net10.0/synapse review --all "$corpus/files" --sarif "$sarif/$name.sarif" --fail-on none >/dev/null
  python3 "$folder/score.py" "$name" "$sarif/$name.sarif" --root "$folder/corpora" --mode class --classmap "$folder/classmap.json" --brief
done
