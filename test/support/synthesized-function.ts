import type { apiFunctionNames } from '../../bundling/functions.ts';
import type { AccessVariables } from '../../local/aws-account/local-account.ts';
import { startFunction, type FunctionRunner } from '../../local/functions/function-runner.ts';
import { sandboxEnvironment } from '../../local/functions/sandbox-environment.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { functionsOf, type FunctionDefinition } from '../../local/template/functions.ts';
import { synthesizedAssembly } from './synthesized-assembly.ts';

export type FunctionName = (typeof apiFunctionNames)[number];

/** A function of the synthesized template. VOTERS_PER_NETWORK, which only one of the two has, tells them apart. */
export async function synthesizedFunction(name: FunctionName): Promise<FunctionDefinition> {
  const functions = functionsOf(readAssembly((await synthesizedAssembly()).folder));
  const found = functions.find((each) => (name === 'record-vote') === 'VOTERS_PER_NETWORK' in each.environment);
  if (found === undefined) throw new Error(`The template has no function ${name}.`);
  return found;
}

/** Its environment in Lambda, with a local DynamoDB. Requests need the header `x-origin-verify: secret`. */
export function environmentOf(definition: FunctionDefinition, endpoint: string, access?: AccessVariables) {
  return { ...sandboxEnvironment(definition, endpoint, access), ORIGIN_SECRETS: 'secret' };
}

/** Starts a function as the local system does. */
export async function startDeployed(
  name: FunctionName,
  endpoint: string,
  { access, log = () => undefined }: { access?: AccessVariables; log?: (line: string) => unknown } = {},
): Promise<FunctionRunner> {
  const definition = await synthesizedFunction(name);
  return startFunction(definition, environmentOf(definition, endpoint, access), log);
}
