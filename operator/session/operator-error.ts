/** Meanings of the exit status. */
export const EXIT = {
  done: 0,
  /** Done with warnings: something differs, was skipped, or is left. */
  look: 1,
  /** The command line is invalid. */
  usage: 2,
  /** The command failed, possibly after some changes. */
  failed: 3,
  /** Stopped by Ctrl-C: 128 + SIGINT, as in shells. */
  interrupted: 130,
} as const;

/** An error with a message for the operator and an exit status. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly exitCode: number;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}

/** The error of an invalid command line. */
export function wrongUse(message: string): OperatorError {
  return new OperatorError(message, { exitCode: EXIT.usage });
}
