/** Replaces `../api/script-folder.ts`: a bundle does not reveal the API's origin, so the default is the page's own. */
export function scriptFolder(): string {
  return `${location.origin}/`;
}
