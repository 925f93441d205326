import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { parseArticleId } from '../../lambda/domain/article-id.ts';
import { RatingError } from '../../lambda/domain/rating-error.ts';
import { readRows } from '../files/read-rows.ts';
import type { Outcome, Session } from '../session/session.ts';
import { makeChanges } from './totals-changes.ts';
import { WrongLines } from '../files/wrong-lines.ts';
import { refuseWrongExport } from './refuse-wrong-export.ts';
import { readTotals } from '../table/read-totals.ts';
import type { StoredTotals, TotalsChange } from '../table/stored-totals.ts';
import { outcomeOfChanges } from './totals-outcome.ts';

/** Columns of `ratings export --imported`. */
export const TOTALS_COLUMNS = ['articleId', 'source', 's1', 's2', 's3', 's4', 's5', 'invented', 'importedAt'] as const;

interface Options {
  readonly format: 'csv' | 'ndjson' | 'json';
  readonly strict: boolean;
  readonly dryRun: boolean;
}

/** Sets imported totals from the output of `ratings export --imported`, for all sources. */
export async function importExportedTotals(
  session: Session,
  file: string,
  options: Options,
  where = '',
): Promise<Outcome> {
  const wrong = new WrongLines(file);
  const wanted = new Map<string, Omit<TotalsChange, 'before'>>();
  for await (const { line, values, fault } of readRows(file, options.format)) {
    session.signal.throwIfAborted();
    if (values !== undefined && wanted.size + wrong.count === 0) refuseWrongExport('totals', file, values);
    const row = values === undefined ? (fault ?? '') : parseTotals(values);
    if (typeof row === 'string') wrong.add(line, row);
    else wanted.set(`${row.source} ${row.articleId}`, row);
  }
  if (options.strict) wrong.refuse();
  const all = [...wanted.values()];
  const now = await readTotals(session, all);
  const changes = all.map((each, index) => ({ ...each, before: now[index] ?? null }));
  const made = options.dryRun ? undefined : await makeChanges(session, changes);
  const articles = new Map<ArticleId, object>(all.map(({ articleId }) => [articleId, {}]));
  const from = [...new Set(all.map(({ source }) => source))].sort().join(', ') || 'an export';
  return outcomeOfChanges({ from, changes, made, articles, wrong, about: wrong.lines, where });
}

const SOURCE = /^[\w.-]{1,64}$/;

function parseTotals(row: Readonly<Record<string, unknown>>): Omit<TotalsChange, 'before'> | string {
  try {
    const { source, importedAt, invented } = row;
    const articleId = parseArticleId(row['articleId']);
    if (typeof source !== 'string' || !SOURCE.test(source)) return 'source must be a name such as rate-my-post.';
    const [s1, s2, s3, s4, s5] = ['s1', 's2', 's3', 's4', 's5'].map((name) => countIn(row[name]));
    if (s1 === undefined || s2 === undefined || s3 === undefined || s4 === undefined || s5 === undefined)
      return 's1 to s5 must be whole numbers, 0 or more.';
    const at = typeof importedAt === 'string' && importedAt !== '' ? { importedAt } : {};
    if ('importedAt' in at && Number.isNaN(Date.parse(at.importedAt))) return 'importedAt must be a time.';
    const after: StoredTotals = { s1, s2, s3, s4, s5, ...at, ...(String(invented) === 'true' && { invented: true }) };
    return { articleId, source, after };
  } catch (error) {
    if (error instanceof RatingError) return error.message;
    throw error;
  }
}

function countIn(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}
