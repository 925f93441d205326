import { openApi, resolve } from '../support/openapi.ts';
import type { Example } from '../support/openapi.ts';

export interface ProblemExample {
  readonly code: string;
  /** The status of its answer. */
  readonly status: number;
  readonly value: Example['value'];
}

/** All examples of problem documents. */
export function problemExamples(): ProblemExample[] {
  const { NotFound, MethodNotAllowed } = openApi.components.responses;
  return Object.values(openApi.paths)
    .flatMap((operations) => Object.values(operations))
    .flatMap(({ responses }) => Object.entries(responses))
    .concat([
      ['404', NotFound],
      ['405', MethodNotAllowed],
    ])
    .flatMap(([status, { content }]) =>
      Object.entries(content?.['application/problem+json']?.examples ?? {}).map(([code, example]) => ({
        code,
        status: Number(status),
        value: resolve(example).value,
      })),
    );
}

/** The example of a code in docs/openapi.json; the same for every answer with this code. */
export function exampleOf(code: string): Example['value'] | undefined {
  return problemExamples().find((example) => example.code === code)?.value;
}
