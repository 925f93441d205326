import { execFileSync } from 'node:child_process';
import { layout, parseEntry } from './support/layout.ts';
import type { LayoutEntry } from './support/layout.ts';
import { circlesIn, ownImportsOf, sources } from './support/source-imports.ts';

const ENTRIES = layout();
const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
const entryOf = (wanted: string) => ENTRIES.find(({ folder }) => folder === wanted) as LayoutEntry;
const named = ENTRIES.map((entry) => [entry.folder, entry] as const);

const isPath = (path: string) => files.some((file) => file === path || (path.endsWith('/') && file.startsWith(path)));
const isBelow = (folder: string, name: string) =>
  files
    .filter((file) => file.startsWith(folder))
    .some((file) => (name.endsWith('/') ? file.includes(`/${name}`) : file.endsWith(`/${name}`)));

test('the Layout has an entry for every folder', () => {
  const folders = files.filter((file) => /^\w.*\//.test(file)).map((file) => file.replace(/\/.*/, '/'));
  expect(ENTRIES.map(({ folder }) => folder)).toEqual(expect.arrayContaining([...new Set(folders)]));
});

test.each(named)('every file and folder that the entry %s names exists', (folder, entry) => {
  expect(entry.named.filter((name) => !isPath(folder + name) && !isPath(name))).toEqual([]);
  expect(entry.nested.filter((name) => !isBelow(folder, name) && !isPath(name))).toEqual([]);
});

test.each(named)('the entry %s names every folder directly below it', (folder, entry) => {
  const below = files.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length).split('/'));
  const folders = new Set(below.filter((path) => path.length > 1).map(([first]) => `${first}/`));
  const names = [...entry.named, ...entry.nested, ...(folder === 'test/' ? ENTRIES.map((each) => each.folder) : [])];
  expect([...folders].filter((each) => !names.some((name) => name.startsWith(each)))).toEqual([]);
});

/** A room is a folder of an entry, or a file at its top. */
function roomsOf(folder: string): Map<string, Set<string>> {
  const roomOf = (file: string) => file.slice(folder.length).replace(/\/.*/, '/');
  const rooms = new Map<string, Set<string>>();
  for (const file of sources.filter((each) => each.startsWith(folder))) {
    const imported = ownImportsOf(file).filter((each) => each.startsWith(folder));
    const others = imported.map(roomOf).filter((room) => room !== roomOf(file));
    rooms.set(roomOf(file), new Set([...(rooms.get(roomOf(file)) ?? []), ...others]));
  }
  return rooms;
}

/** For each room, the rooms that its drawn arrows lead to. */
function drawnRooms({ arrows, below }: LayoutEntry, rooms: Iterable<string>): Map<string, Set<string>> {
  const drawn = new Map([...rooms].map((room) => [room, new Set(below.includes(room) ? [] : below)]));
  for (const [left, right] of arrows) for (const from of left) for (const to of right) drawn.get(from)?.add(to);
  return drawn;
}

function reaches(drawn: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  return [...(drawn.get(from) ?? [])].some((next) => next === to || reaches(drawn, next, to));
}

describe.each(['operator/', 'lambda/', 'lambda/storage/', 'local/', 'widget/', 'bundling/', 'bench/', 'lib/'])(
  'in %s',
  (folder) => {
    const entry = entryOf(folder);
    const rooms = roomsOf(folder);
    const drawn = drawnRooms(entry, rooms.keys());
    const imports = (from: string, to: string) => rooms.get(from)?.has(to) === true;

    test('no arrows form a circle, and no imports between rooms do', () => {
      expect(circlesIn(drawn)).toEqual([]);
      expect(circlesIn(rooms)).toEqual([]);
    });

    test('rooms import each other only in the direction of the arrows', () => {
      const arrows = new Set([...entry.arrows.flat(2), ...entry.below]);
      // Files at the top without an arrow are free, but no folder may import them.
      const isFree = (from: string, to: string) =>
        !from.endsWith('/') && (!arrows.has(from) || (!to.endsWith('/') && !arrows.has(to)));
      const edges = [...rooms].flatMap(([from, tos]) => [...tos].map((to) => [from, to] as const));
      const wrong = edges.filter(([from, to]) => !isFree(from, to) && !reaches(drawn, from, to));
      expect(wrong.map((edge) => edge.join(' -> '))).toEqual([]);
    });

    test('every arrow stands for an import', () => {
      const unused = entry.arrows.flatMap(([left, right]) => [
        ...left
          .filter((from) => !right.some((to) => imports(from, to)))
          .map((from) => `${from} -> ${right.join(', ')}`),
        ...right.filter((to) => !left.some((from) => imports(from, to))).map((to) => `${left.join(', ')} -> ${to}`),
      ]);
      const unusedBelow = entry.below.filter((to) => ![...rooms.keys()].some((from) => imports(from, to)));
      expect([...unused, ...unusedBelow]).toEqual([]);
    });
  },
);

test('reads layers, chains, brackets and the rooms below all', () => {
  const text = 'x/  main.ts starts. a/ (of\n    deep.ts; sorts) -> b/,\n    c/; d/ -> c/. Below all: e/ -> f.ts.\n';
  expect(parseEntry(text)).toEqual({
    folder: 'x/',
    named: ['main.ts', 'a/', 'b/', 'c/', 'd/', 'c/', 'e/', 'f.ts'],
    nested: ['deep.ts'],
    arrows: [
      [['a/'], ['b/', 'c/']],
      [['d/'], ['c/']],
      [['e/'], ['f.ts']],
    ],
    below: ['e/', 'f.ts'],
  });
});
