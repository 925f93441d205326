/** Where the script came from: the API is there, too. */
export function home(): string {
  return new URL('.', import.meta.url).href;
}
