import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';
import { httpApiOf } from './http-api.ts';
import { resolver } from './resolve.ts';
import { schedulesOf } from './schedules.ts';

/** A Lambda function as in the template. */
export interface FunctionDefinition {
  /** The function's logical ID, used as its name. */
  readonly name: string;
  /** The module of the handler, in the folder of the bundled asset. */
  readonly file: string;
  /** The module's export, e.g. `handler`. */
  readonly handler: string;
  readonly folder: string;
  readonly runtime: string;
  readonly memoryMegabytes: number;
  readonly timeoutMs: number;
  /** The variables that the template sets, and no others. */
  readonly environment: Readonly<Record<string, string>>;
}

interface FunctionProperties {
  readonly Code: { readonly S3Key: string };
  readonly Handler: string;
  readonly Runtime: string;
  readonly MemorySize?: number;
  readonly Timeout?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

/**
 * The functions that the template's API or a schedule invokes. Functions that only a deployment invokes are ignored.
 *
 * @throws {StartError} if a function's bundle is missing, or a variable refers to a resource that does not exist locally
 */
export function functionsOf(assembly: Assembly): FunctionDefinition[] {
  const resolve = resolver(assembly);
  const called = new Set([...httpApiOf(assembly).routes, ...schedulesOf(assembly)].map((each) => each.functionName));
  const functions = resourcesOf(assembly.template, 'AWS::Lambda::Function').filter(([name]) => called.has(name));
  return functions.map(([name, properties]) => {
    const { Code, Handler, Runtime, MemorySize, Timeout, Environment } = properties as unknown as FunctionProperties;
    const folder = assembly.assets.get(Code.S3Key);
    const [stem = '', handler = ''] = Handler.split('.');
    const file = join(folder ?? '', `${stem}.mjs`);
    if (folder === undefined || !existsSync(file))
      throw new StartError(`The function ${name} has no bundle (${Code.S3Key}).`);
    return {
      name,
      file,
      handler,
      folder,
      runtime: Runtime,
      // Lambda's own defaults.
      memoryMegabytes: MemorySize ?? 128,
      timeoutMs: (Timeout ?? 3) * 1_000,
      environment: resolve(Environment?.Variables ?? {}) as Record<string, string>,
    };
  });
}
