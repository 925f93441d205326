import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { headerOf } from '../http/headers.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { Encoding } from '../template/cache-policy.ts';

/** Types that this system serves and CloudFront compresses. */
const types = ['application/json', 'image/svg+xml', 'text/css', 'text/html', 'text/javascript'];

/** The encodings in `of` that the viewer accepts, in CloudFront's order of preference. */
export function acceptedEncodings({ headers }: Pick<HttpRequest, 'headers'>, of: readonly Encoding[]): Encoding[] {
  const accepted = headers
    .filter(([name]) => name.toLowerCase() === 'accept-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .filter((coding) => !/;\s*q=0(\.0*)?\s*$/.test(coding))
    .map((coding) => coding.split(';')[0]?.trim());
  return of.filter((encoding) => accepted.includes(encoding));
}

/**
 * The reply as CloudFront sends it to a viewer that accepts these encodings. It is compressed, with a weak tag, if its
 * type and its size of 1,000 to 10,000,000 bytes qualify.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */
export async function compressed(reply: HttpReply, [encoding]: readonly Encoding[]): Promise<HttpReply> {
  const type = headerOf(reply.headers, 'content-type')?.split(';')[0] ?? '';
  const size = reply.body.length;
  if (encoding === undefined || ![200, 403, 404].includes(reply.status)) return reply;
  if (!types.includes(type) || size < 1_000 || size > 10_000_000) return reply;
  if (headerOf(reply.headers, 'content-encoding') !== undefined) return reply;
  const headers = reply.headers.map(([name, value]) =>
    name === 'etag' ? ([name, value.startsWith('W/') ? value : `W/${value}`] as const) : ([name, value] as const),
  );
  return {
    ...reply,
    headers: [...headers, ['content-encoding', encoding], ['vary', 'Accept-Encoding']],
    body: await compress[encoding](reply.body),
  };
}

const compress = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
};
