import { createReadStream } from 'node:fs';
import { readStatements } from './sql-statements.ts';

/** A row of a table as a dump inserts it; columns are named as in the dump, NULL is null. */
export interface DumpRow {
  /** With the prefix of the site, e.g. `wp_postmeta`. */
  readonly table: string;
  readonly line: number;
  readonly values: Readonly<Record<string, string | null>>;
}

/**
 * The rows of a MySQL or MariaDB dump, of mysqldump, phpMyAdmin or WP-CLI, as it is read. Knows what those write: CREATE TABLE,
 * INSERT INTO with or without columns and with any number of rows, quoted strings and comments.
 * @param wants whether a table's rows are of interest; the others are passed over
 */
export async function* readDump(file: string, wants: (table: string) => boolean): AsyncGenerator<DumpRow> {
  const columns = new Map<string, string[]>();
  for await (const { text: raw, line } of readStatements(createReadStream(file, 'utf8'))) {
    const text = raw.trimStart();
    const create = /^CREATE TABLE (?:IF NOT EXISTS )?`?([^\s`(]+)`?\s*\(/i.exec(text);
    if (create?.[1] !== undefined) columns.set(create[1], columnsOf(text.slice(create[0].length)));
    const insert = /^(?:INSERT|REPLACE) (?:IGNORE )?INTO `?([^\s`(]+)`?\s*(?:\(([^)]*)\))?\s*VALUES\s*/i.exec(text);
    const table = insert?.[1];
    if (insert === null || table === undefined || !wants(table)) continue;
    const names = insert[2]?.split(',').map((name) => name.trim().replaceAll('`', '')) ?? columns.get(table) ?? [];
    yield* rowsOf(text, insert[0].length, table, line, names);
  }
}

/** Words that begin a definition of something else than a column. */
const NO_COLUMN = /^(?:PRIMARY|UNIQUE|KEY|INDEX|FULLTEXT|SPATIAL|CONSTRAINT|FOREIGN|CHECK)$/i;

/** The columns among the definitions of a table, which commas separate, whether they stand in one line or in many. */
function columnsOf(definitions: string): string[] {
  let flat = definitions.replace(/'(?:[^'\\]|\\[^]|'')*'/g, '');
  // Commas within brackets separate something else; the innermost go first.
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat.replace(/\([^()]*\)/g, '');
  }
  return [...flat.matchAll(/(?:^|,)\s*(?:`([^`]+)`|(\w+))\s/g)].flatMap(([, quoted, plain = '']) => {
    if (quoted !== undefined) return [quoted];
    return NO_COLUMN.test(plain) ? [] : [plain];
  });
}

function* rowsOf(text: string, from: number, table: string, first: number, names: string[]): Generator<DumpRow> {
  let line = first + newlines(text, 0, from);
  let row: (string | null)[] = [];
  // A value is a quoted string, in which a quote is doubled or escaped, or anything up to the next comma or bracket.
  const token = /\s*(?:(\()|(\))|,|'((?:[^'\\]|\\[^]|'')*)'|([^\s,()']+))/y;
  token.lastIndex = from;
  let counted = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, open, close, quoted, plain] = match;
    if (open !== undefined) row = [];
    else if (quoted !== undefined) row.push(unescape(quoted));
    else if (plain !== undefined) row.push(plain.toUpperCase() === 'NULL' ? null : plain);
    else if (close !== undefined) {
      line += newlines(text, counted, token.lastIndex);
      counted = token.lastIndex;
      yield {
        table,
        line,
        values: Object.fromEntries(row.map((value, index) => [names[index] ?? String(index), value])),
      };
    }
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0', b: '\b', Z: '\u001a' };

// https://dev.mysql.com/doc/refman/8.4/en/string-literals.html
function unescape(quoted: string): string {
  return quoted.replace(/\\([^])|''/g, (_, escaped?: string) =>
    escaped === undefined ? "'" : (ESCAPED[escaped] ?? escaped),
  );
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
