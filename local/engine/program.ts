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
  /**
   * How to start it, or undefined if it is not installed and cannot be.
   *
   * @param say receives a line about slow steps; without it nothing is fetched
   */
  readonly find: (say?: (line: string) => void) => Promise<Installed | undefined>;
}

/** Makes the command line; `database` is the file's absolute path, and without it data live in memory. */
export type Installed = (port: number, database: string | undefined) => Launch;
