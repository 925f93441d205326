import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { someOf } from '../terminal/some-of.ts';
import type { Renaming } from './renaming.ts';

/** Old IDs to name; `--json` has all. */
const SHOWN = 20;

/** What the operator named and no article has, with the reason that is most likely. */
export function aboutMissing({ unknown }: Renaming, found: ReadonlySet<ArticleId>) {
  const ids = unknown(found);
  const isUrl = ids.some((id) => /^https?:/.test(id));
  return {
    ids,
    lines: [
      ...(ids.length > 0 ? [`Without ratings: ${someOf(ids, SHOWN)}.`] : []),
      ...(isUrl ? ['IDs begin with the host, without https://.'] : []),
    ],
  };
}
