import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { HttpReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { BucketContent } from '../template/buckets.ts';

/** Content types of our files, as the AWS CLI sets them when it copies files into a bucket. */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Answers like a private bucket that a distribution may read and list. */
export async function fromBucket(
  contents: readonly BucketContent[],
  rootObject: string,
  { method, target }: Pick<HttpRequest, 'method' | 'target'>,
): Promise<HttpReply> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(403, 'AccessForbidden');
  const key = keyOf(target.split('?')[0] ?? '');
  if (key === undefined || key.includes('\0')) return refusal(400, 'InvalidURI');
  for (const content of contents) {
    const reply = await fileReply(content, key === '' ? rootObject : key);
    if (reply !== undefined) return reply;
  }
  return refusal(404, 'NoSuchKey');
}

async function fileReply({ folder, cacheControl }: BucketContent, key: string): Promise<HttpReply | undefined> {
  // A bucket's keys are not paths: `..`, and a backslash on Windows, have no meaning.
  if (/(^|\/)\.|\\|\/$/.test(key)) return undefined;
  const file = join(folder, key);
  try {
    const body = await readFile(file);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const headers = [
      ['content-type', contentTypes[extname(file)] ?? 'binary/octet-stream'] as const,
      ['etag', etag] as const,
      ...(cacheControl === undefined ? [] : [['cache-control', cacheControl] as const]),
    ];
    return { status: 200, headers, body };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined;
    throw error;
  }
}

function keyOf(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
}

function refusal(status: number, code: string): HttpReply {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`);
  return { status, headers: [['content-type', 'application/xml']], body };
}
