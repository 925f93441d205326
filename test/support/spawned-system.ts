import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { connect } from '../../local/dynamodb-client/connect.ts';
import { descendants } from './processes.ts';
import { Api } from './api.ts';
import { audit } from './audit.ts';
import type { Audit } from './audit.ts';

interface Place {
  readonly url: string;
  readonly endpoint: string;
  readonly table: string;
}

/** The whole system in separate processes, so that it can be killed and started again. */
export interface SpawnedSystem extends AsyncDisposable {
  readonly api: Api;
  readonly pid: number;
  audit(): Promise<Map<string, Audit>>;
  /** Every vote item of the table. */
  votes(): Promise<StoredVote[]>;
  /** `kill -9` of every process at once: gateway, functions, and the system's own engine, if any. */
  kill(): Promise<void>;
}

export interface StoredVote {
  readonly voter: string;
  readonly articleId: string;
  readonly rating: number;
}

export interface SpawnOptions {
  /** A synthesized assembly. */
  readonly assembly: string;
  /** Data folder of the system's own engine. */
  readonly dataDir?: string;
  /** A running engine to use instead. */
  readonly endpoint?: string;
}

/** The voter's part of the partition key, by docs/design.md. */
export function digestOf(voterId: string): string {
  return createHash('sha256').update(voterId).digest('base64url');
}

export async function spawnSystem(options: SpawnOptions): Promise<SpawnedSystem> {
  const child = fork(join(import.meta.dirname, 'run-system.ts'), [JSON.stringify(options)], {
    // A separate process group, so that one signal reaches only this system's processes.
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
  const pid = child.pid ?? NaN;
  const kill = async () => {
    client.destroy();
    if (child.exitCode === null && child.signalCode === null) {
      // The engine has its own process group.
      const family = await descendants(pid);
      process.kill(-pid, 'SIGKILL');
      for (const each of family) killIfThere(each);
    }
    await exited;
  };
  return {
    api: new Api(place.url),
    pid,
    audit: () => audit(client, place.table),
    votes: async () => {
      const votes: StoredVote[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName: place.table, ConsistentRead: true })) {
        for (const { pk, sk, rating } of Items as { pk: string; sk: string; rating: number }[]) {
          const voter = /^VOTER#(.*)/.exec(pk)?.[1];
          if (voter !== undefined) votes.push({ voter, articleId: sk.slice('ARTICLE#'.length), rating });
        }
      }
      return votes;
    },
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has already exited, together with its group.
  }
}
