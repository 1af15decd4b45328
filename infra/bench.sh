#!/usr/bin/env bash
# Benchmarks over a folder of real source: infra/bench.sh FOLDER [SMALL_DIFF]
# Benchmarks of the cluster, on a PostgreSQL server of its own: infra/bench.sh cluster [reviews] [overhead] [signals] [activations] [loss]
# With bandit installed (a Python analyser, Debian package "bandit"), its figures stand beside ours for the folder's Python code.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ "${1:-}" = cluster ]; then
  dotnet build tests/Synapse.Cluster.Benchmarks -c Release -v quiet --nologo
  exec tests/Synapse.Cluster.Benchmarks/bin/Release/net10.0/Synapse.Cluster.Benchmarks "${@:2}"
fi
folder=$(realpath "${1:?name a folder of source}")
diff=$(realpath "${2:-infra/samples/sample.diff}")
binary=$(infra/publish.sh)
dotnet build tests/Synapse.Benchmarks -c Release -v quiet --nologo
bench=tests/Synapse.Benchmarks/bin/Release/net10.0/Synapse.Benchmarks
python=$(mktemp -d)
trap 'rm -rf "$python"' EXIT
(cd "$folder" && find . -name '*.py' -not -path './.git/*' -print0 | cpio -0pdm --quiet "$python" 2>/dev/null) || true
beside=()
if command -v bandit >/dev/null && [ -n "$(ls -A "$python")" ]; then beside=(bandit -q -r '{}'); fi
echo "== whole folder"; $bench scan "$folder"
if [ ${#beside[@]} -gt 0 ]; then
  echo "== its Python code, beside bandit"; $bench scan "$python" "${beside[@]}"
fi
echo "== cold start"
one=$(find "$python" -name '*.py' -size -8k -size +1k -print -quit)
if [ ${#beside[@]} -gt 0 ]; then $bench cold "$binary" "$diff" bandit -q "$one"; else $bench cold "$binary" "$diff"; fi
echo "== memory"; $bench memory "$binary" "$folder" 1000000
if [ ${#beside[@]} -gt 0 ]; then
  lines=$(find "$python" -name '*.py' -print0 | xargs -0 cat | wc -l)
  echo "== memory over the Python code, beside bandit"; $bench memory "$binary" "$python" "$lines" "${beside[@]}"
fi
