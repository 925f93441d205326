import { localAccountId, localRegion } from '../aws-account/local-account.ts';
import { StartError } from '../errors/start-error.ts';
import type { Assembly } from './assembly.ts';

/** Replaces CloudFormation's intrinsic functions in a template value with local values. */
export type Resolve = (value: unknown) => unknown;

/** Makes the resolver of an assembly, in which the name of each resource is its logical ID. */
export function resolver({ template, secretOf }: Assembly): Resolve {
  const pseudoParameters: Record<string, string> = {
    'AWS::Region': localRegion,
    'AWS::URLSuffix': 'amazonaws.com',
  };

  const reference = (name: string): string => {
    if (name in pseudoParameters) return pseudoParameters[name] ?? '';
    const resource = template.Resources[name];
    if (resource?.Type === 'AWS::Lambda::Alias') {
      const { FunctionName, Name } = resource.Properties;
      return arn('lambda', `function:${resolve(FunctionName) as string}:${Name as string}`);
    }
    if (resource !== undefined) return name;
    throw new StartError(`The template refers to ${name}, which is not one of its resources.`);
  };

  const attribute = (name: string, of: string): string => {
    const type = template.Resources[name]?.Type ?? '';
    const make = attributes[`${type}.${of}`];
    if (make === undefined) {
      throw new StartError(
        `The template uses ${of} of ${name} (${type || 'absent'}), which the local system does not support.`,
      );
    }
    return make(name);
  };

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
  const reveal = (text: string): string =>
    text.replace(
      /\{\{resolve:(?:secretsmanager:(\w+):SecretString:[^}]*|[^}]*)\}\}/g,
      (whole, name: string | undefined) => {
        if (secretOf === undefined) return whole;
        if (name !== undefined && name in template.Resources) return secretOf(name);
        throw new StartError(`The template refers to ${whole}, which is not one of its own secrets.`);
      },
    );

  const intrinsics: Record<string, (argument: never) => unknown> = {
    Ref: (name: string) => reference(name),
    'Fn::GetAtt': ([name, of]: [string, string]) => attribute(name, of),
    'Fn::Join': ([separator, parts]: [string, unknown[]]) =>
      reveal(parts.map((part) => String(resolve(part))).join(separator)),
  };

  const resolve: Resolve = (value) => {
    if (typeof value === 'string') return reveal(value);
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [key = '', argument] = entries[0] ?? [];
    if (entries.length === 1 && (key === 'Ref' || key.startsWith('Fn::'))) {
      const intrinsic = intrinsics[key];
      if (intrinsic === undefined)
        throw new StartError(`The template uses ${key}, which the local system does not support.`);
      return intrinsic(argument as never);
    }
    return Object.fromEntries(entries.map(([name, part]) => [name, resolve(part)]));
  };
  return resolve;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${localRegion}:${localAccountId}:${rest}`;

const attributes: Record<string, (name: string) => string> = {
  'AWS::CloudFront::Function.FunctionARN': (name) => `arn:aws:cloudfront::${localAccountId}:function/${name}`,
  'AWS::S3::Bucket.RegionalDomainName': (name) => `${name}.s3.${localRegion}.amazonaws.com`,
  'AWS::Lambda::Function.Arn': (name) => arn('lambda', `function:${name}`),
};
