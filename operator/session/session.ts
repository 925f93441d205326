import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Command } from 'commander';
import type { ClockAndRandom } from '../../lambda/domain/clock-and-random.ts';
import type { Progress } from '../terminal/progress.ts';

/** Context of a command. */
export interface Session {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Whether the table is local, so that invented votes are allowed. */
  readonly local: boolean;
  /** Aborted by Ctrl-C: finish current changes and begin no new ones. */
  readonly signal: AbortSignal;
  /** Randomness, clock and sleep for retries. */
  readonly clockAndRandom: ClockAndRandom;
  /** The command line, such as `release blog/best`, for the list of undoable changes. */
  readonly asked?: string;
  /**
   * Called before the command's first change with the command that undoes it, such as `undo 20261126-…`, for operators
   * who stop the command.
   */
  readonly undoable?: (undoneBy: string) => void;
  /** Folder of undo files; by default from the environment. */
  readonly undoFolder?: string;
  /** Starts a progress report; `unit` in the plural. */
  progress(what: string, unit: string, total?: number): Progress;
}

/** Result of a command, as text and as JSON. */
export interface Outcome {
  /** Lines without a trailing line break; empty for no output. */
  readonly text: string;
  readonly json: unknown;
  readonly exitCode?: number;
}

/** A session's table with its client. */
export type OpenTable = Pick<Session, 'client' | 'table' | 'local'> & AsyncDisposable;

/** Opens the table that the command line names, runs `work` and prints its outcome. */
export type Run = (command: Command, work: (session: Session) => Promise<Outcome>) => Promise<void>;
