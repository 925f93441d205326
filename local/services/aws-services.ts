import { randomUUID } from 'node:crypto';
import type { FunctionRunner } from '../functions/function-runner.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { Respond } from '../http/http-server.ts';

/**
 * The AWS services that the functions use besides DynamoDB: SNS, whose e-mails are logged, and Lambda, for asynchronous
 * invocations. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html,
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function awsServices(
  functions: () => ReadonlyMap<string, FunctionRunner>,
  log: (line: string) => void,
): Respond {
  return ({ target, body }) => Promise.resolve(answer(target, body.toString()));

  function answer(target: string, body: string): HttpReply {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(target)?.[1];
    return name === undefined ? publish(target, body) : invoke(decodeURIComponent(name), body);
  }

  function invoke(name: string, event: string): HttpReply {
    void functions().get(name)?.call(JSON.parse(event), randomUUID());
    return { status: 202, headers: [], body: Buffer.of() };
  }

  function publish(target: string, body: string): HttpReply {
    const { Action, Subject, Message = '' } = Object.fromEntries(new URLSearchParams(body)) as Record<string, string>;
    if (Action !== 'Publish')
      return { status: 501, headers: [], body: Buffer.from(`There is no ${Action ?? target}.`) };
    for (const line of [`Mail: ${Subject ?? ''}`, ...Message.split('\n')]) log(`| ${line}`);
    const xml = `<PublishResponse><PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult></PublishResponse>`;
    return { status: 200, headers: [['content-type', 'text/xml']], body: Buffer.from(xml) };
  }
}

export const awsServicesLimits = { bodyBytes: 1_000_000, headerBytes: 16_384, headerStatus: 431 };
