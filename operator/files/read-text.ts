import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { EXIT, OperatorError } from '../session/operator-error.ts';

/** Paths of standard input, which Node cannot open if standard input is a socket. */
export const STDIN: ReadonlySet<string> = new Set(['-', '/dev/stdin', '/dev/fd/0']);

/** Binary file formats by their first bytes, with the remedy for each. */
const NOT_TEXT: readonly (readonly [magic: string, advice: string])[] = [
  ['504b0304', 'a zip archive or an Excel workbook: unpack it, or save it in Excel as "CSV UTF-8"'],
  ['d0cf11e0', 'an Excel workbook: save it in Excel as "CSV UTF-8"'],
  ['425a68', 'compressed by bzip2: bunzip2 it'],
  ['fd377a585a00', 'compressed by xz: unxz it'],
  ['28b52ffd', 'compressed by zstd: unzstd it'],
  ['53514c69746520666f726d61742033', 'a SQLite database: the ratings must come from MySQL or MariaDB'],
];

/**
 * Streams the text of a file, or of standard input (`-`): unpacks gzip, and decodes UTF-16 as well as UTF-8.
 *
 * @param file its name, also for messages
 * @param strict refuses bytes that are not UTF-8; otherwise they become U+FFFD, as in a dump's binary columns
 * @throws OperatorError if the file cannot be read or is not text
 */
export async function* readText(file: string, strict = true): AsyncGenerator<string> {
  const stream: Readable = STDIN.has(file) ? process.stdin : createReadStream(file);
  try {
    let decoder: TextDecoder | undefined;
    for await (const chunk of unpacked(stream, file)) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: strict });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder !== undefined) yield decoder.decode();
  } catch (error) {
    throw readFailure(file, error);
  }
}

async function* unpacked(stream: Readable, file: string): AsyncGenerator<Buffer> {
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const magic = first.value.subarray(0, 16).toString('hex');
  const fault = NOT_TEXT.find(([begin]) => magic.startsWith(begin))?.[1];
  if (fault !== undefined) throw new OperatorError(`${file} is ${fault}.`, { exitCode: EXIT.usage });
  const rest = { [Symbol.asyncIterator]: () => chunks };
  if (!magic.startsWith('1f8b')) {
    yield first.value;
    yield* rest;
    return;
  }
  const gunzip = createGunzip();
  const feed = async () => {
    gunzip.write(first.value);
    for await (const chunk of rest) {
      if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once('drain', resolve));
    }
    gunzip.end();
  };
  feed().catch((error: unknown) => gunzip.destroy(error as Error));
  yield* gunzip as AsyncIterable<Buffer>;
}

/**
 * Detects UTF-16 by its byte order mark (PowerShell's `>` writes one) or, for ASCII text, by zeros in every other byte.
 */
function encodingOf(begin: Buffer): string {
  if (begin[0] === 0xff && begin[1] === 0xfe) return 'utf-16le';
  if (begin[0] === 0xfe && begin[1] === 0xff) return 'utf-16be';
  const zeros = [0, 1, 2, 3].filter((index) => begin[index] === 0).join();
  if (zeros === '1,3') return 'utf-16le';
  if (zeros === '0,2') return 'utf-16be';
  return 'utf-8';
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8; in Excel, save it as "CSV UTF-8"',
  Z_BUF_ERROR: 'the archive is truncated; copy it again',
  Z_DATA_ERROR: 'the archive is damaged; copy it again',
};

/** Errors with which the same command would fail again. */
const OF_THE_FILE = new Set(['ENOENT', 'EISDIR', 'ERR_ENCODING_INVALID_ENCODED_DATA', 'Z_BUF_ERROR', 'Z_DATA_ERROR']);

function readFailure(file: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const exitCode = OF_THE_FILE.has(code) ? EXIT.usage : EXIT.failed;
  return new OperatorError(`${file} cannot be read: ${WORDS[code] ?? message}.`, { cause: error, exitCode });
}
