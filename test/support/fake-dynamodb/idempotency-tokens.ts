import { inProgress, tokenMismatch } from './errors.ts';

/** Lifetime of a token in milliseconds, as in DynamoDB. */
const KEPT = 600_000;

interface Kept {
  readonly request: string;
  /** When the transaction was carried out; undefined while it is in flight. */
  doneAt: number | undefined;
}

/**
 * The idempotency tokens of transactions:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export class KeptTokens {
  readonly #tokens = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * @returns whether the transaction was carried out before and needs only an answer
   * @throws TransactionInProgressException, IdempotentParameterMismatchException
   */
  begin(token: string, request: string): boolean {
    const kept = this.#tokens.get(token);
    if (kept === undefined || (kept.doneAt !== undefined && this.#now() - kept.doneAt > KEPT)) {
      this.#tokens.set(token, { request, doneAt: undefined });
      return false;
    }
    if (kept.request !== request) throw tokenMismatch();
    if (kept.doneAt === undefined) throw inProgress();
    return true;
  }

  /** Forgets a cancelled transaction, so that a repetition is tried again. */
  end(token: string, carriedOut: boolean): void {
    const kept = this.#tokens.get(token);
    if (carriedOut && kept !== undefined) kept.doneAt = this.#now();
    else this.#tokens.delete(token);
  }
}
