import { open } from 'node:fs/promises';

/** Bytes per read. */
const CHUNK = 65_536;
const LINE_FEED = 0x0a;

/** Lines of a file, the last one first, without keeping the file in memory. */
export async function* readLinesBackwards(path: string): AsyncGenerator<string> {
  const file = await open(path);
  try {
    let bytes = Buffer.alloc(0);
    for (let end = (await file.stat()).size; end > 0; end = Math.max(0, end - CHUNK)) {
      const start = Math.max(0, end - CHUNK);
      const chunk = Buffer.alloc(end - start);
      await file.read(chunk, 0, chunk.length, start);
      // Split as bytes: a chunk may begin within a character.
      bytes = Buffer.concat([chunk, bytes]);
      for (let at = bytes.lastIndexOf(LINE_FEED); at >= 0; at = bytes.lastIndexOf(LINE_FEED)) {
        yield bytes.toString('utf8', at + 1);
        bytes = bytes.subarray(0, at);
      }
    }
    yield bytes.toString('utf8');
  } finally {
    await file.close();
  }
}
