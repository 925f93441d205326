import { RatingError } from './rating-error.ts';

export class MalformedJson extends RatingError {
  override readonly name = 'MalformedJson';
  readonly code = 'malformed_json';
  constructor(options?: ErrorOptions) {
    super('The body must be a JSON object in UTF-8.', options);
  }
}

export class InvalidArticleId extends RatingError {
  override readonly name = 'InvalidArticleId';
  readonly code = 'invalid_article_id';
}

export class InvalidRating extends RatingError {
  override readonly name = 'InvalidRating';
  readonly code = 'invalid_rating';
  constructor() {
    super('rating must be 1, 2, 3, 4 or 5, or null to withdraw the vote.');
  }
}

export class InvalidVoterId extends RatingError {
  override readonly name = 'InvalidVoterId';
  readonly code = 'invalid_voter_id';
  constructor() {
    super('voterId must be 16 to 128 characters of A-Z a-z 0-9 _ -.');
  }
}

/** This deployment accepts votes from signed-in users only. */
export class VoterTokenRequired extends RatingError {
  override readonly name = 'VoterTokenRequired';
  readonly code = 'voter_token_required';
  constructor() {
    super('Please sign in to rate: a vote must carry a voterToken here.');
  }
}

export class InvalidVoterToken extends RatingError {
  override readonly name = 'InvalidVoterToken';
  readonly code = 'invalid_voter_token';
  constructor(detail = 'The voterToken is invalid or has expired.', options?: ErrorOptions) {
    super(detail, options);
  }
}

/** The vote must be sent again with the solution of a challenge. */
export class ProofRequired extends RatingError {
  override readonly name = 'ProofRequired';
  readonly code = 'proof_required';
  readonly challenge: object;
  constructor(challenge: object) {
    super('Please solve the challenge and send the vote again with its solution as proof.');
    this.challenge = challenge;
  }
}

/** The proof was spent on another vote: each is valid for one vote only. */
export class ProofUsed extends Error {
  override readonly name = 'ProofUsed';
}

export class InvalidLimit extends RatingError {
  override readonly name = 'InvalidLimit';
  readonly code = 'invalid_limit';
  constructor(most: number) {
    super(`limit must be a whole number from 1 to ${most}.`);
  }
}

export class TooManyArticles extends RatingError {
  override readonly name = 'TooManyArticles';
  readonly code = 'too_many_articles';
  constructor(count: number, limit: number) {
    super(
      limit === 1
        ? `Ask for one article, as articleId=A; this request has ${count}.`
        : `Ask for 1 to ${limit} articles, as articleId=A&articleId=B; this request has ${count}.`,
    );
  }
}

export class BodyTooLarge extends RatingError {
  override readonly name = 'BodyTooLarge';
  readonly code = 'body_too_large';
  constructor(limit: number) {
    super(`The body must not be longer than ${limit} bytes.`);
  }
}

export class NotViaCdn extends RatingError {
  override readonly name = 'NotViaCdn';
  readonly code = 'not_via_cdn';
  constructor() {
    super('Please use the public address of this service, not that of its API.');
  }
}

export class OriginNotAllowed extends RatingError {
  override readonly name = 'OriginNotAllowed';
  readonly code = 'origin_not_allowed';
  constructor() {
    super('Votes from this origin are not allowed here.');
  }
}

export class NotFound extends RatingError {
  override readonly name = 'NotFound';
  readonly code = 'not_found';
  constructor() {
    super('There is nothing at this path. Try POST /v1/votes or GET /v1/ratings.');
  }
}

export class MethodNotAllowed extends RatingError {
  override readonly name = 'MethodNotAllowed';
  readonly code = 'method_not_allowed';
  readonly allowed: string;
  constructor(allowed: string) {
    super(`This path answers ${allowed} only.`);
    this.allowed = allowed;
  }
}

/** The voter's network has reached its daily limit of new voters, on the article or in total. */
export class TooManyVotes extends RatingError {
  override readonly name = 'TooManyVotes';
  readonly code = 'too_many_votes';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('Too many new votes came from your network today. Please come back tomorrow.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The store stayed contended, throttled or unreachable past the deadline. Nothing was recorded. */
export class Busy extends RatingError {
  override readonly name = 'Busy';
  readonly code = 'busy';
  constructor(options?: ErrorOptions) {
    super('The service is busy and recorded nothing. Please try again in a moment.', options);
  }
}

/** The deadline passed while the outcome of a write, or the answer to it, was unknown. */
export class Unconfirmed extends RatingError {
  override readonly name = 'Unconfirmed';
  readonly code = 'unconfirmed';
  constructor(options?: ErrorOptions) {
    super('The vote may or may not have been recorded. Sending it again is safe: it is counted once.', options);
  }
}
