import { setFlagsFromString } from 'node:v8';
import { writeFailure } from '../operator/files/file-failure.ts';
import { ratings } from '../operator/program.ts';

// Halves what reading a million votes takes, at the same speed: otherwise the heap grows before it is collected.
setFlagsFromString('--optimize-for-size');

const interrupted = new AbortController();
// Once asks to stop where it is safe, which takes a moment; twice ends it at once, which is safe as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
// A closed pipe, as of `ratings export | head`, is the reader's decision.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`${writeFailure('Standard output', error).message}\n`, () => process.exit(3));
});

process.exitCode = await ratings(process.argv.slice(2), interrupted.signal);
