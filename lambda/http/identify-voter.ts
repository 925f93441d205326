import { VoterTokenRequired } from '../domain/errors.ts';
import { accountVoter, parseVoterId } from '../domain/voter-id.ts';
import type { VoterId } from '../domain/voter-id.ts';

export interface Voter {
  readonly id: VoterId;
  /** Whether the site signed for the account. An anonymous visitor may use any number of voter IDs. */
  readonly verified: boolean;
}

/** Finds the voter of a vote from its body. */
export type IdentifyVoter = (body: Record<string, unknown>) => Promise<Voter>;

/** Checks a signed token and returns its account name, `sub`. Throws InvalidVoterToken. */
export type VerifyToken = (token: unknown) => Promise<string>;

/**
 * Identifies a voter by the secret that the browser generated.
 * @throws InvalidVoterId
 */
export const anonymousVoter: IdentifyVoter = ({ voterId }) =>
  Promise.resolve({ id: parseVoterId(voterId), verified: false });

/**
 * Identifies a voter by a token that the site signed for an account; without a token as anonymous, unless tokens are
 * required.
 * @throws InvalidVoterToken, VoterTokenRequired, InvalidVoterId
 */
export function signedVoter(verify: VerifyToken, required: boolean): IdentifyVoter {
  return async (body) => {
    const { voterToken } = body;
    const missing = voterToken === undefined || voterToken === null;
    if (missing && required) throw new VoterTokenRequired();
    if (missing) return anonymousVoter(body);
    return { id: accountVoter(await verify(voterToken)), verified: true };
  };
}
