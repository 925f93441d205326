import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSystem } from '../support/system.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const commands = [
  ...readme.matchAll(/^curl (?:-d '(?<body>[^']+)' )?'?http:\/\/127\.0\.0\.1:8787(?<path>[^'\s]+)'?$/gm),
];

test('the commands of the README work as described, the first and the second time, with the settings at the start', async () => {
  await using system = await startSystem({ settings: {} });
  const summary = { articleId: 'blog/peace-talks', average: 4, count: 1, distribution: [0, 0, 0, 1, 0] };
  for (let time = 0; time < 2; time++) {
    const answers = [];
    for (const { groups: { body, path = '' } = {} } of commands) {
      answers.push(await system.api.request(path, body === undefined ? {} : { method: 'POST', body }));
    }
    expect(answers.map(({ body }) => body)).toEqual([{ ...summary, vote: 4 }, { ratings: [summary] }]);
  }
});

test('the example answer in the README has the fields of a real one', async () => {
  await using system = await startSystem({ settings: {} });
  const [, shown = ''] = /```json\n(\{.*?\})\n```/s.exec(readme) ?? [];
  const { body } = await system.api.vote('blog/peace-talks', 'voter-of-the-readme', 4);
  expect(Object.keys(body ?? {})).toEqual(Object.keys(JSON.parse(shown) as object));
});
