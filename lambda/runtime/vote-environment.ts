import type { VotingRules } from '../domain/voting-rules.ts';
import { compileArticleIdPattern } from './compile-article-id-pattern.ts';
import { optionalEnv, wholeNumberOr } from './environment.ts';

/** The operator's settings for voting; `lib/functions/vote-environment.ts` has the names of the variables, too. */
export interface VoteEnvironment {
  readonly rules: VotingRules;
  /** 0 for no limit. */
  readonly votersPerNetwork: { readonly perArticle: number; readonly inTotal: number };
  /** A JSON Web Key Set, if accounts can vote. */
  readonly tokens: { readonly keys: string; readonly audience: string; readonly required: boolean } | undefined;
  /** 0 for none. */
  readonly proofOfWorkDifficulty: number;
}

/** @throws Error naming the variable, or saying what is wrong with the pattern */
export async function readVoteEnvironment(): Promise<VoteEnvironment> {
  const origins = optionalEnv('ALLOWED_ORIGINS');
  const pattern = optionalEnv('ARTICLE_ID_PATTERN');
  const keys = optionalEnv('VOTER_TOKEN_KEYS');
  return {
    rules: {
      ...(origins !== undefined && { allowedOrigins: origins.split(' ') }),
      ...(pattern !== undefined && { isWellFormed: await compileArticleIdPattern(pattern) }),
    },
    votersPerNetwork: {
      perArticle: wholeNumberOr(0, 'VOTERS_PER_NETWORK'),
      inTotal: wholeNumberOr(0, 'VOTERS_PER_NETWORK_IN_TOTAL'),
    },
    tokens:
      keys === undefined
        ? undefined
        : {
            keys,
            audience: optionalEnv('VOTER_TOKEN_AUDIENCE') ?? '',
            required: optionalEnv('VOTER_TOKEN_REQUIRED') === 'true',
          },
    proofOfWorkDifficulty: wholeNumberOr(0, 'PROOF_OF_WORK'),
  };
}
