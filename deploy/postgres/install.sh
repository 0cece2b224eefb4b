#!/bin/sh
# Makes the roles of a node in its database, with passwords from files: install.sh DATABASE NODE FOLDER
#
# FOLDER holds postgres-owner-password and so on: of owner, events, app, bridge and projector.
# How to reach the server comes from the usual variables of psql (PGHOST, PGUSER, PGPASSFILE, ...). The passwords go over standard input.
set -eu
database=$1 node=$2 folder=$3
here=$(dirname "$0")

# A psql variable from a file: quotes and backslashes doubled, as \set reads them.
variable() {
  value=$(sed "s/\\\\/\\\\\\\\/g; s/'/''/g" "$folder/postgres-$1-password")
  printf "\\\\set %s_password '%s'\n" "$1" "$value"
}

{
  variable owner
  variable events
  variable app
  variable bridge
  variable projector
  cat "${HOMEWARD_SQL:-$here}/node-roles.sql" "${HOMEWARD_SQL:-$here}/agency-roles.sql"
} | psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set "node=$node" --dbname "$database"
