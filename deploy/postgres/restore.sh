#!/bin/sh
# Puts a base backup and the archived WAL into an empty data folder: restore.sh BASE ARCHIVE PGDATA [TARGET_TIME]
#
# Start the server on PGDATA afterwards: it replays the archive to its end, or to TARGET_TIME (as in
# '2026-11-23 06:00:00+00'), and begins a new timeline. The node's event store on PostgreSQL tells by it that it was
# restored. Before the node starts: npm run cli -- after-restore ERASURES (docs/operations.md).
set -eu
base=$1 archive=$2 data=$3 target=${4:-}
[ -f "$base/PG_VERSION" ] || { echo "restore: $base holds no base backup" >&2; exit 1; }
[ -d "$archive" ] || { echo "restore: there is no archive $archive" >&2; exit 1; }
if [ -d "$data" ] && [ -n "$(ls -A "$data")" ]; then
  echo "restore: $data is not empty. Move it away first; nothing is overwritten." >&2
  exit 1
fi
mkdir -p "$data"
cp -a "$base/." "$data/"
rm -f "$data/postmaster.pid" "$data/postmaster.opts" "$data/standby.signal"
{
  echo "restore_command = 'cp \"$archive/%f\" \"%p\"'"
  echo "recovery_target_timeline = 'latest'"
  [ -z "$target" ] || echo "recovery_target_time = '$target'"
  echo "recovery_target_action = 'promote'"
} >> "$data/postgresql.auto.conf"
touch "$data/recovery.signal"
[ "$(id -u)" != 0 ] || chown --reference="$base" "$data" "$data/recovery.signal"
chmod 700 "$data"
