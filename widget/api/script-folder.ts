/** The URL of the script's folder, which is also the API's base URL. */
export function scriptFolder(): string {
  return new URL('.', import.meta.url).href;
}
