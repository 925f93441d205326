import { counted } from '../../lambda/domain/format-numbers.ts';

/**
 * Reports items with keys of votes but without a valid vote. @param path file with their copies, if they were deleted
 */
export function aboutUncountable(count: number, path?: string): string[] {
  if (count === 0) return [];
  const what = `${counted(count, 'item')} that cannot be counted as ${count === 1 ? 'a vote' : 'votes'}`;
  return [
    path === undefined
      ? `Would delete ${what}.`
      : `Deleted ${what}; ${count === 1 ? 'a copy is' : 'copies are'} in ${path}.`,
  ];
}
