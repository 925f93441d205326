import type { Suspect } from '../../lambda/domain/suspects/find-suspects.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** @param where the options that name the table, with a space before */
export function holdCommandFor({ articleId, from, to, ratings }: Suspect<string>, where: string): string {
  const range = `--from ${minute(from)} --to ${minute(to)}`;
  return `npx ratings hold ${shellWord(articleId)} ${range} --rating ${ratings.join()}${where}`;
}

/** Hours are whole, so no more is needed. */
function minute(time: string): string {
  return `${time.slice(0, 16)}Z`;
}
