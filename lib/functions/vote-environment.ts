import type { Settings } from '../settings/settings.ts';

/** The environment variable for each setting that `lambda/runtime/vote-environment.ts` reads; a test compares them. */
export const voteVariables = {
  votersPerNetwork: 'VOTERS_PER_NETWORK',
  votersPerNetworkInTotal: 'VOTERS_PER_NETWORK_IN_TOTAL',
  allowedOrigins: 'ALLOWED_ORIGINS',
  articleIdPattern: 'ARTICLE_ID_PATTERN',
  voterTokenKeys: 'VOTER_TOKEN_KEYS',
  voterTokenAudience: 'VOTER_TOKEN_AUDIENCE',
  voterTokenRequired: 'VOTER_TOKEN_REQUIRED',
  proofOfWork: 'PROOF_OF_WORK',
} as const satisfies { readonly [K in keyof Settings]?: string };

export type VoteSetting = keyof typeof voteVariables;

/** Environment variables of the function that records votes; a setting that is off has none. */
export function voteEnvironment(settings: Settings): Record<string, string> {
  const values: Readonly<Record<VoteSetting, string | undefined>> = {
    votersPerNetwork: String(settings.votersPerNetwork),
    votersPerNetworkInTotal: unlessZero(settings.votersPerNetworkInTotal),
    allowedOrigins: settings.allowedOrigins.join(' ') || undefined,
    articleIdPattern: settings.articleIdPattern,
    voterTokenKeys: settings.voterTokenKeys,
    voterTokenAudience: settings.voterTokenAudience,
    voterTokenRequired: settings.voterTokenRequired ? 'true' : undefined,
    proofOfWork: unlessZero(settings.proofOfWork),
  };
  const variables: Record<string, string> = {};
  for (const setting of Object.keys(voteVariables) as VoteSetting[]) {
    const value = values[setting];
    if (value !== undefined) variables[voteVariables[setting]] = value;
  }
  return variables;
}

function unlessZero(value: number): string | undefined {
  return value > 0 ? String(value) : undefined;
}
