import type { HttpReply } from './http-reply.ts';

/** A reply in the form of API Gateway's own, such as `{"message":"Not Found"}`. */
export function messageReply(status: number, message: string): HttpReply {
  return { status, headers: [['content-type', 'application/json']], body: Buffer.from(JSON.stringify({ message })) };
}

/** The reply if the function or this machine failed, or the function's result is not a response. */
export const internalServerError = messageReply(500, 'Internal Server Error');
