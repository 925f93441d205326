import { EXIT, OperatorError } from '../operator-error.ts';

/** In words for people, for what they can do something about. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk takes no writes',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota of the disk is used up',
};

/** A path that cannot work is a wrong command line; a disk may be emptied and the same command given again. */
const OF_THE_PATH = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS']);

/** Why something cannot be written, in one sentence and with the exit status that fits. */
export function writeFailure(what: string, cause: NodeJS.ErrnoException): OperatorError {
  const { code = '', message } = cause;
  const exitCode = OF_THE_PATH.has(code) ? EXIT.usage : EXIT.failed;
  return new OperatorError(`${what} cannot be written: ${WORDS[code] ?? message}.`, { cause, exitCode });
}
