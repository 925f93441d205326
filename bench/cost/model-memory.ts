import { DynamoDBRatingStore } from '../../lambda/storage/dynamodb-rating-store.ts';
import { openDatabase } from '../../test/support/database.ts';
import { startAll } from '../cold-start/start-all.ts';
import { steps } from '../cold-start/variants.ts';
import type { Row } from '../results/row.ts';
import { median } from '../results/statistics.ts';
import { voting } from '../warm/handler-calls.ts';
import { DYNAMODB_CALL } from '../warm/slow-dynamodb.ts';

/** https://aws.amazon.com/lambda/pricing/: dollars per GB-second on arm64, and per request, in us-east-1. */
const GB_SECOND = 0.0000133334;
const REQUEST = 0.0000002;
/** A function with 1,769 MB has one vCPU; https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const WHOLE_PROCESSOR = 1769;
/** DynamoDB calls: one during initialisation, two for each vote. */
const [FIRST_CALLS, CALLS_A_VOTE] = [1, 2];
const CALLS = 1500;
const SIZES = [128, 256, 512, 1024, 1769];

/** Cost and duration of a vote by memory size, computed from measured processor time. */
export async function modelMemory(): Promise<Row[]> {
  const warm = await processorTimePerVote();
  const starts = await startAll('record-vote', steps.slice(-1), 15);
  const deployed = starts.get(steps.at(-1)?.name ?? '') ?? [];
  const initialisation = median(deployed.map(({ cpuOfImport }) => cpuOfImport));
  const first = median(deployed.map(({ cpu, cpuOfImport }) => cpu - cpuOfImport));
  const rows: Row[] = [
    { group: 'memory', what: 'processor time of a warm vote', value: warm, unit: 'ms' },
    { group: 'memory', what: 'processor time of initialisation', value: initialisation, unit: 'ms' },
    { group: 'memory', what: 'processor time of the first vote', value: first, unit: 'ms' },
  ];
  for (const size of SIZES) {
    const share = Math.min(1, size / WHOLE_PROCESSOR);
    const duration = CALLS_A_VOTE * DYNAMODB_CALL + warm / share;
    const coldStart = initialisation + first / share + (FIRST_CALLS + CALLS_A_VOTE) * DYNAMODB_CALL;
    const dollars = 1_000_000 * (REQUEST + (size / 1024) * (Math.ceil(duration) / 1000) * GB_SECOND);
    const what = (measure: string) => `model, ${size} MB: ${measure}`;
    rows.push(
      { group: 'memory', what: what('a warm vote'), value: duration, unit: 'ms' },
      // Initialisation has a full vCPU, whatever the memory.
      { group: 'memory', what: what('a cold start with a vote'), value: coldStart, unit: 'ms' },
      { group: 'memory', what: what('a million votes'), value: dollars, unit: 'dollars' },
    );
  }
  return rows;
}

/** Milliseconds of this process only; the engine runs in another. */
async function processorTimePerVote(): Promise<number> {
  const database = await openDatabase('dynoxide');
  const vote = voting(new DynamoDBRatingStore(database.client, database.table));
  for (let call = 0; call < 300; call++) await vote('measured');
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call++) await vote('measured');
  const { user, system } = process.cpuUsage(before);
  await database.close();
  return (user + system) / 1000 / CALLS;
}
