import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Invokes the function with an event, without waiting for its end. @param functionName its own name */
export async function invokeSelf(functionName: string, event: object): Promise<void> {
  const lambda = new LambdaClient();
  const Payload = JSON.stringify(event);
  await lambda.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }));
}
