import { Semaphore } from '../../../local/functions/semaphore.ts';

test('runs tasks up to its limit, queues the others in order, and refuses them if the queue is full', async () => {
  const turns = new Semaphore(2, 2);
  const started: number[] = [];
  const tasks = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const runs = tasks.map(({ promise }, index) =>
    turns.run(() => {
      started.push(index);
      return promise;
    }),
  );
  expect(await runs[4]).toBeUndefined();
  expect(started).toEqual([0, 1]);
  tasks[1]?.resolve(11);
  expect(await runs[1]).toBe(11);
  tasks[0]?.reject(new Error('no'));
  await expect(runs[0]).rejects.toThrow('no');
  tasks[2]?.resolve(12);
  tasks[3]?.resolve(13);
  expect(await Promise.all(runs.slice(2, 4))).toEqual([12, 13]);
  expect(started).toEqual([0, 1, 2, 3]);
  // All turns are free again.
  expect(await Promise.all([1, 2].map((value) => turns.run(() => Promise.resolve(value))))).toEqual([1, 2]);
});
