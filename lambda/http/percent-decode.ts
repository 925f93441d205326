import { InvalidArticleId } from '../domain/errors.ts';

/**
 * Decodes a parameter's value. URLSearchParams would turn bytes that are no UTF-8 into U+FFFD, so that different IDs became one.
 * @throws InvalidArticleId
 */
export function percentDecode(text: string, name = 'articleId'): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new InvalidArticleId(`${name} must be percent-encoded UTF-8.`);
  }
}
