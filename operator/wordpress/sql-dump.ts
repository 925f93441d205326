import { EXIT, OperatorError } from '../session/operator-error.ts';
import { truncatedFile } from '../files/truncated-file.ts';
import { readText } from '../files/read-text.ts';
import { readStatements } from './sql-statements.ts';
import { refuseTruncatedDump } from './refuse-truncated-dump.ts';

/** A row that a dump inserts into a table; columns are named as in the dump, NULL is null. */
export interface DumpRow {
  /** The database, if the dump has several; otherwise empty. */
  readonly database: string;
  /** Table name with the site's prefix, e.g. `wp_postmeta`. */
  readonly table: string;
  readonly line: number;
  readonly values: Readonly<Record<string, string | null>>;
}

/** A name: unquoted, quoted by MySQL, or quoted by `--compatible=ansi`. */
const NAME = /(?:`([^`]+)`|"([^"]+)"|([^\s`"(.;]+))/.source;
const CREATE = new RegExp(`^CREATE TABLE (?:IF NOT EXISTS )?(?:${NAME}\\s*\\.\\s*)?${NAME}\\s*\\(`, 'i');
const INSERT = new RegExp(
  `^(?:INSERT|REPLACE) (?:LOW_PRIORITY |DELAYED |IGNORE )*INTO (?:${NAME}\\s*\\.\\s*)?${NAME}\\s*(?:\\(([^)]*)\\))?\\s*VALUES\\s*`,
  'i',
);
const USE = new RegExp(`^USE ${NAME}`, 'i');

/**
 * Streams the rows of a MySQL or MariaDB dump from mysqldump, phpMyAdmin or WP-CLI. Parses the
 * output of these: CREATE TABLE, INSERT INTO with or without columns and with any number of rows,
 * quoted strings and comments.
 * @param wants whether a table's rows are of interest; others are skipped
 * @throws OperatorError if the dump is truncated, or does not name a table's columns
 */
export async function* readDump(file: string, wants: (table: string) => boolean): AsyncGenerator<DumpRow> {
  const columns = new Map<string, string[]>();
  let used = '';
  for await (const { text: raw, line, ended } of readStatements(refuseTruncatedDump(file, readText(file, false)))) {
    const text = raw.trimStart();
    if (!ended && text !== '') throw truncatedFile(file, `the statement in line ${line} does not end with a semicolon`);
    const use = USE.exec(text);
    if (use !== null) used = nameIn(use, 1);
    const create = CREATE.exec(text);
    if (create !== null)
      columns.set(keyOf(nameIn(create, 1) || used, nameIn(create, 4)), columnsOf(text.slice(create[0].length)));
    const insert = INSERT.exec(text);
    if (insert === null) continue;
    const [database, table] = [nameIn(insert, 1) || used, nameIn(insert, 4)];
    if (!wants(table)) continue;
    const names =
      insert[7]?.split(',').map((name) => name.trim().replace(/^([`"])(.*)\1$/, '$2')) ??
      columns.get(keyOf(database, table)) ??
      columns.get(keyOf('', table));
    if (names === undefined) {
      const message = `${file}:${line}: the column names of ${table} are missing. Dump it again without --no-create-info, or with --complete-insert.`;
      throw new OperatorError(message, { exitCode: EXIT.usage });
    }
    yield* rowsOf(text, insert[0].length, { database, table }, line, names);
  }
}

function keyOf(database: string, table: string): string {
  return `${database} ${table}`;
}

/** The name that one of the three groups from `first` on has matched. */
function nameIn(match: RegExpExecArray, first: number): string {
  return match[first] ?? match[first + 1] ?? match[first + 2] ?? '';
}

/** First words of definitions that are not columns. */
const NO_COLUMN = /^(?:PRIMARY|UNIQUE|KEY|INDEX|FULLTEXT|SPATIAL|CONSTRAINT|FOREIGN|CHECK)$/i;

/** The columns in a table's definitions, which are separated by commas, on one line or several. */
function columnsOf(definitions: string): string[] {
  let flat = definitions.replace(/'(?:[^'\\]|\\[^]|'')*'/g, '');
  // Removes brackets with their commas, the innermost first.
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat.replace(/\([^()]*\)/g, '');
  }
  return [...flat.matchAll(/(?:^|,)\s*(?:[`"]([^`"]+)[`"]|(\w+))\s/g)].flatMap(([, quoted, plain = '']) => {
    if (quoted !== undefined) return [quoted];
    return NO_COLUMN.test(plain) ? [] : [plain];
  });
}

function* rowsOf(
  text: string,
  from: number,
  of: Pick<DumpRow, 'database' | 'table'>,
  first: number,
  names: string[],
): Generator<DumpRow> {
  let line = first + newlines(text, 0, from);
  let row: (string | null)[] = [];
  // A value is a quoted string, in which a quote is doubled or escaped, or anything up to the next comma or bracket. A
  // prefix of a string, as in _binary '…', is not a value.
  const token =
    /\s*(?:(\()|(\))|,|(?:_\w+\s*|[bnx])?(?:'((?:[^'\\]|\\[^]|'')*)'|"((?:[^"\\]|\\[^]|"")*)")|([^\s,()'"]+))/iy;
  token.lastIndex = from;
  let counted = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, open, close, single, double, plain] = match;
    if (open !== undefined) row = [];
    else if (single !== undefined) row.push(unescape(single, "'"));
    else if (double !== undefined) row.push(unescape(double, '"'));
    else if (plain !== undefined) row.push(plain.toUpperCase() === 'NULL' ? null : plain);
    else if (close !== undefined) {
      line += newlines(text, counted, token.lastIndex);
      counted = token.lastIndex;
      yield {
        ...of,
        line,
        values: Object.fromEntries(row.map((value, index) => [names[index] ?? String(index), value])),
      };
    }
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0', b: '\b', Z: '\u001a' };

// https://dev.mysql.com/doc/refman/8.4/en/string-literals.html
function unescape(quoted: string, quote: string): string {
  return quoted.replace(/\\([^])|''|""/g, (doubled, escaped?: string) => {
    if (escaped !== undefined) return ESCAPED[escaped] ?? escaped;
    return doubled[0] === quote ? quote : doubled;
  });
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
