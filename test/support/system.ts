import { readdirSync } from 'node:fs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { connect } from '../../local/dynamodb-client/connect.ts';
import { startLocalSystem } from '../../local/local-system.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { bucketContentsOf } from '../../local/template/buckets.ts';
import { Api } from './api.ts';
import { synthesizedAssembly, type GivenSettings } from './synthesized-assembly.ts';
import { audit, differences } from './audit.ts';

/** The whole system, on a free port and with its data in memory. */
export interface System extends AsyncDisposable {
  readonly api: Api;
  readonly url: string;
  /** The API's own address, without the CDN. The API refuses such requests. */
  readonly apiUrl: string;
  /** The versioned file name of the widget. */
  readonly versionedWidget: string;
  /** The IDs of all articles with an item in the table. */
  articles(): Promise<string[]>;
  /** Articles whose tally differs from their votes. */
  differences(): Promise<string[]>;
  stop(): Promise<void>;
}

/** No limits and no caching, so that tests do not affect each other. */
export const unlimited: GivenSettings = {
  cacheSeconds: 0,
  staleSeconds: 0,
  voteRate: 10_000,
  voteBurst: 5_000,
  readRate: 10_000,
  readBurst: 5_000,
  votersPerNetwork: 0,
};

export async function startSystem({ settings = unlimited }: { settings?: GivenSettings } = {}): Promise<System> {
  const { folder } = await synthesizedAssembly(settings);
  const system = await startLocalSystem({ assembly: folder });
  const client = DynamoDBDocumentClient.from(connect(system.engine.endpoint));
  const stop = async () => {
    client.destroy();
    await system.stop();
  };
  return {
    api: new Api(system.url),
    url: system.url,
    apiUrl: system.apiUrl,
    versionedWidget: versionedWidgetOf(folder),
    articles: async () => [...(await audit(client, system.tables[0] ?? '')).keys()],
    differences: async () => differences(await audit(client, system.tables[0] ?? '')),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function versionedWidgetOf(folder: string): string {
  const [name = ''] = bucketContentsOf(readAssembly(folder))
    .flatMap((content) => readdirSync(content.folder))
    .filter((file) => /^article-rating\.[0-9a-f]{12}\.js$/.test(file));
  return name;
}
