import { QueryCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Carry } from '../../support/fake-dynamodb/fake-client.ts';
import { cancelled, conflict, conflictReason, NONE, noAnswer, THROTTLES } from '../../support/fake-dynamodb/errors.ts';
import type { Call, Command, FakeDynamoDB, Outcome } from '../../support/fake-dynamodb/fake-dynamodb.ts';
import type { Caller } from './caller.ts';
import type { Choices } from './choices.ts';
import { describeCommand } from './describe-command.ts';
import { settle } from './settle.ts';
import { isWrite } from './vote-writes.ts';
import type { Universe } from './universe.ts';

/** A function's time-outs for one call and for the whole vote, in milliseconds. */
const PATIENCE = 1000;
const ALL_PATIENCE = 5000;

/** Probability that a call does not fail, in a random schedule: a low one lets the first calls fail. */
const USUALLY = [0.75, 0.4] as const;

/** The ways in which a call can fail. */
type Fault =
  | 'conflict on the vote'
  | 'conflict on the shard'
  | 'throttle'
  | 'throttle past the deadline'
  /** The call arrives at any later moment, after its caller has stopped waiting. */
  | 'late'
  | 'late past the deadline'
  /** The call arrives and holds its items, but is carried out at any later moment. */
  | 'hangs'
  /** The caller dies; the call is carried out at any later moment. */
  | 'killed'
  | 'lost'
  | 'lost past the deadline';

const TRANSACTION: readonly Fault[] = [
  ...(['conflict on the vote', 'conflict on the shard', 'throttle', 'throttle past the deadline'] as const),
  ...(['late', 'late past the deadline', 'hangs', 'killed', 'lost'] as const),
];
const SINGLE: readonly Fault[] = [
  ...(['conflict on the vote', 'throttle', 'throttle past the deadline', 'late', 'late past the deadline'] as const),
  ...(['killed', 'lost'] as const),
];
const READ: readonly Fault[] = ['throttle', 'throttle past the deadline', 'lost', 'lost past the deadline'];

/** A call, and the function that takes its outcome. */
interface Sent {
  readonly caller: Caller;
  readonly number: number;
  readonly command: Command;
  readonly what: () => string;
  readonly answer: (outcome: Outcome) => void;
}

/** The number of faults that a schedule may still have. */
export interface FaultBudget {
  left: number;
}

/** The network between callers and the table. `choices` decides when a call is carried out, and whether it fails. */
export class StepNetwork {
  readonly #universe: Universe;
  readonly #fake: FakeDynamoDB;
  readonly #choices: Choices;
  readonly #budget: FaultBudget;
  /** Whether reads take time, and see each item at its own moment. */
  readonly #torn: boolean;
  /** Whether a call may fail. */
  readonly #fails: (caller: Caller, command: Command) => boolean;
  readonly #usually: number;
  #hanging = 0;

  constructor(
    universe: Universe,
    fake: FakeDynamoDB,
    choices: Choices,
    budget: FaultBudget,
    { torn, fails }: { readonly torn: boolean; readonly fails: (caller: Caller, command: Command) => boolean },
  ) {
    this.#universe = universe;
    this.#fake = fake;
    this.#choices = choices;
    this.#budget = budget;
    this.#torn = torn;
    this.#fails = fails;
    this.#usually = choices.draw<number>(USUALLY);
  }

  carry(caller: Caller): Carry {
    return (command) =>
      new Promise((resolve, reject) => {
        const number = caller.calls();
        const id = `${caller.name} ${number}`;
        const what = () => `${caller.name}: ${describeCommand(command)}`;
        const answer = (outcome: Outcome) => {
          if (caller.killed) return;
          caller.heard.push(`${number} ${this.#universe.now} ${textOf(outcome)}`);
          settle(outcome, resolve, reject);
        };
        if (this.#torn && (command instanceof QueryCommand || command instanceof ScanCommand)) {
          this.#universe.after(
            0,
            () => `${what()} begins`,
            () => {
              if (caller.killed) return;
              const call = this.#fake.arrive(command);
              const see = () => answer(call.carryOut((versions) => this.#choices.choose(versions)));
              this.#universe.after(0, what, see, `${id} begun at ${this.#fake.moment}`);
            },
            id,
          );
          return;
        }
        const happen = () => {
          if (!caller.killed) this.#happen({ caller, number, command, what, answer });
        };
        // Sending a vote and its first call are one step: more requests end before a vote that is sent later.
        if (number === 1) {
          this.#universe.say(what);
          happen();
        } else {
          this.#universe.after(0, what, happen, id);
        }
      });
  }

  #happen(sent: Sent): void {
    const { caller, command, answer } = sent;
    const fault = this.#fails(caller, command) ? this.#fault(command) : undefined;
    if (fault === undefined) return answer(this.#carryOut(caller, command));
    this.#universe.say(() => `  ${fault}`);
    if (fault.endsWith('past the deadline')) this.#universe.pass(ALL_PATIENCE);
    switch (fault) {
      case 'conflict on the vote':
        return answer({ error: conflictOn(command, 0) });
      case 'conflict on the shard':
        return answer({ error: conflictOn(command, 1) });
      case 'throttle':
      case 'throttle past the deadline':
        return answer({ error: THROTTLES[0]?.() });
      case 'killed':
        caller.kill(this.#universe.tick);
        return this.#later(sent);
      case 'late':
      case 'late past the deadline':
        this.#later(sent);
        break;
      case 'hangs':
        this.#later(sent, this.#fake.arrive(command));
        break;
      case 'lost':
      case 'lost past the deadline':
    }
    this.#universe.pass(PATIENCE);
    answer({ error: noAnswer() });
  }

  #fault(command: Command): Fault | undefined {
    if (this.#budget.left === 0) return undefined;
    const faults = faultsOf(command);
    const choice = this.#choices.choose(1 + faults.length, this.#usually);
    if (choice > 0) this.#budget.left--;
    return faults[choice - 1];
  }

  #later({ caller, number, command, what }: Sent, call?: Call): void {
    // The order of two calls that hold an item matters.
    const held = call === undefined ? 'late' : `hangs beside ${this.#hanging++}`;
    this.#universe.after(
      0,
      () => `${what()} - ${held}, at last`,
      () => {
        if (call !== undefined) this.#hanging--;
        if ('output' in this.#carryOut(caller, command, call)) caller.landed.push(number);
      },
      `${caller.name} ${number} ${held}`,
      caller.name,
    );
  }

  #carryOut(caller: Caller, command: Command, call = this.#fake.arrive(command)): Outcome {
    const before = this.#fake.moment;
    const outcome = call.carryOut();
    if (this.#fake.moment > before) caller.wrote(command, this.#fake.moment);
    return outcome;
  }
}

/** A change to a held vote is a transaction of one item, without a shard to conflict on. */
function faultsOf(command: Command): readonly Fault[] {
  if (!isWrite(command)) return READ;
  if (!(command instanceof TransactWriteCommand)) return SINGLE;
  const alone = command.input.TransactItems?.length === 1;
  return alone ? TRANSACTION.filter((fault) => fault !== 'conflict on the shard') : TRANSACTION;
}

function conflictOn(command: Command, index: number): Error {
  if (!(command instanceof TransactWriteCommand)) return conflict();
  return cancelled((command.input.TransactItems ?? []).map((_, of) => (of === index ? conflictReason() : NONE)));
}

function textOf(outcome: Outcome): string {
  if ('output' in outcome) return JSON.stringify(outcome.output);
  const { name, CancellationReasons, Item } = outcome.error as Error & Record<string, unknown>;
  return JSON.stringify([name, CancellationReasons, Item]);
}
