import { createClient } from './client.ts';
import { EXIT, OperatorError } from '../session/operator-error.ts';
import type { OpenTable } from '../session/session.ts';
import { tableOfStack } from './table-of-stack.ts';

export interface TableOptions {
  readonly table?: string;
  readonly stack?: string;
  readonly local?: boolean;
  /** As for the AWS CLI; by default from the environment. */
  readonly region?: string;
  readonly profile?: string;
}

/**
 * Finds the table that the options name: by table name, by stack, or the local one. Region and credentials come from
 * the environment, as for the AWS CLI.
 * @throws OperatorError
 */
export async function findTable(options: TableOptions): Promise<OpenTable> {
  const { table, local = false, region, profile } = options;
  // RATINGS_STACK is only a default, so it never conflicts with an option.
  const stack = options.stack ?? (table === undefined && !local ? process.env['RATINGS_STACK'] : undefined);
  const given = [table !== undefined, stack !== undefined, local].filter(Boolean).length;
  if (given === 0 || (given > 1 && !(local && table !== undefined && stack === undefined))) {
    const message =
      'Select a table: --stack NAME (or the variable RATINGS_STACK), --table NAME, or --local (the table of npm start).';
    throw new OperatorError(message, { exitCode: EXIT.usage });
  }
  if (local) {
    // Imported lazily: the local engine needs a newer Node than 20, a deployed table does not.
    const { openLocalTable } = await import('./local-table.ts').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ERR_UNKNOWN_BUILTIN_MODULE') throw cause;
      throw new OperatorError(`--local needs Node 22.5 or newer; this is ${process.version}.`, { cause });
    });
    return openLocalTable(table);
  }
  const place = { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) };
  const client = createClient(place);
  await client.config.region().catch((cause: unknown) => {
    throw new OperatorError(
      'No AWS region configured. Set AWS_REGION, pass --region, or name a profile that has one.',
      { cause },
    );
  });
  await client.config.credentials().catch((cause: unknown) => {
    const why = (cause as Error).message.replace(/\.$/, '');
    throw new OperatorError(`No AWS credentials: ${why}. Run aws configure, set AWS_PROFILE or pass --profile.`, {
      cause,
    });
  });
  const name = table ?? (await tableOfStack(stack ?? '', place));
  return {
    client,
    table: name,
    local: false,
    [Symbol.asyncDispose]: () => Promise.resolve(client.destroy()),
  };
}
