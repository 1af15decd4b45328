# Sourced: builds the process that reviews for noise.py and fixes.py, unless REVIEWER names one.
if [ -z "${REVIEWER:-}" ]; then
  project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../tests/Synapse.Measure" && pwd)
  dotnet msbuild "$project" -restore -t:Build -p:Configuration=Release -v:q -nologo
  export REVIEWER=$project/bin/Release/net10.0/Synapse.Measure
fi
