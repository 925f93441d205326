import { InvalidVoterId } from './errors.ts';

declare const brand: unique symbol;

/** The secret by which a browser owns its votes: 16 to 128 characters of `A-Z a-z 0-9 _ -`. Never stored, never logged. */
export type VoterId = string & { readonly [brand]: 'VoterId' };

/** @throws InvalidVoterId */
export function parseVoterId(value: unknown): VoterId {
  if (typeof value !== 'string' || !/^[\w-]{16,128}$/.test(value)) throw new InvalidVoterId();
  return value as VoterId;
}
