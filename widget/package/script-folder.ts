/**
 * Replaces `../api/script-folder.ts`: a bundle does not contain the API's origin, so the default is the page's origin.
 */
export function scriptFolder(): string {
  return `${location.origin}/`;
}
