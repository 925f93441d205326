import type { DumpRow } from './sql-dump.ts';

/** A row of a plugin's data: of a table of a dump, or of a CSV or JSON file, whose table is `''`. */
export type SourceRow = Pick<DumpRow, 'line'> & {
  /** Table name without the site's prefix, e.g. `postmeta`. */
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** Where a plugin stores ratings. Count and sum of a post come from one of two places. */
export interface Plugin {
  /** Names of the post meta for count and sum; the first name that a post has is used. */
  readonly meta?: {
    readonly count: readonly string[];
    readonly sum: readonly string[];
    /** Names of the meta for counts of a post's additional ratings, which are not imported. */
    readonly further?: RegExp;
  };
  /** The table with a row for each vote, if the plugin has one, and its columns. */
  readonly log?: { readonly table: string; readonly post: string; readonly rating: string };
  /** Columns of an exported file with a row for each post. */
  readonly columns?: {
    readonly post: readonly string[];
    readonly count: readonly string[];
    readonly sum?: readonly string[];
  };
}
