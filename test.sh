#!/usr/bin/env bash
# Builds everything and runs every test. The last line is: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
configuration=Release
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. infra/build/prepare.sh

require_dotnet || exit 1
fetch_sarif_schema
find_postgres
find_kubectl
find_analysers

choose_solution
if ! dotnet msbuild "$solution" -restore -t:Build -p:Configuration="$configuration" -v:q -nologo; then
  echo "the build failed; no test was run" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in tests/*.Tests; do
  name=$(basename "$project")
  case "$orleans/$name" in no/Synapse.Cluster* | no/Synapse.Silo*) continue ;; esac
  echo "== $name"
  "$project/bin/$configuration/net10.0/$name" --no-ansi --no-progress >"$log" 2>&1
  code=$?
  count() { sed -nE "s/^[[:space:]]*$1: ([0-9]+)\$/\1/p" "$log" | tail -n 1; }
  total=$(count total) ok=$(count succeeded) bad=$(count failed) left=$(count skipped)
  if [ "$code" -ne 0 ] || [ "${total:-0}" -eq 0 ]; then
    cat "$log"
    # A runner that died, or that ran nothing, is a failure even if it counted none.
    [ "${bad:-0}" -gt 0 ] || bad=1
  elif [ "${left:-0}" -gt 0 ]; then
    grep -iE '^[[:space:]]*skipped ' "$log" || true
  fi
  passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${left:-0}))
done

if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "a skipped test counts as a failure here" >&2
  failed=$((failed + skipped)) skipped=0
fi

say_what_was_left_out
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
