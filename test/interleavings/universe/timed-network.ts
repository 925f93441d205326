import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import {
  cancelled,
  conflict,
  conflictReason,
  NONE,
  noAnswer,
  reset,
  serverError,
  THROTTLES,
} from '../../support/fake-dynamodb/errors.ts';
import type { Carry } from '../../support/fake-dynamodb/fake-client.ts';
import type { Command, FakeDynamoDB, Outcome } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import type { Caller } from './caller.ts';
import { describeCommand } from './describe-command.ts';
import { settle } from './settle.ts';
import { isWrite } from './vote-writes.ts';
import type { Universe } from './universe.ts';

export interface Weather {
  /** The fraction of calls that fail. */
  readonly severity: number;
  /** Usual maximum, in milliseconds, of each leg of a call: arrival, execution and answer. */
  readonly latency: number;
  /** The fraction of legs that take a hundred times as long. */
  readonly slow: number;
}

const FAULTS = ['conflict', 'throttle', 'lost', 'unanswered', 'late'] as const;

/** Milliseconds by which a call may arrive after its caller gave up; `LAST` is longer than all else takes. */
const LATE = 30_000;
const LAST = 43_200_000;

/**
 * A random network between callers and the table: each leg has its own latency, and the weather sets the failure rate.
 */
export class TimedNetwork {
  weather: Weather;
  readonly #universe: Universe;
  readonly #fake: FakeDynamoDB;
  readonly #random: () => number;

  constructor(universe: Universe, fake: FakeDynamoDB, random: () => number, weather: Weather) {
    this.#universe = universe;
    this.#fake = fake;
    this.#random = random;
    this.weather = weather;
  }

  /** @param patience milliseconds after which the caller gives up waiting for an answer */
  carry(caller: Caller, patience: number): Carry {
    return (command) =>
      new Promise((resolve, reject) => {
        caller.calls();
        const what = () => `${caller.name}: ${describeCommand(command)}`;
        const answer = (ms: number, outcome: Outcome) => {
          this.#universe.after(
            ms,
            () => `${what()} -> ${describeOutcome(outcome)}`,
            () => {
              if (!caller.killed) settle(outcome, resolve, reject);
            },
          );
        };
        this.#send({ caller, command, what, patience, answer });
      });
  }

  #send(passage: Passage): void {
    const { command, what, patience, answer } = passage;
    const way = this.#way();
    const fault = this.#random() < this.weather.severity ? this.#oneOf(FAULTS) : undefined;
    if (fault !== undefined) this.#universe.say(() => `  ${fault}: ${what()}`);
    if (fault === 'conflict' && isWrite(command)) return answer(way, { error: this.#conflict(command) });
    if (fault === 'throttle') return answer(way, { error: this.#throttle(command) });
    if (fault === 'lost') return answer(...this.#silence(way, patience));
    if (fault === 'unanswered') {
      this.#carryOut(passage, way, this.#way());
      return answer(...this.#silence(way, patience));
    }
    if (fault === 'late') {
      const after = this.#oneOf([this.#random() * LATE, this.#random() * patience, LAST]);
      this.#carryOut(passage, patience + after, this.#way());
      return answer(patience, { error: noAnswer() });
    }
    const [done, back] = [this.#way(), this.#way()];
    const inTime = way + done + back < patience;
    if (!inTime) answer(patience, { error: noAnswer() });
    this.#carryOut(passage, way, done, (outcome) => inTime && answer(back, outcome));
  }

  #carryOut(passage: Passage, way: number, done: number, then?: (outcome: Outcome) => void): void {
    const { caller, command, what } = passage;
    this.#universe.after(
      way,
      () => `${what()} arrives`,
      () => {
        const call = this.#fake.arrive(command);
        this.#universe.after(
          done,
          () => `${what()} is carried out`,
          () => {
            const before = this.#fake.moment;
            const outcome = call.carryOut((versions) => Math.floor(this.#random() * versions));
            if (this.#fake.moment > before) caller.wrote(command, this.#fake.moment);
            then?.(outcome);
          },
        );
      },
    );
  }

  /** No answer: a broken connection, a server error or a time-out. */
  #silence(way: number, patience: number): [ms: number, outcome: Outcome] {
    return this.#oneOf([
      [2 * way, { error: reset() }],
      [2 * way, { error: serverError() }],
      [patience, { error: noAnswer() }],
    ]);
  }

  #conflict(command: Command): Error {
    if (!(command instanceof TransactWriteCommand)) return conflict();
    const items = command.input.TransactItems ?? [];
    const busy = Math.floor(this.#random() * items.length);
    return cancelled(items.map((_, index) => (index === busy || this.#random() < 0.1 ? conflictReason() : NONE)));
  }

  /** Throttles a transaction as a whole or one of its items. */
  #throttle(command: Command): Error {
    if (!(command instanceof TransactWriteCommand) || this.#random() < 0.5) return this.#oneOf(THROTTLES)();
    const items = command.input.TransactItems ?? [];
    const busy = Math.floor(this.#random() * items.length);
    const code = this.#oneOf(['ThrottlingError', 'ProvisionedThroughputExceeded']);
    return cancelled(items.map((_, index) => (index === busy ? { Code: code } : NONE)));
  }

  #way(): number {
    const usual = this.#random() * this.weather.latency;
    return this.#random() < this.weather.slow ? usual * 100 : usual;
  }

  #oneOf<T>(options: readonly T[]): T {
    return options[Math.floor(this.#random() * options.length)] as T;
  }
}

interface Passage {
  readonly caller: Caller;
  readonly command: Command;
  readonly what: () => string;
  readonly patience: number;
  readonly answer: (ms: number, outcome: Outcome) => void;
}

function describeOutcome(outcome: Outcome): string {
  return 'output' in outcome ? 'done' : String(outcome.error);
}
