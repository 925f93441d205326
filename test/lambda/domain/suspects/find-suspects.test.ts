import type { Rating } from '../../../../lambda/domain/rating.ts';
import { HARSH_CROWDS } from '../../../../operator/simulation/honest-traffic.ts';
import { simulatedVoteHours } from '../../../../operator/simulation/simulated-vote-hours.ts';
import { simulate } from '../../../../operator/simulation/simulate.ts';
import { findSuspects } from '../../../../lambda/domain/suspects/find-suspects.ts';
import { VoteHours } from '../../../../lambda/domain/suspects/vote-hours.ts';
import { Score } from '../../../../bench/suspects/score.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 1);

/** A quiet article: three votes a day for sixty days, about 8 % of them one star and half of them five. */
function quiet(): VoteHours {
  const votes = new VoteHours();
  for (let index = 0; index < 180; index++) {
    const rating = index % 12 === 0 ? 1 : index % 2 === 0 ? 5 : 4;
    votes.add(new Date(START + index * 8 * HOUR).toISOString(), rating);
  }
  return votes;
}

/** Adds a number of votes within some hours, starting at an hour of the first sixty days. */
function add(
  votes: VoteHours,
  count: number,
  hour: number,
  hours: number,
  rating: (index: number) => Rating,
): VoteHours {
  for (let index = 0; index < count; index++) {
    votes.add(new Date(START + (hour + (index * hours) / count) * HOUR).toISOString(), rating(index));
  }
  return votes;
}

const search = (votes: VoteHours) =>
  findSuspects(
    new Map([
      ['a', votes],
      ['b', quiet()],
    ]),
  );

test('finds a flood of ones, to the hour', () => {
  const found = search(add(quiet(), 43, 500, 2, () => 1));
  expect(found).toEqual([
    {
      articleId: 'a',
      from: new Date(START + 500 * HOUR).toISOString(),
      to: new Date(START + 502 * HOUR).toISOString(),
      ratings: [1],
      votes: 43,
      alike: 43,
      usualVotes: expect.closeTo(0.25, 1) as number,
      usualShare: expect.closeTo(0.08, 1) as number,
    },
  ]);
});

test.each([
  ['fives within half a day', 60, 12, () => 5, [5]],
  ['ones that drip for five days', 60, 120, () => 1, [1]],
  ['twos among ones', 60, 6, (index) => (index % 2 === 0 ? 1 : 2), [1, 2]],
] as [string, number, number, (index: number) => Rating, number[]][])(
  'finds %s',
  (_, count, hours, rating, ratings) => {
    const found = search(add(quiet(), count, 500, hours, rating));
    expect(new Set(found.map((suspect) => JSON.stringify(suspect.ratings)))).toEqual(
      new Set([JSON.stringify(ratings)]),
    );
    expect(found.reduce((sum, { alike }) => sum + alike, 0)).toBeGreaterThan(0.8 * count);
    expect(found.length).toBeLessThan(3);
  },
);

test.each([
  ['a crowd that votes as the readers do', 600, 10, (index) => (index % 12 === 0 ? 1 : index % 2 === 0 ? 5 : 4)],
  ['eleven ones at once', 11, 1, () => 1],
  ['fours, which many articles honestly get', 60, 3, () => 4],
  ['a crowd that likes it somewhat less', 600, 10, (index) => (index % 4 === 0 ? 1 : 4)],
] as [string, number, number, (index: number) => Rating][])('does not suspect %s', (_, count, hours, rating) => {
  expect(search(add(quiet(), count, 500, hours, rating))).toEqual([]);
});

test('finds two attacks on one article, neither measured against the other', () => {
  const twice = add(
    add(quiet(), 40, 300, 2, () => 1),
    60,
    900,
    2,
    () => 5,
  );
  expect(search(twice).map(({ ratings, alike }) => [ratings, alike])).toEqual([
    [[5], 60],
    [[1], 40],
  ]);
});

test('finds nothing without votes, and ignores invalid times', () => {
  const votes = new VoteHours();
  for (const time of [undefined, '', 'yesterday', '1969-12-31T23:59:59.000Z']) votes.add(time, 1);
  expect(votes.hours()).toEqual([]);
  expect(findSuspects(new Map())).toEqual([]);
  expect(findSuspects(new Map([['a', votes]]))).toEqual([]);
});

test('finds most attacks on simulated sites, with few false positives', () => {
  const score = (sites: number, crowds?: typeof HARSH_CROWDS) => {
    const result = new Score();
    for (let seed = 101; seed < 101 + sites; seed++) {
      const site = simulate({ seed, end: START, ...(crowds && { crowds }) });
      result.add(site, findSuspects(simulatedVoteHours(site)));
    }
    return result;
  };
  const mild = score(6);
  expect(mild.precision).toBeGreaterThan(0.96);
  expect(mild.recall).toBeGreaterThan(0.8);
  expect(mild.honestHeld).toBeLessThan(0.005);
  expect(score(4, HARSH_CROWDS).precision).toBeGreaterThan(0.8);
});

test('a simulation is the same for the same seed, and has three attacks of each kind', () => {
  const [one, same, other] = [1, 1, 2].map((seed) => JSON.stringify(simulate({ seed, end: START, articles: 120 })));
  expect(one).toBe(same);
  expect(one).not.toBe(other);
  const attacks = simulate({ seed: 1, end: START }).flatMap(({ attack }) => attack ?? []);
  const kinds = Map.groupBy(attacks, ({ kind }) => kind);
  expect([...kinds.values()].map((each) => each.length)).toEqual([3, 3, 3, 3, 3, 3, 3, 3]);
});

describe('with only the sum of earlier votes', () => {
  const since = START / HOUR + 40 * 24;
  const recent = (votes: (into: VoteHours) => VoteHours) => {
    const kept = votes(new VoteHours(since));
    return JSON.parse(JSON.stringify(kept)) as ReturnType<VoteHours['toJSON']>;
  };
  const fill = (into: VoteHours) => {
    for (let index = 0; index < 180; index++) {
      const rating = index % 12 === 0 ? 1 : index % 2 === 0 ? 5 : 4;
      into.add(new Date(START + index * 8 * HOUR).toISOString(), rating);
    }
    return into;
  };

  test('finds a flood of the last days with the same numbers, also after a round trip through JSON', () => {
    const flooded = (into: VoteHours) => add(fill(into), 43, 50 * 24, 2, () => 1);
    const whole = search(flooded(new VoteHours()));
    expect(whole).toHaveLength(1);
    expect(search(VoteHours.fromJSON(recent(flooded), since))).toEqual(whole);
  });

  test('keeps the sum of an article without recent votes, and does not suspect it', () => {
    const votes = VoteHours.fromJSON(
      recent((into) => add(into, 43, 100, 2, () => 1)),
      since,
    );
    expect(search(votes)).toEqual([]);
    expect([votes.sum, votes.first]).toEqual([[43, 0, 0, 0, 0], START / HOUR + 100]);
    const none = VoteHours.fromJSON(
      recent((into) => into),
      since,
    );
    expect([none.first, none.sum]).toEqual([Infinity, [0, 0, 0, 0, 0]]);
  });
});
