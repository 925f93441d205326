/** In place of `../home.ts`: a bundle says nothing of where the API is, so it is taken to be on the page's own host. */
export function home(): string {
  return `${location.origin}/`;
}
