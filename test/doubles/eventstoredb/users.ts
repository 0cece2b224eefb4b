import type {
  sendUnaryData,
  ServerUnaryCall,
  ServiceError,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import messages from '@eventstore/db-client/generated/users_pb.js';
import type {
  CreateReq,
  CreateResp,
  ResetPasswordReq,
  ResetPasswordResp,
} from '@eventstore/db-client/generated/users_pb.js';
import type { User } from './access.js';
import { loginConflict, loginNotFound } from './errors.js';

type Refusal = (call: ServerUnaryCall<unknown, unknown>) => ServiceError | undefined;

/** Creates users and resets their passwords, for administrators. */
export const usersService = (users: Map<string, User>, refusal: Refusal): UntypedServiceImplementation => {
  const create = (call: ServerUnaryCall<CreateReq, CreateResp>, respond: sendUnaryData<CreateResp>): void => {
    const options = call.request.getOptions() ?? new messages.CreateReq.Options();
    const name = options.getLoginName();
    const failure = refusal(call) ?? (users.has(name) ? loginConflict(name) : undefined);
    if (failure) return respond(failure);
    users.set(name, { password: options.getPassword(), groups: options.getGroupsList() });
    respond(null, new messages.CreateResp());
  };
  const resetPassword = (
    call: ServerUnaryCall<ResetPasswordReq, ResetPasswordResp>,
    respond: sendUnaryData<ResetPasswordResp>,
  ): void => {
    const options = call.request.getOptions() ?? new messages.ResetPasswordReq.Options();
    const name = options.getLoginName();
    const user = users.get(name);
    const failure = refusal(call) ?? (user ? undefined : loginNotFound(name));
    if (failure || !user) return respond(failure ?? loginNotFound(name));
    users.set(name, { ...user, password: options.getNewPassword() });
    respond(null, new messages.ResetPasswordResp());
  };
  return { create, resetPassword };
};
