export * from './token.js';
export * from './sandbox-issuer.js';
export * from './need-to-know.js';
export * from './office.js';
export * from './show.js';
export * from './access-log.js';
export * from './postgres-access-log.js';
export * from './refusal-for.js';
