import { createContext, runInContext } from 'node:vm';
import type { HttpReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';

/** A CloudFront function for viewer requests. It returns a new target or a reply. */
export type ViewerRequest = (request: HttpRequest) => { readonly target: string } | { readonly reply: HttpReply };

interface Result {
  readonly uri: string;
  readonly querystring: unknown;
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, { readonly value: string }>>;
  readonly body?: { readonly data: string };
}

// The documented methods of these classes beyond ES 5.1; V8 has more.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
const restrict = `
  const keep = (of, names) => {
    for (const name of Object.getOwnPropertyNames(of)) if (!names.includes(name)) delete of[name];
  };
  keep(String.prototype, ['constructor', 'length', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'endsWith', 'includes', 'indexOf',
    'lastIndexOf', 'localeCompare', 'match', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'search', 'slice', 'split',
    'startsWith', 'substr', 'substring', 'toLowerCase', 'toString', 'toUpperCase', 'trim', 'trimEnd', 'trimStart', 'valueOf']);
  keep(Array.prototype, ['constructor', 'length', 'concat', 'copyWithin', 'every', 'fill', 'filter', 'find', 'findIndex', 'forEach',
    'includes', 'indexOf', 'join', 'lastIndexOf', 'map', 'pop', 'push', 'reduce', 'reduceRight', 'reverse', 'shift', 'slice', 'some',
    'sort', 'splice', 'toString', 'unshift']);
  for (const name of ['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'Intl', 'Iterator', 'BigInt', 'Atomics',
    'SharedArrayBuffer', 'WebAssembly', 'FinalizationRegistry', 'escape', 'unescape']) delete globalThis[name];
`;

/**
 * Runs the code of a CloudFront function in a separate V8 context, with only the methods of
 * CloudFront's runtime. New syntax is not refused here; a test looks for it.
 *
 * @throws any error of the code; CloudFront would answer 503
 */
export function edgeFunction(code: string): ViewerRequest {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(`(() => {${restrict}})()`, context);
  const handler = runInContext(`'use strict'; ${code}\nhandler`, context) as (event: unknown) => Result;
  return (request) => {
    const [, uri = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(request.target) ?? [];
    const result = handler(eventOf(request, uri, query));
    if (result.statusCode !== undefined) return { reply: replyOf(result.statusCode, result) };
    const changed = typeof result.querystring === 'string' ? result.querystring : query;
    return { target: changed === undefined ? result.uri : `${result.uri}?${changed}` };
  };
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html, without cookies.
 */
function eventOf({ method, headers, sourceIp }: HttpRequest, uri: string, query: string | undefined): object {
  return {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: sourceIp },
    request: {
      method,
      uri,
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/general-helper-methods.html
      rawQueryString: () => query,
      querystring: {},
      headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), { value }])),
      cookies: {},
    },
  };
}

function replyOf(status: number, { headers = {}, body }: Result): HttpReply {
  return {
    status,
    headers: [
      ...Object.entries(headers).map(([name, { value }]) => [name, value] as const),
      ['x-cache', 'FunctionGeneratedResponse from cloudfront'],
    ],
    body: Buffer.from(body?.data ?? ''),
  };
}
