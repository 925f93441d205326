/** The article's URL: `baseUrl` plus its ID, if that is a valid HTTP URL. */
export function articleUrl(baseUrl: string | undefined, articleId: string): string | undefined {
  const text = `${baseUrl}${articleId}`;
  if (baseUrl === undefined || !URL.canParse(text)) return undefined;
  const { href, protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
