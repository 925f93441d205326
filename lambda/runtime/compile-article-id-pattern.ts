/**
 * Compiles a pattern in RE2's syntax into a test that a whole article ID matches it, in time linear in the ID's length.
 * A backtracking engine such as RegExp may take hours for one ID.
 * @throws Error if the pattern is invalid
 */
export async function compileArticleIdPattern(pattern: string): Promise<(articleId: string) => boolean> {
  // Loaded only if a pattern is set, so that other cold starts stay short.
  const { RE2JS } = await import('re2js');
  const compiled = RE2JS.compile(pattern);
  return (articleId) => compiled.testExact(articleId);
}
