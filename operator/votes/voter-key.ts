import { accountVoter, parseVoterId } from '../../lambda/domain/voter-id.ts';
import { VOTER_PREFIX, voterPartition } from '../../lambda/storage/keys.ts';
import { EXIT, OperatorError } from '../operator-error.ts';

/** Identifies a voter in the table and in exports: the SHA-256 of the voter ID, in base64url. */
export const VOTER_HASH = /^[\w-]{43}$/;

/** The partition of the votes of an account that the site signed for. @param account `sub` of its tokens */
export function accountKey(account: string): string {
  return voterPartition(accountVoter(account));
}

/** The partition of a voter's votes. Voter IDs and hashes of them look alike, so it has to be said which it is. */
export function voterKey(text: string, isHash: boolean): string {
  if (!isHash) return voterPartition(parseVoterId(text));
  if (VOTER_HASH.test(text)) return VOTER_PREFIX + text;
  throw new OperatorError('A voter hash is 43 characters of A-Z a-z 0-9 _ -.', { exitCode: EXIT.usage });
}
