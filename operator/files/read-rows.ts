import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { CsvError, parse } from 'csv-parse';
import type { CastingContext, Info } from 'csv-parse';
import { EXIT, OperatorError } from '../session/operator-error.ts';
import { truncatedFile } from './truncated-file.ts';
import { readText } from './read-text.ts';

/** A row of a file, or the fault of an invalid line. */
export interface FileRow {
  /** From 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly fault?: string;
  /** The property of phpMyAdmin's JSON that names a row's table. */
  readonly table?: string;
  readonly database?: string;
}

/** Streams the rows of a CSV file with a header, an NDJSON file or a JSON array. */
export async function* readRows(file: string, format: 'csv' | 'ndjson' | 'json'): AsyncGenerator<FileRow> {
  if (format === 'csv') yield* readCsv(file);
  else if (format === 'ndjson') yield* readNdjson(file);
  else yield* readJson(file);
}

async function* readCsv(file: string): AsyncGenerator<FileRow> {
  const { text, delimiter, skipped } = await dialectOf(readText(file));
  const parser = parse({
    ...{
      columns: (head: string[]) => head.map((name) => name.trim()),
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    },
    delimiter,
  });
  const input = Readable.from(text);
  input.on('error', (error) => parser.destroy(error));
  try {
    // The stream's type does not include the effect of `info`.
    for await (const row of input.pipe(parser) as AsyncIterable<{
      record: Record<string, string>;
      info: Info & CastingContext;
    }>) {
      const line = row.info.lines + skipped;
      if (row.info.error !== undefined)
        yield { line, values: undefined, fault: 'its number of columns differs from that of the header' };
      else yield { line, values: row.record };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const message = cause.code === 'CSV_QUOTE_NOT_CLOSED' ? UNCLOSED : `${cause.message}.`;
    throw new OperatorError(`${file} is not CSV: ${message}`, { cause, exitCode: EXIT.usage });
  }
}

const UNCLOSED = 'it ends within a quoted value. Is it truncated, or is a quote missing?';

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Detects the column separator from the header: Excel writes semicolons in locales with a decimal comma, and tabs as
 * "Unicode Text". Skips a line `sep=;`, which only Excel needs.
 */
async function dialectOf(chunks: AsyncGenerator<string>) {
  let begin = '';
  let head = await chunks.next();
  for (; head.done !== true; head = await chunks.next()) {
    begin += head.value;
    if (/\n[^\n]*\n/.test(begin)) break;
  }
  const separator = /^sep=(.)\r?\n/.exec(begin);
  if (separator !== null) begin = begin.slice(separator[0].length);
  const line = (/^[^\r\n]*/.exec(begin)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const times = (delimiter: string) => line.split(delimiter).length;
  const [likely = ','] = [...DELIMITERS].sort((a, b) => times(b) - times(a));
  const text = (async function* () {
    yield begin;
    yield* chunks;
  })();
  return { text, delimiter: separator?.[1] ?? likely, skipped: separator === null ? 0 : 1 };
}

async function* readNdjson(file: string): AsyncGenerator<FileRow> {
  let line = 0;
  const input = Readable.from(readText(file));
  const lines = createInterface({ input, crlfDelay: Infinity });
  // The readline interface does not pass on errors of its input.
  let failure: unknown;
  input.on('error', (error) => {
    failure = error;
    lines.close();
  });
  for await (const text of lines) {
    line++;
    if (text.trim() !== '') yield { line, ...parseObject(text) };
  }
  if (failure !== undefined) throw failure as Error;
}

async function* readJson(file: string): AsyncGenerator<FileRow> {
  let text = '';
  for await (const chunk of readText(file)) text += chunk;
  const rows = parseWhole(file, text);
  if (!Array.isArray(rows)) throw new OperatorError(`${file} is not a JSON array.`, { exitCode: EXIT.usage });
  let line = 0;
  const ofPhpMyAdmin = rows.some(isTable);
  for (const row of rows as unknown[]) {
    if (!isTable(row)) {
      // phpMyAdmin's header and the database's name.
      if (ofPhpMyAdmin) continue;
      yield { line: ++line, ...objectOf(row) };
      continue;
    }
    const { name: table, database = '', data } = row;
    for (const each of data) yield { line: ++line, table, database, ...objectOf(each) };
  }
}

/** Whether an element of phpMyAdmin's JSON is a table, not the header or the database's name. */
function isTable(value: unknown): value is { name: string; database?: string; data: unknown[] } {
  const { type, name, data } = (value ?? {}) as Record<string, unknown>;
  return type === 'table' && typeof name === 'string' && Array.isArray(data);
}

function parseWhole(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as Error;
    const end = text.trimEnd().length;
    const at = message.startsWith('Unexpected end') ? end : Number(/ at position (\d+)/.exec(message)?.[1] ?? -1);
    if (end > 0 && at >= end) throw truncatedFile(file, 'its last bracket is missing');
    throw new OperatorError(`${file} is not JSON: ${message}`, { cause, exitCode: EXIT.usage });
  }
}

function parseObject(text: string): Pick<FileRow, 'values' | 'fault'> {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return { values: undefined, fault: 'it is not JSON' };
  }
}

function objectOf(value: unknown): Pick<FileRow, 'values' | 'fault'> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { values: value as Record<string, unknown> };
  return { values: undefined, fault: 'it is not a JSON object' };
}
