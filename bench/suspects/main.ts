/**
 * `npm run bench:suspects [-- 60]`: precision and recall of the search for stuffed ballots on this many simulated
 * sites.
 */
import { ATTACK_KINDS } from '../../operator/simulation/attacks.ts';
import { HARSH_CROWDS, MILD_CROWDS } from '../../operator/simulation/honest-traffic.ts';
import type { Crowds } from '../../operator/simulation/honest-traffic.ts';
import { simulatedVoteHours } from '../../operator/simulation/simulated-vote-hours.ts';
import { simulate } from '../../operator/simulation/simulate.ts';
import { findSuspects } from '../../lambda/domain/suspects/find-suspects.ts';
import { Score } from './score.ts';

const sites = Number(process.argv[2] ?? 60);
const END = Date.UTC(2026, 10, 20);

function scoreOf(crowds: Crowds): Score {
  const score = new Score();
  for (let seed = 1; seed <= sites; seed++) {
    const site = simulate({ seed, end: END, crowds });
    score.add(site, findSuspects(simulatedVoteHours(site)));
  }
  return score;
}

const [mild, harsh] = [scoreOf(MILD_CROWDS), scoreOf(HARSH_CROWDS)];
const rows = [
  ['precision: suspects that were attacks', mild.precision, harsh.precision],
  ['recall: attacks that were found', mild.recall, harsh.recall],
  ...ATTACK_KINDS.map((kind) => [`- of \`${kind}\``, mild.recallOf(kind), harsh.recallOf(kind)] as const),
  ['stuffed votes that would be held', mild.stuffedHeld, harsh.stuffedHeld],
  ['honest votes that would be held', mild.honestHeld, harsh.honestHeld],
] as const;
process.stdout.write(
  [
    `${sites} simulated sites of 300 articles and 60 days with 24 attacks each.`,
    '',
    '| | mild crowds | harsh crowds |',
    '|---|---|---|',
    ...rows.map(([what, ...values]) => `| ${what} | ${values.map((value) => value.toFixed(3)).join(' | ')} |`),
    '',
  ].join('\n'),
);
