/** The address of an article, if its ID appended to this makes one that a browser may be sent to. */
export function articleUrl(baseUrl: string | undefined, articleId: string): string | undefined {
  const text = `${baseUrl}${articleId}`;
  if (baseUrl === undefined || !URL.canParse(text)) return undefined;
  const { href, protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
