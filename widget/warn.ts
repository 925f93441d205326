const warned = new Set<string>();

/** Tells the site's owner of a mistake, once. */
export function warn(text: string): void {
  if (warned.has(text)) return;
  warned.add(text);
  // eslint-disable-next-line no-console -- the only way to tell the site's owner
  console.warn(`article-rating: ${text}`);
}
