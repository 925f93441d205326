/**
 * `npm run bench:operator [-- 10000 100000] [--only suspects]`: commands that read or write a whole table, at
 * increasing sizes. `--only` measures one of them after seeding its table.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { n } from '../../lambda/domain/format-numbers.ts';
import { createTable } from '../../local/dynamodb-client/create-table.ts';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';

const program = join(import.meta.dirname, '../../bin/ratings.ts');
const atExit =
  'import{writeSync}from"node:fs";process.on("exit",()=>writeSync(3,String(process.resourceUsage().maxRSS)))';
const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const given = positionals.map(Number);
const sizes = given.length > 0 ? given : [10_000, 100_000, 1_000_000];

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Runs the program in its own process, as an operator does, and gets its peak memory. */
async function measure(endpoint: string, args: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${atExit}`, program, ...args, '--local'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  const kilobytes = text(child.stdio[3] as Readable);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  // 1: done, with findings.
  if (code !== 0 && code !== 1) throw new Error(`ratings ${args.join(' ')} exited with code ${String(code)}.`);
  return { seconds: (performance.now() - start) / 1000, megabytes: Number(await kilobytes) / 1024 };
}

process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}\n\n`,
);
process.stdout.write('| command | votes | articles | seconds | votes/s | peak memory |\n|---|---|---|---|---|---|\n');
for (const votes of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'ratings-bench-'));
  const engine = await startEngine({ dataDir: folder });
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  await createTable(engine.endpoint, {
    name: 'ratings',
    keySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    attributes: [attribute('pk'), attribute('sk')],
  });
  const articles = Math.max(1, Math.round(votes / 100));
  const commands: Record<string, string[]> = {
    seed: ['seed', '--yes', '--votes', String(votes), '--articles', String(articles)],
    export: ['export', '-o', join(folder, 'votes.csv')],
    verify: ['verify'],
    report: ['report', '-o', join(folder, 'report.html')],
    top: ['top'],
    suspects: ['suspects'],
    'import (again)': ['import', join(folder, 'votes.csv')],
  };
  for (const [name, args] of Object.entries(commands)) {
    if (values.only !== undefined && name !== 'seed' && name !== values.only) continue;
    const { seconds, megabytes } = await measure(engine.endpoint, args);
    const cells = [name, n(votes), n(articles), seconds.toFixed(1), n(Math.round(votes / seconds))];
    process.stdout.write(`| ${cells.join(' | ')} | ${Math.round(megabytes)} MB |\n`);
  }
  await engine.stop();
  rmSync(folder, { recursive: true });
}
