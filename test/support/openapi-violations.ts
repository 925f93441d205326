import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { openApi, resolve, responseTo } from './openapi.ts';
import type { Response } from './openapi.ts';

/** A request to the API and its answer, as a client sees them. */
export interface Exchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string;
}

/** Headers of HTTP itself, which any server or proxy may add. */
const TRANSPORT = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

// Not strict: OpenAPI's own members are not keywords of JSON Schema.
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(openApi, 'openapi');

/** Deviations of an answer from docs/openapi.json; empty if there are none. */
export function violations({ method, path, status, headers, body }: Exchange): string[] {
  const documented = responseTo(method, path, status);
  if (documented === undefined) return [`${method} ${path} answers ${status}, which is not documented`];
  const sent = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  const type = sent.get('content-type')?.split(';')[0]?.trim() ?? '';
  return [
    ...wrongHeaders(documented.response, sent, type),
    ...wrongBody(documented.response, documented.pointer, method, type, body),
  ].map((what) => `${method} ${path} answers ${status}: ${what}`);
}

function wrongHeaders({ headers = {} }: Response, sent: ReadonlyMap<string, string>, type: string): string[] {
  const documented = new Map(
    Object.entries(headers).map(([name, header]) => [name.toLowerCase(), resolve(header)] as const),
  );
  const missing = [...documented].flatMap(([name, header]) =>
    !sent.has(name) && (header.required || header['x-required-with'] === type) ? [`the header ${name} is missing`] : [],
  );
  const wrong = [...sent].flatMap(([name, value]) => {
    if (TRANSPORT.has(name)) return [];
    const header = documented.get(name);
    if (header === undefined) return [`the header ${name} is not documented`];
    const valid: boolean = validator(header.schema)(value);
    return valid ? [] : [`the header ${name} is not documented to be ${value}`];
  });
  return [...missing, ...wrong];
}

function wrongBody({ content }: Response, pointer: string, method: string, type: string, body: string): string[] {
  if (body === '') return content === undefined || method === 'HEAD' ? [] : ['there is no body'];
  if (content === undefined) return ['there is a body'];
  if (content[type] === undefined) return [`a body of type ${type} is not documented: ${body}`];
  const check = validator({ $ref: `openapi${pointer}/content/${type.replaceAll('/', '~1')}/schema` });
  const valid: boolean = check(type.endsWith('json') ? JSON.parse(body) : body);
  if (valid) return [];
  return [`${ajv.errorsText(check.errors)} in ${body}`];
}

const validators = new Map<string, ValidateFunction>();

function validator(schema: object): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key) ?? ajv.compile(schema);
  validators.set(key, known);
  return known;
}
