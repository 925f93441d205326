import { SaxesParser } from 'saxes';
import { badge } from '../../../lambda/http/badge.ts';
import { summarize } from '../../../lambda/domain/summary.ts';
import type { Tally } from '../../../lambda/domain/tally.ts';

/** The texts of a badge, which must be well-formed XML. */
function textsOf(tally: Tally): { title: string; text: string } {
  const found: Record<string, string> = {};
  const parser = new SaxesParser();
  const open: string[] = [];
  parser.on('opentag', ({ name }) => open.push(name));
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => (found[open.at(-1) ?? ''] = text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(badge(summarize(tally))).close();
  return { title: found['title'] ?? '', text: found['text'] ?? '' };
}

test.each<[Tally, string, string]>([
  [[0, 1, 2, 5, 9], '4.3 (17)', '4.3 of 5 stars, 17 votes'],
  [[0, 0, 0, 1, 0], '4 (1)', '4 of 5 stars, 1 vote'],
  [[0, 0, 0, 0, 12_345], '5 (12345)', '5 of 5 stars, 12345 votes'],
  [[0, 0, 0, 0, 0], '(0)', 'No votes so far'],
])('renders %j as %j with the title %j', (tally, text, title) => {
  expect(textsOf(tally)).toEqual({ text, title });
});

test('never rounds up to five stars', () => {
  expect(textsOf([0, 0, 0, 1, 999]).text).toBe('4.9 (1000)');
});
