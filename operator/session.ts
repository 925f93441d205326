import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Command } from 'commander';
import type { Surroundings } from '../lambda/storage/retry/surroundings.ts';
import type { Progress } from './terminal/progress.ts';

/** Context of a command. */
export interface Session {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Whether the table is local, where trials do no harm. */
  readonly local: boolean;
  /** Aborted by Ctrl-C: finish what is under way and begin nothing new. */
  readonly signal: AbortSignal;
  /** Randomness, clock and sleep for retries. */
  readonly surroundings: Surroundings;
  /** The command line, such as `release blog/best`, for the list of undoable changes. */
  readonly asked?: string;
  /**
   * Called before the command's first change with the command that undoes it, such as `undo 20261126-…`: an operator who stops the
   * command needs it.
   */
  readonly undoable?: (undoneBy: string) => void;
  /** Where undo files are kept, if not where the environment says. */
  readonly undoFolder?: string;
  /** Begins to report on something that may take long; `unit` in the plural. */
  progress(what: string, unit: string, total?: number): Progress;
}

/** Result of a command, as text and as JSON. */
export interface Outcome {
  /** Lines without a last line break; empty for nothing to say. */
  readonly text: string;
  readonly json: unknown;
  readonly exitCode?: number;
}

/** A session's table, and what it took to reach it. */
export type OpenTable = Pick<Session, 'client' | 'table' | 'local'> & AsyncDisposable;

/** Opens the table that the command line names, lets `work` work with it, and prints what came of it. */
export type Run = (command: Command, work: (session: Session) => Promise<Outcome>) => Promise<void>;
