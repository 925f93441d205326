/**
 * Tells whether the whole of an article ID matches a pattern in RE2's syntax, in time linear to the ID's length. A
 * backtracking engine, such as that of RegExp, may take hours for one ID.
 * @throws Error if it is not such a pattern
 */
export async function compileArticleIdPattern(pattern: string): Promise<(articleId: string) => boolean> {
  // Loaded only if a pattern is set, so that other cold starts do not pay for it.
  const { RE2JS } = await import('re2js');
  const compiled = RE2JS.compile(pattern);
  return (articleId) => compiled.testExact(articleId);
}
