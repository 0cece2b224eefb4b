#!/usr/bin/env bash
# Creates the SCRAM user of each node, or gives it a new password. Run where Kafka's own tools are.
#   users.sh BROKERS ADMIN_PROPERTIES NAME=PASSWORD_FILE...
# ADMIN_PROPERTIES logs in as somebody who may alter users (the --command-config of Kafka's tools). KAFKA_CONFIGS names the
# tool where it is not kafka-configs.sh on the PATH. A password never stands on a command line: it goes by a file of the tool.
set -euo pipefail
[[ $# -ge 3 ]] || { sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
brokers=$1 properties=$2; shift 2
config=$(mktemp); chmod 600 "$config"; trap 'rm -f "$config"' EXIT
for user in "$@"; do
  name=${user%%=*} file=${user#*=}
  [[ $name != "$user" && -r $file ]] || { echo "users.sh: '$user' is not NAME=FILE with a file that can be read" >&2; exit 1; }
  printf 'SCRAM-SHA-512=iterations=8192,password=%s\n' "$(<"$file")" > "$config"
  # shellcheck disable=SC2086
  ${KAFKA_CONFIGS:-kafka-configs.sh} --bootstrap-server "$brokers" --command-config "$properties" \
    --alter --entity-type users --entity-name "$name" --add-config-file "$config" > /dev/null
  echo "user $name: password set"
done
