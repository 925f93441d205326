import { InvalidVoterId } from './errors.ts';

declare const brand: unique symbol;

/**
 * The secret that identifies a browser as the owner of its votes: 16 to 128 characters of `A-Z a-z 0-9 _ -`. Never
 * stored, never logged.
 */
export type VoterId = string & { readonly [brand]: 'VoterId' };

/**
 * The voter ID of an account that the site signed for. An anonymous voter cannot choose it: voter IDs contain no colon.
 */
export function accountVoter(account: string): VoterId {
  return `account:${account}` as VoterId;
}

/** @throws InvalidVoterId */
export function parseVoterId(value: unknown): VoterId {
  if (typeof value !== 'string' || !/^[\w-]{16,128}$/.test(value)) throw new InvalidVoterId();
  return value as VoterId;
}
