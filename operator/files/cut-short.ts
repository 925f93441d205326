import { EXIT, OperatorError } from '../operator-error.ts';

/** Half of the votes would be imported as if they were all. */
export function cutShort(file: string, sign: string): OperatorError {
  return new OperatorError(`${file} was cut short: ${sign}. Make it again; nothing was imported.`, {
    exitCode: EXIT.usage,
  });
}
