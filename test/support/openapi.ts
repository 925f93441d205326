import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Reference {
  readonly $ref: string;
}

export interface Header {
  /** Whether every answer with this status has the header. */
  readonly required?: boolean;
  /** The content type with which every answer of this status has the header. */
  readonly 'x-required-with'?: string;
  readonly schema: object;
}

export interface Media {
  readonly schema: object;
  readonly examples?: Readonly<Record<string, Example | Reference>>;
}

export interface Example {
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Response {
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Response>>;
}

/** The parts of docs/openapi.json that the tests need. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: {
      readonly Problem: { readonly properties: { readonly code: { readonly enum: readonly string[] } } };
      readonly Vote: { readonly properties: Readonly<Record<string, object>> };
    };
    readonly responses: Readonly<Record<'NotFound' | 'MethodNotAllowed', Response>>;
  };
}

export const openApi = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as OpenApi;

/** Resolves a reference within the document; returns any other value unchanged. */
export function resolve<T extends object>(value: T | Reference): T {
  if (!('$ref' in value)) return value;
  const path = value.$ref.split('/').slice(1);
  return path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], openApi) as T;
}

/** The answers to an unsupported method and to an unknown path. */
const elsewhere = new Map([
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
] as const);

/** The documented answer with its place in the document, undefined if there is none. */
export function responseTo(
  method: string,
  path: string,
  status: number,
): { response: Response; pointer: string } | undefined {
  const operation = openApi.paths[path]?.[method.toLowerCase()];
  const response = operation?.responses[status];
  if (response !== undefined) {
    const at = path.replaceAll('/', '~1');
    return { response, pointer: `#/paths/${at}/${method.toLowerCase()}/responses/${status}` };
  }
  const name = operation === undefined ? elsewhere.get(status as 404 | 405) : undefined;
  return name && { response: openApi.components.responses[name], pointer: `#/components/responses/${name}` };
}
