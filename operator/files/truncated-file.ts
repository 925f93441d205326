import { EXIT, OperatorError } from '../session/operator-error.ts';

/** The error for a truncated file, which must not be imported as if it were complete. */
export function truncatedFile(file: string, sign: string): OperatorError {
  return new OperatorError(`${file} is truncated: ${sign}. Export it again; nothing was imported.`, {
    exitCode: EXIT.usage,
  });
}
