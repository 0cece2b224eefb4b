#!/bin/sh
# A base backup of a node's PostgreSQL server: backup.sh FOLDER
#
# Connects by PGHOST, PGUSER and so on as a role with REPLICATION. The server must archive its WAL as well
# (deploy/postgres/archive.conf): a base backup alone brings back yesterday.
set -eu
folder=$1
target=$folder/base-$(date -u +%Y%m%dT%H%M%SZ)
pg_basebackup --pgdata "$target" --format plain --wal-method stream --checkpoint fast \
  --manifest-checksums SHA256 --no-password
pg_verifybackup --quiet "$target"
echo "$target"
