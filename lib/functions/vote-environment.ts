import type { Settings } from '../settings/settings.ts';

/** Environment variables of the function that records votes; a setting that is off has none. */
export function voteEnvironment(settings: Settings): Record<string, string> {
  const {
    allowedOrigins,
    articleIdPattern,
    voterTokenKeys,
    voterTokenAudience,
    voterTokenRequired,
    votersPerNetworkInTotal,
  } = settings;
  return {
    VOTERS_PER_NETWORK: String(settings.votersPerNetwork),
    ...(votersPerNetworkInTotal > 0 && { VOTERS_PER_NETWORK_IN_TOTAL: String(votersPerNetworkInTotal) }),
    ...(allowedOrigins.length > 0 && { ALLOWED_ORIGINS: allowedOrigins.join(' ') }),
    ...(articleIdPattern !== undefined && { ARTICLE_ID_PATTERN: articleIdPattern }),
    ...(voterTokenKeys !== undefined && { VOTER_TOKEN_KEYS: voterTokenKeys }),
    ...(voterTokenAudience !== undefined && { VOTER_TOKEN_AUDIENCE: voterTokenAudience }),
    ...(voterTokenRequired && { VOTER_TOKEN_REQUIRED: 'true' }),
    ...(settings.proofOfWork > 0 && { PROOF_OF_WORK: String(settings.proofOfWork) }),
  };
}
