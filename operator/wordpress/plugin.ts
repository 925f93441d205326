import type { DumpRow } from './sql-dump.ts';

/** A row of a plugin's data: of a table of a dump, or of a CSV or JSON file, whose table is `''`. */
export type SourceRow = Pick<DumpRow, 'line'> & {
  /** Without the site's prefix, e.g. `postmeta`. */
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** Storage locations of a plugin. Count and sum of a post come from one of two places. */
export interface Plugin {
  /** Names of post meta that hold count and sum; of several the first that a post has. */
  readonly meta?: {
    readonly count: readonly string[];
    readonly sum: readonly string[];
    /** Names of meta that hold the counts of further ratings of a post. They are left out. */
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
