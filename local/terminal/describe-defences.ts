/**
 * Describes the defences that are active in the functions' environment, and the settings that switch on the others.
 */
export function describeDefences(environment: Readonly<Record<string, string>>): string {
  const limit = environment['VOTERS_PER_NETWORK'];
  const inTotal = environment['VOTERS_PER_NETWORK_IN_TOTAL'];
  const origins = environment['ALLOWED_ORIGINS'];
  const pattern = environment['ARTICLE_ID_PATTERN'];
  const difficulty = environment['PROOF_OF_WORK'];
  const defences = {
    votersPerNetwork: limit !== undefined && limit !== '0' && `${limit} new voters per network, article and day`,
    votersPerNetworkInTotal: inTotal !== undefined && `${inTotal} new voters per network and day`,
    allowedOrigins: origins !== undefined && `votes from ${origins} only`,
    articleIdPattern: pattern !== undefined && `article IDs that match ${pattern}`,
    voterTokenKeys:
      environment['VOTER_TOKEN_KEYS'] !== undefined &&
      (environment['VOTER_TOKEN_REQUIRED'] === 'true' ? 'signed voters only' : 'signed and anonymous voters'),
    proofOfWork: difficulty !== undefined && `a proof of work of ${difficulty}`,
  };
  const on = Object.values(defences).filter((text) => text !== false);
  const off = Object.keys(defences).filter((_, index) => Object.values(defences)[index] === false);
  const refusal = refusalOfPlainVote(environment);
  return [
    `Defences: ${on.join('; ') || 'none'}.`,
    ...(off.length > 0 ? [`Off: ${off.join(', ')}.`] : []),
    ...(refusal === undefined ? [] : [`The vote below is answered ${refusal}.`]),
  ].join(' ');
}

/** The answer to a vote with only article, rating and voter ID, if the defences refuse it. */
function refusalOfPlainVote(environment: Readonly<Record<string, string>>): string | undefined {
  if (environment['ALLOWED_ORIGINS'] !== undefined) return '403 origin_not_allowed: it has no allowed Origin';
  if (environment['VOTER_TOKEN_REQUIRED'] === 'true') return '401 voter_token_required: it has no voterToken';
  if (environment['PROOF_OF_WORK'] !== undefined) return '428 proof_required, with a challenge to solve';
  if (environment['ARTICLE_ID_PATTERN'] !== undefined)
    return '400 invalid_article_id, unless articleIdPattern matches its article';
  return undefined;
}
