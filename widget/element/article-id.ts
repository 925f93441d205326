import { attempt } from '../browser/attempt.ts';

/**
 * The ID of the article that a page shows: host and path of its canonical address, without query,
 * fragment and trailing slash. Escapes are decoded, so that `/caf%C3%A9` and `/café` are one article.
 *
 * @param address the page's own address
 * @param canonical the `href` of its canonical link as written, if it has one
 */
export function deriveArticleId(address: string, canonical?: string | null): string {
  const page = attempt(
    () => new URL(canonical ?? '', address),
    () => new URL(address),
  );
  const id = page.host + page.pathname.replace(/\/+$/, '');
  // `decodeURI` keeps `%2F` and `%3F` encoded; an ID that it cannot decode stays as it is.
  return attempt(
    () => decodeURI(id),
    () => id,
  );
}
