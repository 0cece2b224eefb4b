#!/usr/bin/env bash
# One broker of the exchange, which is a controller too: prepares its log at the first start, with the administrator's login,
# and runs. NODE_ID is its number, HOST its name, VOTERS all of them as NUMBER@HOST:9095, COPIES how many keep a record, and
# INSYNC how many must have it before it counts as written.
set -euo pipefail
bin=${KAFKA_BIN:-/opt/kafka/bin}
secrets=${SECRETS:-/run/secrets}
data=${DATA:-/var/lib/kafka/data}
work=${WORK:-/tmp}
client=${CLIENT_PORT:-9093} inner=${BROKER_PORT:-9094} controller=${CONTROLLER_PORT:-9095}
listen=${LISTEN:-0.0.0.0}

cat > "$work/server.properties" <<P
process.roles=broker,controller
node.id=$NODE_ID
controller.quorum.voters=$VOTERS
listeners=CLIENT://$listen:$client,BROKER://$listen:$inner,CONTROLLER://$listen:$controller
advertised.listeners=CLIENT://$HOST:$client,BROKER://$HOST:$inner
listener.security.protocol.map=CLIENT:SASL_SSL,BROKER:SSL,CONTROLLER:SSL
inter.broker.listener.name=BROKER
controller.listener.names=CONTROLLER
log.dirs=$data
auto.create.topics.enable=false
default.replication.factor=$COPIES
min.insync.replicas=$INSYNC
offsets.topic.replication.factor=$COPIES
transaction.state.log.replication.factor=$COPIES
transaction.state.log.min.isr=$INSYNC
share.coordinator.state.topic.replication.factor=$COPIES
share.coordinator.state.topic.min.isr=$INSYNC
ssl.keystore.type=PEM
ssl.keystore.location=$secrets/kafka-broker
ssl.truststore.type=PEM
ssl.truststore.location=$secrets/kafka-ca
listener.name.broker.ssl.client.auth=required
listener.name.controller.ssl.client.auth=required
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.client.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:admin;User:CN=broker
P

"$bin/kafka-storage.sh" format --ignore-formatted --cluster-id "$CLUSTER_ID" --config "$work/server.properties" \
  --add-scram "SCRAM-SHA-512=[name=admin,password=$(cat "$secrets/kafka-admin-password")]"
exec "$bin/kafka-server-start.sh" "$work/server.properties"
