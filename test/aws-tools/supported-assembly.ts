import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  DependsOn?: string | string[];
}

interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, unknown>;
}

/** Resources that MiniStack 1.5.33 does not support, with the reason. */
const UNSUPPORTED: readonly (readonly [reason: string, is: (resource: Resource) => boolean])[] = [
  [
    'alarms on a metric that is computed',
    ({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in Properties!,
  ],
  [
    'emptying a bucket, whose function needs the SDK of Lambda’s own runtime',
    ({ Type }) => Type === 'Custom::S3AutoDeleteObjects',
  ],
  ['budgets', ({ Type }) => Type === 'AWS::Budgets::Budget'],
  [
    'copying the site, whose function needs the AWS CLI in a layer',
    ({ Type }) => Type === 'Custom::CDKBucketDeployment',
  ],
];

/**
 * Copies an assembly without the resources that the emulator does not support.
 * @returns the removed resources: how many of which type, and why
 */
export function copySupported(assembly: string, copy: string): string[] {
  cpSync(assembly, copy, { recursive: true });
  const [file = ''] = globSync('*.template.json', { cwd: copy });
  return removeUnsupported(join(copy, file));
}

/** The same for a template, in place. */
export function removeUnsupported(file: string): string[] {
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  const gone = new Map<string, string>();
  for (const [id, resource] of Object.entries(template.Resources)) {
    const reason = UNSUPPORTED.find(([, is]) => is(resource))?.[0];
    if (reason !== undefined) gone.set(id, `${resource.Type}: ${reason}`);
  }
  for (const id of gone.keys()) delete template.Resources[id];
  for (const resource of Object.values(template.Resources)) {
    const needed = [resource.DependsOn ?? []].flat().filter((id) => !gone.has(id));
    if (resource.DependsOn !== undefined) resource.DependsOn = needed;
  }
  writeFileSync(file, JSON.stringify(template));
  const counts = new Map<string, number>();
  for (const what of gone.values()) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${count} × ${what}`);
}
