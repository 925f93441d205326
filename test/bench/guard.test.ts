import { measureBytes } from '../../bench/bytes.ts';

// Times are for `npm run bench`, whose exit status says whether a goal was missed: a busy machine must not fail a test.
test('the bundles stay within their budget', async () => {
  const bundles = (await measureBytes()).filter(({ what }) => what.endsWith('bundle'));
  expect(bundles).toHaveLength(2);
  for (const { value } of bundles) expect(value).toBeLessThan(185_000);
});
