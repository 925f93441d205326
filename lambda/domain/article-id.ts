import { InvalidArticleId } from './errors.ts';

declare const brand: unique symbol;

/** An opaque article ID in Unicode NFC, 1 to 512 bytes of UTF-8 without control characters or U+FFFD. */
export type ArticleId = string & { readonly [brand]: 'ArticleId' };

const MAX_BYTES = 512;

/** An ID that no article can have: the warm-up reads it. */
export const NO_ARTICLE = '' as ArticleId;

/** @throws InvalidArticleId */
export function parseArticleId(value: unknown): ArticleId {
  if (typeof value !== 'string' || value === '') throw new InvalidArticleId('articleId must be a non-empty string.');
  if (!value.isWellFormed()) throw new InvalidArticleId('articleId must not contain lone surrogates.');
  // Decoders replace bytes that are not UTF-8 with U+FFFD; API Gateway does so with a text body
  // before this code runs. Accepting U+FFFD would merge different IDs.
  if (value.includes('\ufffd'))
    throw new InvalidArticleId('articleId must not contain U+FFFD: it was not sent as UTF-8.');
  const id = value.normalize('NFC');
  if (/\p{Cc}/u.test(id)) throw new InvalidArticleId('articleId must not contain control characters.');
  // The normalized ID is stored, and normalization can lengthen it, so its length is checked.
  if (Buffer.byteLength(id) > MAX_BYTES) {
    throw new InvalidArticleId(`articleId must not be longer than ${MAX_BYTES} bytes of UTF-8 in Unicode NFC.`);
  }
  return id as ArticleId;
}

/** The article ID in a text; undefined if it is not valid. */
export function articleIdIn(text: string): ArticleId | undefined {
  try {
    return parseArticleId(text);
  } catch (error) {
    if (error instanceof InvalidArticleId) return undefined;
    throw error;
  }
}

/** Host and path of an address without slashes at the end, as in the IDs that the widget derives. */
export function hostAndPath(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/+$/, '');
}
