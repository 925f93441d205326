import { InvalidVoterId } from '../../lambda/domain/errors.ts';
import { accountVoter, parseVoterId } from '../../lambda/domain/voter-id.ts';
import { VOTER_PREFIX, voterPartition } from '../../lambda/storage/items/keys.ts';
import { EXIT, OperatorError } from '../operator-error.ts';

/** Identifies a voter in the table and in exports: the SHA-256 of the voter ID, in base64url. */
export const VOTER_HASH = /^[\w-]{43}$/;

/** The partition of the votes of an account that the site signed for. @param account `sub` of its tokens */
export function accountKey(account: string): string {
  return voterPartition(accountVoter(account));
}

/** The partition of a voter's votes, by voter ID. @param otherwise what to do if `text` is no voter ID */
export function voterKey(text: string, otherwise = ''): string {
  try {
    return voterPartition(parseVoterId(text));
  } catch (cause) {
    if (!(cause instanceof InvalidVoterId)) throw cause;
    const message = `The voter ID must be 16 to 128 characters of A-Z a-z 0-9 _ -${otherwise}.`;
    throw new OperatorError(message, { cause, exitCode: EXIT.usage });
  }
}

/** The partition of a voter's votes, by the hash that exports have. It looks like a voter ID, so operators say which it is. */
export function hashKey(hash: string): string {
  if (VOTER_HASH.test(hash)) return VOTER_PREFIX + hash;
  throw new OperatorError('A voter hash is 43 characters of A-Z a-z 0-9 _ -.', { exitCode: EXIT.usage });
}
