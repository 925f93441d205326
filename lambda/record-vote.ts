import { NO_ARTICLE } from './domain/article-id.ts';
import { altchaProofOfWork } from './http/altcha-proof-of-work.ts';
import { answerErrors } from './http/error-handler.ts';
import { anonymousVoter, signedVoter } from './http/identify-voter.ts';
import { postVote } from './http/post-vote.ts';
import { parseKeySet, tokenVerifier } from './http/verify-token.ts';
import { viaCdn } from './http/via-cdn.ts';
import { byViewerAddress } from './http/viewer-network.ts';
import { createDocumentClient } from './runtime/document-client.ts';
import { requireEnv } from './runtime/environment.ts';
import { Observation } from './runtime/observation.ts';
import { readVoteEnvironment } from './runtime/vote-environment.ts';
import { warmUp } from './runtime/warm-up.ts';
import { DailySalt } from './storage/vote/daily-salt.ts';
import { DynamoDBRatingStore } from './storage/dynamodb-rating-store.ts';
import { NetworkLimit } from './storage/vote/network-limit.ts';
import { readTally } from './storage/tally/read-tally.ts';

const { around, addressUnreadable, attempted, failed, resizeFailed, voted, voteRefused } = new Observation();
const { rules, votersPerNetwork, tokens, proofOfWorkDifficulty: difficulty } = await readVoteEnvironment();
const client = createDocumentClient();
const table = requireEnv('TABLE_NAME');
const salt = new DailySalt(client, requireEnv('SALT_TABLE_NAME'));
const { perArticle, inTotal } = votersPerNetwork;
const networkLimit = perArticle + inTotal > 0 ? new NetworkLimit(table, salt, votersPerNetwork) : undefined;
const store = new DynamoDBRatingStore(client, table, {
  networkLimit,
  attempted,
  resizeFailed,
});

const identify = tokens
  ? signedVoter(tokenVerifier({ keys: parseKeySet(tokens.keys), audience: tokens.audience }), tokens.required)
  : anonymousVoter;
const proofOfWork =
  difficulty > 0 ? altchaProofOfWork({ difficulty, secret: (at) => salt.readWithRetries(at) }) : undefined;

const findNetwork = networkLimit && byViewerAddress(addressUnreadable);
const vote = postVote({ store, rules, identify, findNetwork, proofOfWork, voted });
const throughCdn = viaCdn(requireEnv('ORIGIN_SECRETS').split(' '), vote);
export const handler = around(answerErrors(throughCdn, { failed, refused: voteRefused }));

const firstCall =
  networkLimit || proofOfWork ? () => salt.read(Date.now()) : () => readTally(client, table, NO_ARTICLE);
await warmUp(firstCall);
