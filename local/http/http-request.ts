import type { HttpHeaders } from './headers.ts';

/** An HTTP request as received. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, still percent-encoded. */
  readonly target: string;
  /** In the order of arrival; names in any case. */
  readonly headers: HttpHeaders;
  readonly body: Buffer;
  /** Whether the body was over the limit and is missing. */
  readonly bodyCut?: boolean;
  readonly sourceIp: string;
  readonly sourcePort?: number | undefined;
}
