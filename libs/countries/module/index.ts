/* A country as a module of Nest, which only a process of the api loads. */
export * from './country.module.js';
export { madeOf, token, type Source, type Token } from './token.js';
