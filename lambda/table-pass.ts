import type { Context } from 'aws-lambda';
import { createPatientClient } from './runtime/document-client.ts';
import { optionalEnv, requireEnv, requireWholeNumber, wholeNumberOr } from './runtime/environment.ts';
import { invokeSelf } from './runtime/invoke-self.ts';
import { sendMail } from './runtime/send-mail.ts';
import { makePass } from './table-pass/make-pass.ts';
import type { PassEvent } from './table-pass/make-pass.ts';

const table = requireEnv('TABLE_NAME');
const topic = optionalEnv('DIGEST_TOPIC_ARN');
const keepLists = wholeNumberOr(0, 'KEEP_LISTS_SECONDS');
const options = {
  client: createPatientClient(),
  table,
  stackName: requireEnv('STACK_NAME'),
  unitsPerSecond: { read: requireWholeNumber('READ_UNITS'), write: requireWholeNumber('WRITE_UNITS') },
  keepLists: keepLists > 0 ? keepLists : undefined,
  invokeSelf: (event: PassEvent) => invokeSelf(requireEnv('AWS_LAMBDA_FUNCTION_NAME'), event),
  send: async (mail: Parameters<typeof sendMail>[1]) => topic !== undefined && sendMail(topic, mail),
  log: (message: string, details: object) =>
    process.stdout.write(`${JSON.stringify({ level: 'INFO', message, ...details })}\n`),
};

/** Milliseconds: enough to save the state of half a million articles. */
const LAST_MINUTE = 60_000;

export async function handler(event: PassEvent, context: Context): Promise<void> {
  await makePass(
    { ...options, requestId: context.awsRequestId },
    event,
    () => context.getRemainingTimeInMillis() < LAST_MINUTE,
  );
}
