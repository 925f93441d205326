import { DescribeTableCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBModel } from '../../../bench/model/dynamodb-model.ts';
import type { ModelOptions } from '../../../bench/model/dynamodb-model.ts';
import { VirtualTime } from '../../../bench/model/virtual-time.ts';
import { seeded } from '../../support/chance.ts';

const count = (sk: string, voter = sk) =>
  new TransactWriteCommand({
    TransactItems: [
      { Put: { TableName: 'ratings', Item: { pk: `VOTER#${voter}`, sk: 'ARTICLE#a', rating: 4 } } },
      {
        Update: {
          TableName: 'ratings',
          Key: { pk: 'ARTICLE#a', sk },
          UpdateExpression: 'ADD s4 :one',
          ExpressionAttributeValues: { ':one': 1 },
        },
      },
    ],
  });

const read = (ConsistentRead: boolean) =>
  new GetCommand({ TableName: 'ratings', Key: { pk: 'ARTICLE#a', sk: 'TALLY#0' }, ConsistentRead });

/**
 * Sends all commands at once.
 * @returns for each refused one the tally shard's cancellation code, or the error's name
 */
async function sendAtOnce(commands: readonly object[], options?: ModelOptions) {
  const time = new VirtualTime(0);
  const model = new DynamoDBModel(time, seeded(1), options);
  const send = model.client.send.bind(model.client) as unknown as (command: object) => Promise<object>;
  const sending = commands.map((command) => send(command));
  const [outcomes] = await Promise.all([Promise.allSettled(sending), time.run()]);
  const refusals = outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return [];
    const error = outcome.reason as Error;
    return error instanceof TransactionCanceledException ? [error.CancellationReasons?.[1]?.Code] : [error.name];
  });
  return { refusals, model };
}

const many = Array.from({ length: 600 }, (_, index) => count(`TALLY#${index}`));

test('one partition key accepts 1,000 write units at once and throttles the tally shards of the rest', async () => {
  const { refusals, model } = await sendAtOnce(many);
  expect(refusals).toEqual(Array(100).fill('ThrottlingError'));
  expect(model.capacity.used.write).toBe(2000);
});

test('one partition key accepts 3,000 read units at once: twice as many eventually consistent reads', async () => {
  const reads = (consistent: boolean) => Array.from({ length: 7000 }, () => read(consistent));
  const name = 'ProvisionedThroughputExceededException';
  expect((await sendAtOnce(reads(true))).refusals).toEqual(Array(4000).fill(name));
  expect((await sendAtOnce(reads(false))).refusals).toEqual(Array(1000).fill(name));
});

test('a table has a limit across all its keys', async () => {
  expect((await sendAtOnce(many, { tableWriteUnits: 200 })).refusals).toHaveLength(550);
  expect((await sendAtOnce([read(true), read(true)], { tableReadUnits: 1 })).refusals).toHaveLength(1);
});

test('one of two transactions on an item conflicts, and costs as much as the other if conflicts are charged', async () => {
  const two = [count('TALLY#0', 'a'), count('TALLY#0', 'b')];
  const free = await sendAtOnce(two);
  expect(free.refusals).toEqual(['TransactionConflict']);
  expect(free.model.capacity.used.write).toBe(4);
  const charged = await sendAtOnce(two, { chargesConflicts: true });
  expect(charged.model.capacity.used.write).toBe(8);
});

test('throws on commands that the store never sends', async () => {
  await expect(async () => sendAtOnce([new DescribeTableCommand({ TableName: 'ratings' })])).rejects.toThrow('model');
});

test('virtual time wakes sleepers in order of time, then in the order in which they went to sleep', async () => {
  const time = new VirtualTime(0);
  const woken: string[] = [];
  const sleeper = async (name: string, ...pauses: number[]) => {
    for (const ms of pauses) {
      await time.sleep(ms);
      // Code after a sleep runs before time moves on.
      await Promise.resolve().then(() => undefined);
      woken.push(`${name}${time.now()}`);
    }
  };
  await Promise.all([sleeper('a', 5, 5, 1), sleeper('b', 1, 9), sleeper('c', 10), sleeper('d', 3), time.run()]);
  expect(woken).toEqual(['b1', 'd3', 'a5', 'c10', 'b10', 'a10', 'a11']);
});
