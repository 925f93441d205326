import type { HttpHeaders } from './headers.ts';

/** An HTTP response, ready to be written. */
export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: HttpHeaders;
  readonly body: Buffer;
}
