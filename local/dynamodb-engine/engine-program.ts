export type EngineKind = 'dynoxide' | 'dynamodb-local';

export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  /** What the engine prints once it listens on its port. An answer on the port alone might be another process's. */
  readonly listening: string;
}

/** A DynamoDB engine that runs on this machine. */
export interface EngineProgram {
  readonly kind: EngineKind;
  /** Display name. */
  readonly name: string;
  /** The SQLite file with the data, relative to the data folder. */
  readonly database: string;
  /**
   * Returns the launcher, or undefined if the engine is not installed and cannot be fetched.
   *
   * @param say receives a line about slow steps; without it nothing is fetched
   */
  readonly find: (say?: (line: string) => void) => Promise<Installed | undefined>;
}

/** Makes the command line. `database` is the file's absolute path; without it, the data are in memory. */
export type Installed = (port: number, database: string | undefined) => Launch;
