#!/usr/bin/env bash
# Three silos and a PostgreSQL of their own on this machine, each silo a process with a loopback address of its own.
#
#   infra/cluster.sh up           starts PostgreSQL and the silos, and says where they are
#   infra/cluster.sh start N      starts silo N (1, 2, 3)
#   infra/cluster.sh stop N       asks silo N to stop: it drains and leaves the cluster
#   infra/cluster.sh kill N       ends silo N without a word (kill -9)
#   infra/cluster.sh restart-db   restarts PostgreSQL as after a crash
#   infra/cluster.sh cut N        cuts silo N off from the other silos (root, nftables); heal puts it back
#   infra/cluster.sh status       which silos are ready
#   infra/cluster.sh connection   the connection string of the database
#   infra/cluster.sh down         ends everything and removes the database
#
# The dashboard of each silo opens with the operator key: SYNAPSE__DASHBOARD__OPERATORKEY, or one that 'up' makes and prints.
# SYNAPSE_CLUSTER_DIR (default: synapse-cluster in the folder for temporary files) holds the database and the logs, SYNAPSE_SILO is the
# program (default: the Release build), SYNAPSE_SILO_CONFIG its silo.json (default: the one that ships).
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=${SYNAPSE_CLUSTER_DIR:-${TMPDIR:-/tmp}/synapse-cluster}
silo=${SYNAPSE_SILO:-$root/src/Synapse.Silo/bin/Release/net10.0/Synapse.Silo.dll}
config=${SYNAPSE_SILO_CONFIG:-$root/silo.json}
port=54330
first_uid=64200
connection="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"

fail() { echo "cluster: $1" >&2; exit 1; }
address() { echo "127.0.0.$((10 + $1))"; }

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

postgres_bin() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] || found=$(dirname "$(command -v initdb 2>/dev/null)" 2>/dev/null)
  [ -n "$found" ] || fail "PostgreSQL's programs were not found; install it (postgresql)"
  echo "$found"
}

start_db() {
  local bin; bin=$(postgres_bin) || exit 1
  if [ ! -d "$dir/data" ]; then
    mkdir -p "$dir" && chmod 755 "$dir" && mkdir -p "$dir/data"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir/data"; fi
    as_postgres "$bin/initdb" -D "$dir/data" -A trust -U postgres >/dev/null || fail "initdb failed"
    printf "listen_addresses='127.0.0.1'\nport=%s\nmax_connections=300\nunix_socket_directories=''\n" "$port" | as_postgres tee -a "$dir/data/postgresql.conf" >/dev/null
  fi
  as_postgres "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w start >/dev/null || fail "PostgreSQL did not start; see $dir/data/server.log"
}

# One key for all silos, kept for those that are started later.
operator_key() {
  if [ -n "${SYNAPSE__DASHBOARD__OPERATORKEY:-}" ]; then echo "$SYNAPSE__DASHBOARD__OPERATORKEY"; return; fi
  [ -s "$dir/operator-key" ] || (umask 077; od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$dir/operator-key")
  cat "$dir/operator-key"
}

pid_of() { cat "$dir/silo$1.pid" 2>/dev/null; }
is_running() { local pid; pid=$(pid_of "$1") && kill -0 "$pid" 2>/dev/null; }
is_ready() { curl -sf -o /dev/null --max-time 3 "http://$(address "$1"):8080/health/ready"; }

# As root each silo is a user of its own, so that a firewall can tell them apart.
start_silo() {
  [ -f "$silo" ] || fail "there is no $silo; build it: dotnet build -c Release src/Synapse.Silo"
  is_running "$1" && fail "silo $1 is running"
  local as=()
  if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=$((first_uid + $1)) --regid=$((first_uid + $1)) --clear-groups); fi
  SYNAPSE__STORAGE__POSTGRES="$connection" SYNAPSE__CLUSTER__CLUSTERING=postgres SYNAPSE__CLUSTER__ADDRESS="$(address "$1")" \
    SYNAPSE__HTTP__ADDRESS="$(address "$1")" SYNAPSE__DASHBOARD__OPERATORKEY="$(operator_key)" HOME=/tmp "${as[@]}" dotnet "$silo" --config "$config" >>"$dir/silo$1.log" 2>&1 &
  echo $! >"$dir/silo$1.pid"
}

wait_ready() {
  for _ in $(seq 1 120); do
    is_ready "$1" && return 0
    is_running "$1" || fail "silo $1 ended; see $dir/silo$1.log: $(tail -n 1 "$dir/silo$1.log")"
    sleep 0.5
  done
  fail "silo $1 is not ready after a minute; see $dir/silo$1.log"
}

# The signal goes on to the program itself: setpriv and env replace themselves by it.
end_silo() {
  local pid; pid=$(pid_of "$2") || fail "silo $2 was never started"
  kill "-$1" "$pid" 2>/dev/null
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  rm -f "$dir/silo$2.pid"
}

heal() { nft delete table inet synapse_cut 2>/dev/null || true; }

# What silo N sends to the others and what they send to it, and nothing else: it keeps its clients and its database.
cut() {
  command -v nft >/dev/null || fail "nft was not found; install nftables"
  local own others
  own=$(address "$1") others=$(for i in 1 2 3; do [ "$i" = "$1" ] || address "$i"; done | paste -sd, -)
  heal
  nft -f - <<RULES || fail "the firewall refused the rule"
table inet synapse_cut {
  chain output {
    type filter hook output priority 0;
    meta skuid $((first_uid + $1)) ip daddr { $others } tcp dport 11111 drop
    meta skuid $((first_uid + $1)) ip daddr { $others } tcp sport 11111 drop
    meta skuid != $((first_uid + $1)) ip daddr $own tcp dport 11111 drop
    ip saddr $own tcp sport 11111 drop
  }
}
RULES
}

number() { case "${1:-}" in 1 | 2 | 3) ;; *) fail "name a silo: 1, 2 or 3" ;; esac; }

case "${1:-}" in
  up)
    start_db
    for i in 1 2 3; do is_running "$i" || start_silo "$i"; done
    for i in 1 2 3; do wait_ready "$i"; echo "silo $i: gateway $(address "$i"):30000, http://$(address "$i"):8080/"; done
    echo "database: $connection"
    echo "dashboard: http://$(address 1):8080/dashboard/, any name, password $(operator_key)"
    ;;
  start) number "${2:-}"; start_silo "$2"; wait_ready "$2" ;;
  stop) number "${2:-}"; end_silo TERM "$2" ;;
  kill) number "${2:-}"; end_silo KILL "$2" ;;
  restart-db) as_postgres "$(postgres_bin)/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null; start_db ;;
  cut) number "${2:-}"; cut "$2" ;;
  heal) heal ;;
  status) for i in 1 2 3; do echo "silo $i: $(is_running "$i" && { is_ready "$i" && echo ready || echo "running, not ready"; } || echo stopped)"; done ;;
  connection) echo "$connection" ;;
  down)
    heal
    for i in 1 2 3; do is_running "$i" && end_silo KILL "$i"; done
    [ -d "$dir/data" ] && as_postgres "$(postgres_bin)/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null
    rm -rf "$dir"
    ;;
  *) sed -n '2,18s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
