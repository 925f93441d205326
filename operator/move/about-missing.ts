import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { someOf } from '../terminal/some-of.ts';
import type { Renaming } from './renaming.ts';

/** Maximum number of old IDs to name; `--json` has all. */
const SHOWN = 20;

/** Reports given IDs that no article has, with the likely reason. */
export function aboutMissing({ unknown }: Renaming, found: ReadonlySet<ArticleId>) {
  const ids = unknown(found);
  const isUrl = ids.some((id) => /^https?:/.test(id));
  return {
    ids,
    lines: [
      ...(ids.length > 0 ? [`No article has these IDs: ${someOf(ids, SHOWN)}.`] : []),
      ...(isUrl ? ['IDs begin with the host, without https://.'] : []),
    ],
  };
}
