import { InvalidArticleId } from '../domain/errors.ts';

/**
 * Decodes a parameter's value. URLSearchParams would replace bytes that are not UTF-8 with U+FFFD and so merge
 * different IDs.
 * @throws InvalidArticleId
 */
export function percentDecode(text: string, name = 'articleId'): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new InvalidArticleId(`${name} must be percent-encoded UTF-8.`);
  }
}
