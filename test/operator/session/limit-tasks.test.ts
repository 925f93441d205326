import { TaskLimit } from '../../../operator/session/limit-tasks.ts';

test('rethrows the error of a task after the other tasks have ended, so that their client can be closed', async () => {
  const tasks = new TaskLimit(2);
  const slow = Promise.withResolvers<void>();
  let ended = false;
  await tasks.add(async () => {
    await slow.promise;
    ended = true;
  });
  await tasks.add(() => Promise.reject(new Error('the table is gone')));
  await new Promise((resolve) => setImmediate(resolve));
  const failed = expect(tasks.add(() => Promise.resolve())).rejects.toThrow('the table is gone');
  expect(ended).toBe(false);
  slow.resolve();
  await failed;
  expect(ended).toBe(true);
});
