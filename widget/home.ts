/** The script's origin, which is also the API's. */
export function home(): string {
  return new URL('.', import.meta.url).href;
}
