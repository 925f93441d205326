import { request } from './request.ts';
import type { Summary } from '../types.ts';

/** Summaries, and the header that limits their age in caches. */
export interface Reading {
  summaries_: Summary[];
  /** The header `Cache-Control`. */
  caching_: string | null;
}

/** Reads up to 50 summaries. */
export async function fetchSummaries(api: string, ids: string[], signal: AbortSignal): Promise<Reading> {
  // Sorted, so that the same articles give the same URL for caches.
  const response = await request(`${api}/v1/ratings?${articleQuery(ids.sort())}`, { signal });
  const { ratings } = (await response.json()) as { ratings: Summary[] };
  return { summaries_: ratings, caching_: response.headers.get('cache-control') };
}

/** Never throws, unlike `encodeURIComponent`: half a surrogate pair is sent as U+FFFD. */
export function articleQuery(ids: string[]): string {
  return String(new URLSearchParams(ids.map((id) => ['articleId', id])));
}
