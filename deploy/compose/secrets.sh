#!/usr/bin/env bash
# Makes every secret that docker-compose.yml refers to: deploy/compose/secrets.sh [FOLDER]
#
# FOLDER is deploy/compose/secrets where none is named. What is there already is left as it is, so that it may be run again,
# with more countries too.
# Needs openssl, and the built project (npm ci). The folder is closed to everybody but its owner; the files in it can be read
# by all, because a container reads them under another number than yours.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=${1:-deploy/compose/secrets}
days=825
umask 077
mkdir -p "$folder"
cd_back=$PWD
folder=$(cd "$folder" && pwd)

make() { # file, command...: its output, whole or not at all
  local file=$folder/$1
  shift
  [[ -e $file ]] && return 0
  mkdir -p "$(dirname "$file")"
  "$@" > "$file.new"
  mv "$file.new" "$file"
}
# Its output, in which what stood in the file already stands as it was: a country that comes later is added to the others.
add() { # file, command...
  local file=$folder/$1
  shift
  mkdir -p "$(dirname "$file")"
  "$@" > "$file.made"
  node -e 'const { existsSync, readFileSync } = require("fs");
    const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {});
    const whole = (one) => typeof one === "object" && one !== null && !Array.isArray(one);
    const over = (made, kept) => Object.entries(kept).reduce((all, [name, value]) =>
      ({ ...all, [name]: whole(value) && whole(all[name]) ? over(all[name], value) : value }), made);
    process.stdout.write(JSON.stringify(over(read(process.argv[1]), read(process.argv[2]))));' \
    "$file.made" "$file" > "$file.new"
  mv "$file.new" "$file"
  rm "$file.made"
}
password() { openssl rand -hex 24; }
text() { printf '%s' "$1"; }
secret() { cat "$folder/$1"; }

authority() { # folder, name
  [[ -e $folder/$1/ca.crt ]] && return 0
  mkdir -p "$folder/$1"
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=$2" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout "$folder/$1/ca.key" -out "$folder/$1/ca.crt" 2> /dev/null
}
certificate() { # folder, common name, host names...
  local at=$folder/$1 name=$2 hosts
  shift 2
  [[ -e $at/server.crt ]] && return 0
  hosts=$(printf 'DNS:%s,' "$@" localhost)
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$at/server.key" -out "$at/server.csr" 2> /dev/null
  openssl x509 -req -in "$at/server.csr" -CA "$at/ca.crt" -CAkey "$at/ca.key" -CAcreateserial -days "$days" \
    -extfile <(printf 'subjectAltName=%sIP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' "$hosts") \
    -out "$at/server.crt" 2> /dev/null
  rm -f "$at/server.csr"
}

# The node's own secrets and public keys: one call of the operators' command for each country.
identity() { # country
  [[ -e $folder/$1/node.json ]] && return 0
  mkdir -p "$folder/$1"
  node dist/apps/cli/main.js new-keys > "$folder/$1/identity.new"
  node -e 'const { secrets, party } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    require("fs").writeFileSync(process.argv[2], JSON.stringify(secrets));
    require("fs").writeFileSync(process.argv[3], JSON.stringify(party));' \
    "$folder/$1/identity.new" "$folder/$1/node.json" "$folder/$1/party.json"
  rm "$folder/$1/identity.new"
}

