import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { connect } from '../../local/connect.ts';
import { startLocalSystem } from '../../local/local-system.ts';
import { Api } from './api.ts';
import { synthesizedAssembly } from './assembly.ts';
import { audit, differences } from './audit.ts';

/** The whole system, on a free port and with its data in memory. */
export interface System {
  readonly api: Api;
  readonly url: string;
  /** Articles whose tally is not what their votes say. */
  differences(): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startSystem(): Promise<System> {
  const { folder } = await synthesizedAssembly();
  const system = await startLocalSystem({ assembly: folder });
  const client = DynamoDBDocumentClient.from(connect(system.engine.endpoint));
  return {
    api: new Api(system.url),
    url: system.url,
    differences: async () => differences(await audit(client, system.tables[0] ?? '')),
    stop: async () => {
      client.destroy();
      await system.stop();
    },
  };
}
