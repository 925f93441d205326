import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Invokes the function asynchronously. @param functionName the function's own name */
export async function invokeSelf(functionName: string, event: object): Promise<void> {
  const lambda = new LambdaClient();
  const Payload = JSON.stringify(event);
  await lambda.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }));
}
