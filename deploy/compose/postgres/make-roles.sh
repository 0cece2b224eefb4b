#!/bin/sh
# Runs once, when the container of PostgreSQL makes its database: the node's roles, with passwords from secrets.
set -eu
HOMEWARD_SQL=/etc/homeward/postgres sh /etc/homeward/postgres/install.sh "$POSTGRES_DB" "$POSTGRES_DB" /run/secrets
