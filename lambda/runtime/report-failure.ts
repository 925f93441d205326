import { inspect } from 'node:util';

/** Logs a failure whole, as one line of JSON, with the request ID by which the access log knows it. */
export function reportFailure(error: unknown, requestId: string): void {
  process.stderr.write(JSON.stringify({ level: 'ERROR', requestId, error: inspect(error, { depth: 1 }) }) + '\n');
}
