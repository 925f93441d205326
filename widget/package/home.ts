/** Replaces `../api/home.ts`: a bundle does not reveal the API's origin, so the default is the page's own. */
export function home(): string {
  return `${location.origin}/`;
}
