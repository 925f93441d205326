import type { Suspect } from '../../lambda/domain/suspects/find-suspects.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** @param where the options that name the table, with a space before */
export function holdCommandFor({ articleId, from, to, ratings }: Suspect<string>, where: string): string {
  const range = `--from ${minute(from)} --to ${minute(to)}`;
  return `npx ratings hold ${shellWord(articleId)} ${range} --rating ${ratings.join()}${where}`;
}

/** A time to the minute, which is exact for whole hours. */
function minute(time: string): string {
  return `${time.slice(0, 16)}Z`;
}
