import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Has a function invoked with an event, without waiting for it. */
export async function invokeAgain(functionName: string, event: object): Promise<void> {
  const lambda = new LambdaClient();
  const Payload = JSON.stringify(event);
  await lambda.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }));
}