# Every exchange that an instrument between countries of these names, as libs/instruments says.
exchange_names() { # country
  case $1 in
    th) echo thailand-myanmar ;;
    mm) echo thailand-myanmar ;;
  esac
}
exchanges() { # country, brokers, file of the password
  local each name between=''
  each=$(printf '{"kind":"kafka","brokers":[%s],"tls":{"caFile":"/run/secrets/kafka-ca"},"sasl":{"mechanism":"scram-sha-512","username":"homeward-%s","passwordFile":"/run/secrets/%s"}}' "$2" "$1" "$3")
  printf '{'
  for name in $(exchange_names "$1"); do
    printf '%s"%s":%s' "$between" "$name" "$each"
    between=','
  done
  printf '}'
}
topics() { # brokers, replication, in-sync
  printf '{"cluster":{"kind":"kafka","brokers":[%s],"tls":{"caFile":"/run/secrets/kafka-ca"},"sasl":{"mechanism":"scram-sha-512","username":"admin","passwordFile":"/run/secrets/kafka-admin-password"}},"members":{"TH":"homeward-th","MM":"homeward-mm"},"partitions":6,"replication":%s,"minInsyncReplicas":%s,"retentionDays":14}' "$@"
}
admin_properties() {
  printf '%s\n' security.protocol=SASL_SSL sasl.mechanism=SCRAM-SHA-512 ssl.truststore.type=PEM \
    ssl.truststore.location=/run/secrets/kafka-ca \
    "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"admin\" password=\"$(secret kafka/admin-password)\";"
}

one='"kafka-1:9093"'
three='"kafka-1:9093","kafka-2:9093","kafka-3:9093"'

for country in th mm; do
  identity "$country"
  make "$country/stamp-keys.json" node dist/apps/cli/main.js new-stamp-key "$(date +%Y-%m-%d)"
  for role in superuser owner events app bridge projector; do make "$country/postgres-$role-password" password; done
  for role in owner events app bridge projector; do
    make "$country/database-$role-url" \
      text "postgres://homeward_${country}_$role:$(secret "$country/postgres-$role-password")@$country-postgres:5432/homeward_$country"
  done
  for user in admin ops node; do make "$country/events-$user-password" password; done
  authority "$country/events" "Homeward $country event store"
  certificate "$country/events" eventstoredb-node "$country-events-1" "$country-events-2" "$country-events-3"
  login="homeward:$(secret "$country/events-node-password")"
  admin="admin:$(secret "$country/events-admin-password")"
  seeds="$country-events-1:2113,$country-events-2:2113,$country-events-3:2113"
  ca='tls=true&tlsCaFile=/run/secrets/events-ca'
  make "$country/events-url" text "esdb://$login@$country-events-1:2113?$ca"
  make "$country/events-url-cluster" text "esdb+discover://$login@$seeds?$ca&nodePreference=leader"
  make "$country/events-admin-url" text "esdb://$admin@$country-events-1:2113?$ca"
  make "$country/events-admin-url-cluster" text "esdb+discover://$admin@$seeds?$ca&nodePreference=leader"
  make "$country/kafka-password" password
  add "$country/exchanges.json" exchanges "$country" "$one" kafka-password
  add "$country/exchanges-cluster.json" exchanges "$country" "$three" kafka-password
  # One process plays a story for all countries: what is of one carries its name there.
  of="tls=true&tlsCaFile=/run/secrets/$country-events-ca"
  make "$country/story-events-url" text "esdb://$login@$country-events-1:2113?$of"
  make "$country/story-events-url-cluster" text "esdb+discover://$login@$seeds?$of&nodePreference=leader"
  add "$country/story-exchanges.json" exchanges "$country" "$one" "$country-kafka-password"
  add "$country/story-exchanges-cluster.json" exchanges "$country" "$three" "$country-kafka-password"
done

add party-keys.json node -e 'const of = (country) => JSON.parse(require("fs").readFileSync(`${process.argv[1]}/${country}/party.json`, "utf8"));
  process.stdout.write(JSON.stringify({ TH: of("th"), MM: of("mm") }));' "$folder"

authority kafka 'Homeward exchange'
certificate kafka broker kafka-1 kafka-2 kafka-3
make kafka/broker.pem cat "$folder/kafka/server.key" "$folder/kafka/server.crt"
make kafka/admin-password password
make kafka/admin.properties admin_properties
add kafka/topics.json topics "$one" 1 1
add kafka/topics-cluster.json topics "$three" 3 2

cd "$cd_back"
find "$folder" -type f -exec chmod 644 {} +
find "$folder" -mindepth 1 -type d -exec chmod 755 {} +
chmod 700 "$folder"
echo "The secrets are in $folder."
