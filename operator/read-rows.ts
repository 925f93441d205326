import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import type { CastingContext, Info } from 'csv-parse';
import { OperatorError } from './operator-error.ts';

/** A row of a file, or why a line of it is none. */
export interface FileRow {
  /** From 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly fault?: string;
}

/** Rows of a CSV file with a head, of a file with a JSON object a line, or of one JSON array; as they are read. */
export async function* readRows(file: string, format: 'csv' | 'ndjson' | 'json'): AsyncGenerator<FileRow> {
  try {
    if (format === 'csv') yield* readCsv(file);
    else if (format === 'ndjson') yield* readNdjson(file);
    else yield* readJson(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new OperatorError(`${file} cannot be read: ${error.message}`, { cause: error });
  }
}

async function* readCsv(file: string): AsyncGenerator<FileRow> {
  const parser = parse({ bom: true, columns: true, info: true, skip_empty_lines: true, relax_column_count: true });
  const input = createReadStream(file);
  input.on('error', (error) => parser.destroy(error));
  let columns = 0;
  // The stream's type does not know what `info` does.
  for await (const row of input.pipe(parser) as AsyncIterable<{
    record: Record<string, string>;
    info: Info & CastingContext;
  }>) {
    columns ||= Object.keys(row.record).length;
    const line = row.info.lines;
    if (row.info.error !== undefined)
      yield { line, values: undefined, fault: 'it has another number of columns than the head' };
    else yield { line, values: row.record };
  }
}

async function* readNdjson(file: string): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++;
    if (text.trim() !== '') yield { line, ...parseObject(text) };
  }
}

async function* readJson(file: string): AsyncGenerator<FileRow> {
  let text = '';
  for await (const chunk of createReadStream(file, 'utf8')) text += chunk as string;
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) throw new OperatorError(`${file} is not a JSON array.`);
  for (const [index, row] of rows.entries()) yield { line: index + 1, ...objectOf(row) };
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
