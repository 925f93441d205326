import { Lanes } from '../../operator/table/lanes.ts';

test('rethrows the error of a task after the other tasks have ended, so that their client can be closed', async () => {
  const lanes = new Lanes(2);
  const slow = Promise.withResolvers<void>();
  let ended = false;
  await lanes.add(async () => {
    await slow.promise;
    ended = true;
  });
  await lanes.add(() => Promise.reject(new Error('the table is gone')));
  await new Promise((resolve) => setImmediate(resolve));
  const failed = expect(lanes.add(() => Promise.resolve())).rejects.toThrow('the table is gone');
  expect(ended).toBe(false);
  slow.resolve();
  await failed;
  expect(ended).toBe(true);
});
