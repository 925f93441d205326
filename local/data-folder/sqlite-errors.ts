/** Primary result codes: https://www.sqlite.org/rescode.html */
const codes = { busy: 5, readonly: 8, corrupt: 11, notadb: 26 };

/** Whether SQLite failed with one of these codes. */
export function isSqliteError(error: unknown, ...names: (keyof typeof codes)[]): boolean {
  const { errcode = 0 } = error as { readonly errcode?: number };
  // The upper bits distinguish variants of an error.
  return names.some((name) => codes[name] === (errcode & 0xff));
}
