# Sourced by run.sh and test.sh: what they need from the machine, said in one line each.

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "the .NET 10 SDK is needed and 'dotnet' was not found: see https://dotnet.microsoft.com/download" >&2
    return 1
  fi
}

# The cluster needs Microsoft.Orleans.*, which not every package source carries. Sets `solution` to all projects, or to those without it; any
# other reason why a restore fails is one for the build to tell.
choose_solution() {
  local said
  solution=Synapse.Orleans.sln orleans=yes
  said=$(dotnet restore src/Synapse.Silo -v:q -nologo 2>&1)
  if grep -qE 'NU110[0123].*Microsoft\.Orleans' <<<"$said"; then
    solution=infra/build/Embedded.slnf orleans=no
  fi
}

say_what_was_left_out() {
  if [ "$orleans" = no ]; then
    echo "NOT BUILT, NOT TESTED: the cluster (Synapse.Cluster*, Synapse.Silo and their tests): no package source here has Microsoft.Orleans.*" >&2
  fi
}

# The OASIS SARIF schema that the report tests validate against; it comes as part of an npm package and is not committed.
fetch_sarif_schema() {
  local folder=artifacts/schemas package=@microsoft/jest-sarif@1.0.0-beta.0
  export SYNAPSE_SARIF_SCHEMA="$PWD/$folder/sarif-2.1.0.json"
  [ -s "$SYNAPSE_SARIF_SCHEMA" ] && return 0
  if ! command -v npm >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get install -y -qq npm >/dev/null 2>&1 && echo "installed npm for the SARIF schema"
  fi
  mkdir -p "$folder"
  if command -v npm >/dev/null 2>&1 && (cd "$folder" && npm pack --silent "$package" >/dev/null 2>&1 && tar xzf microsoft-jest-sarif-*.tgz --strip-components=3 package/lib/schemas) 2>/dev/null; then
    mv "$folder"/sarif-2.1.0-rtm.*.json "$SYNAPSE_SARIF_SCHEMA" && rm -f "$folder"/*.tgz
    echo "fetched the SARIF 2.1.0 schema with npm"
  else
    echo "the SARIF schema could not be fetched with npm; the tests that need it are skipped"
  fi
}

# The storage tests start a PostgreSQL of their own; without its binaries they are skipped.
find_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null 2>&1 && echo "installed PostgreSQL for the storage tests" && return 0
  fi
  echo "PostgreSQL was not found and could not be installed; the tests that need it are skipped"
}

# The deployment tests render the manifests with kubectl, which needs no cluster for that; without it they are skipped.
find_kubectl() {
  command -v kubectl >/dev/null 2>&1 && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq kubernetes-client >/dev/null 2>&1 && echo "installed kubectl for the deployment tests" && return 0
  fi
  echo "kubectl was not found and could not be installed; the tests that need it are skipped"
}

# Two analysers that are run as specialists in the tests; without them those tests are skipped.
find_analysers() {
  command -v shellcheck >/dev/null 2>&1 && command -v yamllint >/dev/null 2>&1 && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq shellcheck yamllint >/dev/null 2>&1 && echo "installed shellcheck and yamllint for the tests of analysers" && return 0
  fi
  echo "shellcheck and yamllint were not found and could not be installed; the tests that need them are skipped"
}
