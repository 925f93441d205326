import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';

export type Format = 'csv' | 'ndjson';
export type Row = Readonly<Record<string, string | number | boolean>>;

export interface RowWriter {
  readonly lines: number;
  /** Resolves when the sink accepts more data (backpressure). */
  write(rows: readonly Row[]): Promise<void>;
}

/** Writes rows as CSV with a header (RFC 4180, but lines end in LF) or NDJSON; equal rows give equal bytes. */
export function writerOf(format: Format, columns: readonly string[], sink: Writable): RowWriter {
  let lines = 0;
  const text = (rows: readonly Row[]) =>
    format === 'csv'
      ? stringify(rows as Row[], { columns: [...columns], cast: { boolean: (value) => (value ? 'true' : '') } })
      : rows
          .map((row) => `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])))}\n`)
          .join('');
  const head = format === 'csv' ? `${columns.join()}\n` : '';
  if (head !== '') sink.write(head);
  return {
    get lines() {
      return lines;
    },
    async write(rows) {
      if (rows.length === 0) return;
      lines += rows.length;
      // A failed stream accepts no data and never drains.
      if (sink.errored) throw sink.errored;
      if (!sink.write(text(rows))) await once(sink, 'drain');
    },
  };
}
