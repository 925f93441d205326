/**
 * Tells whether the whole of an article ID matches a pattern in RE2's syntax, in time linear to the ID's length. An engine that
 * backtracks, as that of RegExp, can be kept busy for hours by one ID.
 * @throws Error if it is no such pattern
 */
export async function compileArticleIdPattern(pattern: string): Promise<(articleId: string) => boolean> {
  // Loaded only where a pattern is set, so that nobody else's start pays for it.
  const { RE2JS } = await import('re2js');
  const compiled = RE2JS.compile(pattern);
  return (articleId) => compiled.testExact(articleId);
}
