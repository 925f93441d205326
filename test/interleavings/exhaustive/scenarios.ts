import type { Scenario } from './run-scenario.ts';

type Wish = Scenario['requests'][number];

type History = Pick<Scenario, 'before' | 'held'>;
const HISTORIES: Readonly<Record<string, History>> = {
  new: { before: [], held: false },
  voted: { before: [3], held: false },
  withdrawn: { before: [3, null], held: false },
  held: { before: [3], held: true },
};
const WISHES: readonly Wish[] = [3, 4, null];

/**
 * Two requests with up to two faults, and three with one, from every beginning; and requests beside the opening or
 * folding of a partition key, a recount, or an operator who holds, releases or restores the vote. Scenarios that differ
 * only in ratings are left out.
 */
export function scenarios(): readonly Scenario[] {
  return all;
}

/** A random scenario. Faults of a recount show in few schedules, so recounts are chosen more often. */
export function anyScenario(random: () => number): Scenario {
  const some = random() < 0.3 ? all.filter(({ onlyBeside }) => onlyBeside) : all;
  return some[Math.floor(random() * some.length)] as Scenario;
}

/**
 * The scenarios of which every schedule can be run. Resizes have too many schedules: a read sees dozens of items, each
 * at its own moment. Recounts have too many as well, and so have operators' commands with faults.
 */
export function exhaustible(): readonly Scenario[] {
  const few: readonly Scenario['beside'][] = ['hold', 'release', 'swap'];
  return all.filter(({ beside, faults }) => beside === undefined || (faults === 0 && few.includes(beside)));
}

const all = everyScenario();

function everyScenario(): Scenario[] {
  const plain = Object.entries(HISTORIES).flatMap(([kind, history]) => [
    ...wishesAfter(history, 2).map((requests) => scenario(kind, { ...history, requests, faults: 2 })),
    ...wishesAfter(history, 3).map((requests) => scenario(kind, { ...history, requests, faults: 1 })),
  ]);
  const known = choose(WISHES, 2).map((requests) =>
    scenario('known', { before: [3], previous: 3, requests, faults: 2 }),
  );
  const resized = (['open', 'fold'] as const).flatMap((beside) => [
    ...choose(WISHES, 1).map((requests) =>
      scenario(beside, { before: [3], spread: true, beside, requests, faults: 2 }),
    ),
    ...choose(WISHES, 2).map((requests) =>
      scenario(beside, { before: [3], spread: true, beside, requests, faults: 0 }),
    ),
  ]);
  const operated = (['hold', 'release'] as const).flatMap((beside) => {
    const part = { before: [3], held: beside === 'release', beside } as const;
    return [
      ...choose(WISHES, 1).map((requests) => scenario(beside, { ...part, requests, faults: 2 })),
      ...choose(WISHES, 2).map((requests) => scenario(beside, { ...part, requests, faults: 0 })),
    ];
  });
  const restored = [
    ...choose(WISHES, 1).map((requests) =>
      scenario('restore', { before: [3], spread: true, beside: 'restore', requests, faults: 1 }),
    ),
    ...choose(WISHES, 2).map((requests) =>
      scenario('restore', { before: [3], spread: true, beside: 'restore', requests, faults: 0 }),
    ),
  ];
  const recounted = [
    ...choose(WISHES, 1).map((requests) =>
      scenario('recount', { before: [3], beside: 'recount', onlyBeside: true, requests, faults: 1 }),
    ),
    ...choose(WISHES, 2).map((requests) =>
      scenario('recount', { before: [3], beside: 'recount', requests, faults: 0 }),
    ),
  ];
  const swapped = scenario('swap', { before: [3], beside: 'swap', onlyBeside: true, requests: [], faults: 0 });
  return [...plain, ...known, ...resized, ...operated, ...restored, ...recounted, swapped];
}

/** Without an earlier vote, 3 and 4 stars are interchangeable: of two such lists the one with more threes is enough. */
function wishesAfter({ before }: History, count: number): Wish[][] {
  const all = choose(WISHES, count);
  const times = (requests: readonly Wish[], wish: Wish) => requests.filter((each) => each === wish).length;
  const isNew = (before.at(-1) ?? null) === null;
  return isNew ? all.filter((requests) => times(requests, 3) >= times(requests, 4)) : all;
}

type Part = Pick<Scenario, 'before' | 'requests' | 'faults'> & Partial<Scenario>;

function scenario(kind: string, part: Part): Scenario {
  const name = `${kind}-${part.requests.map((rating) => rating ?? 'x').join('')}-${part.faults}`;
  return { name, spread: false, held: false, previous: undefined, beside: undefined, onlyBeside: false, ...part };
}

/** All combinations of `count` wishes, with repetition. */
function choose(wishes: readonly Wish[], count: number): Wish[][] {
  if (count === 0) return [[]];
  return wishes.flatMap((wish, index) => choose(wishes.slice(index), count - 1).map((rest) => [wish, ...rest]));
}
