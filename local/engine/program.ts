export type EngineKind = 'dynoxide' | 'dynamodb-local';

export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
}

/** A DynamoDB that runs on this machine. */
export interface EngineProgram {
  readonly kind: EngineKind;
  /** As people call it. */
  readonly name: string;
  /** What the engine keeps in the data folder: a file's name, or a folder's, which is made for it. */
  readonly keeps: { readonly file: string } | { readonly folder: string };
  /** How to start it, or undefined if it is not installed. */
  readonly find: () => Promise<Installed | undefined>;
}

/** Makes the command line; without `path`, data live in memory. */
export type Installed = (port: number, path: string | undefined) => Launch;
