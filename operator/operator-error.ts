/** Meanings of the exit status. */
export const EXIT = {
  done: 0,
  /** Done, but look: something differs, was skipped, or is left. */
  look: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** It could not be done, or not to the end. */
  failed: 3,
  /** Stopped by Ctrl-C, as shells have it. */
  interrupted: 130,
} as const;

/** Why a command cannot continue, in words for the operator. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly exitCode: number;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}
