import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { HttpReply } from './gateway/to-reply.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * The file of `folder` that a path names, or undefined if there is none; a folder stands for its `index.html`.
 *
 * @param path begins with a slash and is percent-decoded
 */
export async function staticFile(folder: string, path: string): Promise<HttpReply | undefined> {
  // Names that begin with a dot, among them `..`, are nobody's business; a backslash separates on Windows.
  if (/\/\.|\\|\0/.test(path)) return undefined;
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  try {
    const body = await readFile(file);
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    const headers = [['content-type', type] as const, ['cache-control', 'no-cache'] as const];
    return { status: 200, headers, body };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined;
    throw error;
  }
}
