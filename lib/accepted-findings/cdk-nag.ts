import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges findings of cdk-nag (https://github.com/cdklabs/cdk-nag) below a construct, with reasons.
 * @param reasons by the rule's name, e.g. `AwsSolutions-S1`
 */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const acknowledgments = Object.entries(reasons).map(([rule, reason]) => ({
    id: `${rule.split('-', 1)[0]}::${rule}`,
    reason,
  }));
  Validations.of(construct).acknowledge(...acknowledgments);
}

/** A value of the template in the notation of cdk-nag's findings: joined, with references in angle brackets. */
export function inFindings(construct: IConstruct, value: string): string {
  return flat(Stack.of(construct).resolve(value));
}

function flat(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('${', '<').replaceAll('}', '>');
  const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Join': join, 'Fn::Sub': text } = value as Readonly<Intrinsic>;
  if (name !== undefined) return `<${name}>`;
  if (attribute !== undefined) return `<${attribute.join('.')}>`;
  if (join !== undefined) return join[1].map(flat).join(join[0]);
  return text === undefined ? JSON.stringify(value) : flat(text);
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly string[];
  readonly 'Fn::Join'?: readonly [delimiter: string, parts: readonly unknown[]];
  readonly 'Fn::Sub'?: unknown;
}
