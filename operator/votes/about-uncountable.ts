import { counted } from '../../lambda/domain/numbers.ts';

/** Tells of items that are kept where votes are and count as none. @param path where they are written down, once they are deleted */
export function aboutUncountable(count: number, path?: string): string[] {
  if (count === 0) return [];
  const what = `${counted(count, 'item')} that cannot be counted as ${count === 1 ? 'a vote' : 'votes'}`;
  return [path === undefined ? `Would delete ${what}.` : `Deleted ${what}, after writing to ${path}.`];
}
