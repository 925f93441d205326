import { truncatedFile } from '../files/truncated-file.ts';

/** First lines of each program's dumps, and last lines of complete ones. */
const MARKS: readonly (readonly [begin: RegExp, end: RegExp])[] = [
  // mysqldump, mariadb-dump and phpMyAdmin restore at the end the variables that they set at the beginning.
  [/@OLD_CHARACTER_SET_CLIENT=@@/, /=@OLD_CHARACTER_SET_CLIENT\b/],
  [/^-- (?:MySQL|MariaDB) dump /m, /^-- Dump completed/m],
  [/^START TRANSACTION;/m, /^COMMIT;/m],
];

const WINDOW = 4096;

/**
 * Passes a dump through.
 * @throws OperatorError at the end, if the dump is truncated
 */
export async function* refuseTruncatedDump(file: string, chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let begin = '';
  let end = '';
  for await (const chunk of chunks) {
    if (begin.length < WINDOW) begin += chunk.slice(0, WINDOW);
    end = (end + chunk).slice(-WINDOW);
    yield chunk;
  }
  const mark = MARKS.find(([begins]) => begins.test(begin));
  if (mark !== undefined && !mark[1].test(end)) throw truncatedFile(file, 'its last line is missing');
}
