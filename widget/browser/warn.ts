const warned = new Set<string>();

/** Warns the site's owner of a mistake, once. */
export function warn(text: string): void {
  if (warned.has(text)) return;
  warned.add(text);
  // eslint-disable-next-line no-console -- the only way to reach the site's owner
  console.warn(`article-rating: ${text}`);
}
