/**
 * The ID of the article that a page shows: host and path of its canonical address, without query,
 * fragment and trailing slash. Escapes are decoded, so that `/caf%C3%A9` and `/café` are one article.
 *
 * @param address the page's own address
 * @param canonical the `href` of its canonical link as written, if it has one
 */
export function deriveArticleId(address: string, canonical?: string | null): string {
  const page = resolve(canonical ?? '', address);
  return decode(page.host + page.pathname.replace(/\/+$/, ''));
}

function resolve(canonical: string, address: string): URL {
  try {
    return new URL(canonical, address);
  } catch {
    return new URL(address);
  }
}

/** `decodeURI` keeps `%2F` and `%3F` apart from `/` and `?`; what it cannot decode stays. */
function decode(id: string): string {
  try {
    return decodeURI(id);
  } catch {
    return id;
  }
}
