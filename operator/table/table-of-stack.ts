import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  type CloudFormationClientConfig,
} from '@aws-sdk/client-cloudformation';
import { OperatorError } from '../session/operator-error.ts';

/**
 * Name of the output: `TableName` in our stack; in an app's, with the construct's path as prefix and a hash as suffix.
 */
const TABLE_OUTPUT = /^TableName$|TableName[0-9A-F]{8}$/;

/**
 * The table named by an output of the stack or of a nested stack.
 * @throws OperatorError if there is none, or more than one
 */
export async function tableOfStack(name: string, place: CloudFormationClientConfig): Promise<string> {
  const client = new CloudFormationClient(place);
  try {
    return theOnly(name, await tablesOf(name, client));
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`The stack ${name} cannot be read: ${(error as Error).message}`, { cause: error });
  } finally {
    client.destroy();
  }
}

function theOnly(stack: string, tables: readonly string[]): string {
  const [name, ...more] = tables;
  if (name === undefined) throw new OperatorError(`The stack ${stack} has no output TableName. Is it the right stack?`);
  if (more.length > 0) {
    const choice = tables.map((each) => `--table ${each}`).join(' or ');
    throw new OperatorError(`The stack ${stack} has ${tables.length} tables. Choose one: ${choice}.`);
  }
  return name;
}

/** Reads nested stacks only if the stack itself has no such output: many operators may not list resources. */
async function tablesOf(StackName: string, client: CloudFormationClient): Promise<string[]> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks[0]?.Outputs ?? [];
  const tables = outputs.filter(({ OutputKey = '' }) => TABLE_OUTPUT.test(OutputKey));
  if (tables.length > 0) return tables.map(({ OutputValue = '' }) => OutputValue);
  const nested: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { ResourceType, PhysicalResourceId = '' } of StackResourceSummaries)
      if (ResourceType === 'AWS::CloudFormation::Stack') nested.push(PhysicalResourceId);
  }
  const found: string[] = [];
  for (const each of nested) found.push(...(await tablesOf(each, client)));
  return found;
}
