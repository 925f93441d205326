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
  /** The SQLite file that holds the data, from the data folder. */
  readonly database: string;
  /** How to start it, or undefined if it is not installed. */
  readonly find: () => Promise<Installed | undefined>;
}

/** Makes the command line; `database` is the file's absolute path, and without it data live in memory. */
export type Installed = (port: number, database: string | undefined) => Launch;
