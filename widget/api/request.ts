/** The API's refusal of a request. */
export interface Refusal {
  code?: string;
  status: number;
  /** The challenge to solve before the vote is accepted. */
  challenge?: unknown;
}

/** Rejects with a {@link Refusal}, or with the error of `fetch`. */
export async function request(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, credentials: 'omit' });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => {})) as Partial<Refusal> | null;
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- never leaves the widget, which needs no stack
  throw { ...problem, status: response.status } satisfies Refusal;
}

/** The text `offline` or `busy` if the visitor can only wait, otherwise `otherwise`. */
export function reasonOf<Text>(error: unknown, otherwise: Text): Text | 'offline' | 'busy' {
  const { status } = error as Partial<Refusal>;
  return !navigator.onLine ? 'offline' : status === 429 || status === 503 ? 'busy' : otherwise;
}
