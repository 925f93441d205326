import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';

interface Headers {
  readonly [name: string]: { readonly $ref?: string; readonly schema?: object };
}

interface Response {
  readonly headers?: Headers;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

type Operation = { readonly responses: Readonly<Record<string, Response>> };

/** As much of docs/openapi.json as the contract needs. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly 'x-common-headers': Headers;
  readonly components: {
    readonly schemas: { readonly Problem: { readonly properties: { readonly code: { readonly enum: string[] } } } };
    readonly responses: Readonly<Record<string, Response>>;
  };
}

export const openApi = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as OpenApi;

/** An exchange with the API, as a client sees it. */
export interface Exchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string;
}

// OpenAPI's own members are no keywords of JSON Schema.
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(openApi, 'openapi');

/** Answers of paths and methods that are not there. */
const SHARED = new Map([
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
]);

/** Of HTTP itself, added by whatever server stands between. */
const TRANSPORT = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

/** What in an answer docs/openapi.json does not say; empty where it says all of it. */
export function violations({ method, path, status, headers, body }: Exchange): string[] {
  const found = responseOf(method, path, status);
  if (found === undefined) return [`${method} ${path} answers ${status}, which is not documented`];
  const { response, pointer } = found;
  const sent = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  return [...wrongHeaders(response, sent), ...wrongBody(response, pointer, method, sent.get('content-type'), body)].map(
    (what) => `${method} ${path} answers ${status}: ${what}`,
  );
}

function responseOf(method: string, path: string, status: number) {
  const operation = openApi.paths[path]?.[method.toLowerCase()];
  const response = operation?.responses[status];
  if (response !== undefined) {
    const at = path.replaceAll('/', '~1');
    return { response, pointer: `openapi#/paths/${at}/${method.toLowerCase()}/responses/${status}` };
  }
  const shared = operation === undefined ? SHARED.get(status) : undefined;
  if (shared === undefined) return undefined;
  return { response: openApi.components.responses[shared] ?? {}, pointer: `openapi#/components/responses/${shared}` };
}

function wrongHeaders({ headers = {} }: Response, sent: ReadonlyMap<string, string>): string[] {
  const documented = new Map(
    [...Object.entries(openApi['x-common-headers']), ...Object.entries(headers)].map(
      ([name, header]) => [name.toLowerCase(), header] as const,
    ),
  );
  return [...sent].flatMap(([name, value]) => {
    if (TRANSPORT.has(name)) return [];
    const header = documented.get(name);
    if (header === undefined) return [`the header ${name} is not documented`];
    const schema = header.$ref === undefined ? header.schema : { $ref: `openapi${header.$ref}/schema` };
    const valid: boolean = validator(JSON.stringify(schema))(value);
    return valid ? [] : [`${name}: ${value} is not as documented`];
  });
}

function wrongBody(
  { content }: Response,
  pointer: string,
  method: string,
  type: string | undefined,
  body: string,
): string[] {
  if (body === '') return content === undefined || method === 'HEAD' ? [] : ['there is no body'];
  if (content === undefined) return ['there is a body'];
  const media = type?.split(';')[0]?.trim() ?? '';
  if (content[media] === undefined) return [`a body of type ${media} is not documented: ${body}`];
  const check = validator(JSON.stringify({ $ref: `${pointer}/content/${media.replaceAll('/', '~1')}/schema` }));
  if (check(JSON.parse(body))) return [];
  return [`${ajv.errorsText(check.errors)} in ${body}`];
}

const validators = new Map<string, ValidateFunction>();

function validator(schema: string): ValidateFunction {
  const known = validators.get(schema) ?? ajv.compile(JSON.parse(schema) as object);
  validators.set(schema, known);
  return known;
}
