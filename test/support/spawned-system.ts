import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { connect } from '../../local/connect.ts';
import { synthesizedAssembly } from './assembly.ts';
import { audit, differences } from './audit.ts';
import { Api } from './api.ts';

interface Place {
  readonly url: string;
  readonly endpoint: string;
  readonly table: string;
}

/** The whole system as a family of processes, with its data in a folder, so that it can be killed and started again. */
export interface SpawnedSystem extends AsyncDisposable {
  readonly api: Api;
  differences(): Promise<string[]>;
  /** Every vote item of the table, as `[articleId, rating]`. */
  votes(): Promise<[articleId: string, rating: number][]>;
  /** `kill -9` of every process at once: gateway, functions, engine. */
  kill(): Promise<void>;
}

export async function spawnSystem(dataDir: string): Promise<SpawnedSystem> {
  const { folder } = await synthesizedAssembly();
  const child = fork(join(import.meta.dirname, 'run-system.ts'), [dataDir, folder], {
    // A process group of its own, so that one signal reaches the family and nobody else.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  const exited = once(child, 'exit');
  const [place] = (await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => Promise.reject(new Error(`The system ended with exit code ${code} instead of starting.`))),
  ])) as [Place];
  const client = DynamoDBDocumentClient.from(connect(place.endpoint));
  const kill = async () => {
    client.destroy();
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? NaN), 'SIGKILL');
    await exited;
  };
  return {
    api: new Api(place.url),
    differences: async () => differences(await audit(client, place.table)),
    votes: async () => {
      const votes: [string, number][] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName: place.table, ConsistentRead: true })) {
        for (const { pk, sk, rating } of Items as { pk: string; sk: string; rating: number }[]) {
          if (pk.startsWith('VOTER#')) votes.push([sk.slice('ARTICLE#'.length), rating]);
        }
      }
      return votes;
    },
    kill,
    [Symbol.asyncDispose]: kill,
  };
}
