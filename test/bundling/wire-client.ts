/**
 * Sends the commands on standard input, in JSON, and prints the outcome of each. A separate program, so that it can be
 * bundled as the functions are.
 */
import { json } from 'node:stream/consumers';
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../../lambda/runtime/document-client.ts';
import { errorClasses } from './error-classes.ts';

const commands = { GetCommand, PutCommand, QueryCommand, TransactWriteCommand };

export interface Sent {
  readonly command: keyof typeof commands;
  readonly input: object;
}

/** An answer, or an error with its own properties and the classes that it is an instance of. */
export type Outcome = { readonly answer: unknown } | { readonly error: object; readonly is: readonly string[] };

const client = createDocumentClient();

async function outcomeOf({ command, input }: Sent): Promise<Outcome> {
  try {
    return { answer: await client.send(new commands[command](input as never) as GetCommand) };
  } catch (error) {
    const { name, message } = error as Error;
    const is = errorClasses.flatMap(([known, constructor]) => (error instanceof constructor ? [known] : []));
    return { error: { ...(error as object), name, message }, is };
  }
}

const outcomes: Outcome[] = [];
for (const sent of (await json(process.stdin)) as Sent[]) outcomes.push(await outcomeOf(sent));
process.stdout.write(JSON.stringify(outcomes));
