import { EXIT, OperatorError } from '../session/operator-error.ts';

/** Texts for the errors that an operator can fix. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
};

/**
 * A wrong path is a wrong command line. Other errors, such as a full disk, can be fixed without changing the command.
 */
const OF_THE_PATH = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS']);

/** The error for a failed write, with its exit status. */
export function writeFailure(what: string, cause: NodeJS.ErrnoException): OperatorError {
  const { code = '', message } = cause;
  const exitCode = OF_THE_PATH.has(code) ? EXIT.usage : EXIT.failed;
  return new OperatorError(`${what} cannot be written: ${WORDS[code] ?? message}.`, { cause, exitCode });
}
