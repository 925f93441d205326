import { InvalidVoterId } from './errors.ts';

declare const brand: unique symbol;

/**
 * The secret that identifies a browser as the owner of its votes: 16 to 128 characters of `A-Z a-z 0-9 _ -`. Never stored, never
 * logged.
 */
export type VoterId = string & { readonly [brand]: 'VoterId' };

/** An account that the site signed for. The colon keeps accounts apart from what an anonymous voter can choose to be. */
export function accountVoter(account: string): VoterId {
  return `account:${account}` as VoterId;
}

/** @throws InvalidVoterId */
export function parseVoterId(value: unknown): VoterId {
  if (typeof value !== 'string' || !/^[\w-]{16,128}$/.test(value)) throw new InvalidVoterId();
  return value as VoterId;
}
