import { randomUUID } from 'node:crypto';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipMessages from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { uuidOf } from './messages.js';

const methods = ['append', 'batchappend', 'read', 'delete', 'tombstone'];

export const supportedMethods = (version: string): SupportedMethods => {
  const supported = new featureMessages.SupportedMethods();
  supported.setEventStoreServerVersion(version);
  for (const name of methods) {
    const method = new featureMessages.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    supported.addMethods(method);
  }
  return supported;
};

/** A cluster of which one member lives: the leader. */
export const clusterInfo = ({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): ClusterInfo => {
  const endpoint = new gossipMessages.EndPoint();
  endpoint.setAddress(host);
  endpoint.setPort(port);
  const member = new gossipMessages.MemberInfo();
  member.setInstanceId(uuidOf(randomUUID()));
  member.setTimeStamp('0');
  member.setState(gossipMessages.MemberInfo.VNodeState.LEADER);
  member.setIsAlive(true);
  member.setHttpEndPoint(endpoint);
  const info = new gossipMessages.ClusterInfo();
  info.addMembers(member);
  return info;
};
