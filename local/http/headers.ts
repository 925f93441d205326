/** The headers of a request or a reply, in order, with repeated names. */
export type HttpHeaders = readonly (readonly [name: string, value: string])[];

/**
 * The first value of a header.
 *
 * @param wanted in lower case
 */
export function headerOf(headers: HttpHeaders, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
