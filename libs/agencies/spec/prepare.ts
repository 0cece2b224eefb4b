import type { Page, QueryPorts, Reader, ViewQuery } from '../query.js';

/** A query with parameters as they come, all text: ready to be run, or where they have not the forms that it declares. */
export const prepare = (
  query: Pick<ViewQuery, 'params' | 'run'>,
  raw: Readonly<Record<string, unknown>>,
):
  | { readonly ok: true; readonly run: (ports: QueryPorts, reader: Reader) => Promise<Page> }
  | { readonly ok: false; readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } => {
  const params = query.params.safeParse(raw);
  return params.success
    ? { ok: true, run: (ports, reader) => query.run(ports, params.data, reader) }
    : { ok: false, issues: params.error.issues };
};
