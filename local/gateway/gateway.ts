import type { FunctionRunner } from '../functions/function-runner.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { messageReply, internalServerError } from '../http/message-reply.ts';
import type { HttpApi } from '../template/http-api.ts';
import { preflightReply, withCors } from './cors.ts';
import { matchRoute } from './match-route.ts';
import { throttleRoutes } from './throttle.ts';
import { decodePath, toEvent } from './to-event.ts';
import { toReply } from './to-reply.ts';

/** Answers a request as API Gateway would. */
export type Gateway = (request: HttpRequest, requestId: string) => Promise<HttpReply>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const gatewayLimits = { bodyBytes: 10 * 1024 * 1024, headerBytes: 10_240, headerStatus: 431 } as const;

/** The gateway of a template's HTTP API; `functions` are given by name. */
export function createGateway(api: HttpApi, functions: ReadonlyMap<string, FunctionRunner>): Gateway {
  const mayPass = throttleRoutes(api.routes);
  const answer: Gateway = async (request, requestId) => {
    if (headerBytes(request) > gatewayLimits.headerBytes) return messageReply(431, 'Request Header Fields Too Large');
    if (request.bodyCut) return messageReply(413, 'Request Entity Too Large');
    const path = decodePath(request.target);
    if (path === undefined) return messageReply(400, 'Bad Request');
    if (request.method === 'OPTIONS') return preflightReply(api.cors, request.headers);
    const route = matchRoute(api, request.method, path);
    if (!mayPass(route.key)) return withCors(api.cors, request.headers, messageReply(429, 'Too Many Requests'));
    const event = toEvent(request, route.key, { apiId: api.id, requestId, time: new Date() });
    const { functionName, timeoutMs } = route;
    const reply = await callFunction(functions.get(functionName), event, requestId, timeoutMs);
    return withCors(api.cors, request.headers, reply);
  };
  return async (request, requestId) => {
    const reply = await answer(request, requestId);
    return { ...reply, headers: [...reply.headers, ['apigw-requestid', requestId]] };
  };
}

function headerBytes({ method, target, headers }: HttpRequest): number {
  const lines = headers.map(([name, value]) => name.length + value.length + ': \r\n'.length);
  return lines.reduce((sum, length) => sum + length, method.length + target.length + '  HTTP/1.1\r\n'.length);
}

async function callFunction(
  runner: FunctionRunner | undefined,
  event: unknown,
  requestId: string,
  timeoutMs: number,
): Promise<HttpReply> {
  if (runner === undefined) return internalServerError;
  const { promise: patience, resolve } = Promise.withResolvers<{ is: 'impatient' }>();
  const timer = setTimeout(() => resolve({ is: 'impatient' }), timeoutMs);
  const outcome = await Promise.race([runner.call(event, requestId), patience]);
  clearTimeout(timer);
  // A function that exceeds its own time-out has failed, like one that throws. One that exceeds the gateway's may still
  // succeed.
  if (outcome.is === 'impatient' || outcome.is === 'refused') return messageReply(503, 'Service Unavailable');
  return outcome.is === 'result' ? toReply(outcome.result) : internalServerError;
}
