import { InvalidVoterId } from '../../lambda/domain/errors.ts';
import { accountVoter, parseVoterId } from '../../lambda/domain/voter-id.ts';
import { VOTER_PREFIX, voterPartition } from '../../lambda/storage/items/keys.ts';
import { EXIT, OperatorError } from '../session/operator-error.ts';

/** Identifies a voter in the table and in exports: the SHA-256 of the voter ID, in base64url. */
export const VOTER_HASH = /^[\w-]{43}$/;

/** Partition key of the votes of an account that the site signed for. @param account `sub` of its tokens */
export function accountKey(account: string): string {
  return voterPartition(accountVoter(account));
}

/** Partition key of a voter's votes, by voter ID. @param otherwise advice for the error if `text` is not a voter ID */
export function voterKey(text: string, otherwise = ''): string {
  try {
    return voterPartition(parseVoterId(text));
  } catch (cause) {
    if (!(cause instanceof InvalidVoterId)) throw cause;
    const message = `The voter ID must be 16 to 128 characters of A-Z a-z 0-9 _ -${otherwise}.`;
    throw new OperatorError(message, { cause, exitCode: EXIT.usage });
  }
}

/**
 * Partition key of a voter's votes, by the hash in exports. A hash may look like a voter ID, so an option tells them
 * apart.
 */
export function hashKey(hash: string): string {
  if (VOTER_HASH.test(hash)) return VOTER_PREFIX + hash;
  throw new OperatorError('A voter hash is 43 characters of A-Z a-z 0-9 _ -.', { exitCode: EXIT.usage });
}
