import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../accepted-findings/cdk-nag.ts';

export interface OriginSecretsProps {
  /** Initially 1. Raising it by one makes a new secret and keeps the previous one valid. */
  readonly version: number;
}

/**
 * The secret that the CDN adds to each request to the API. CloudFormation generates it; no template or output contains
 * it. Rotation: docs/operations.md. Rationale: docs/adr/0008-origin-secret.md.
 */
export class OriginSecrets extends Construct {
  /** The CDN's secret, as a reference that CloudFormation resolves. */
  readonly current: string;
  /** The secrets that the functions accept: the current and the previous one, separated by a space. */
  readonly valid: string;

  constructor(scope: Construct, id: string, { version }: OriginSecretsProps) {
    super(scope, id);
    acknowledge(this, {
      'AwsSolutions-SMG4':
        'Rotated by a deploy, because only that can change the distribution and the functions together: docs/operations.md.',
    });
    const value = (number: number): string =>
      new Secret(this, `Version${number}`, {
        description: 'Secret shared by the CDN and the API of article-rating',
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy: RemovalPolicy.DESTROY,
      }).secretValue.unsafeUnwrap();

    this.current = value(version);
    this.valid = version === 1 ? this.current : `${this.current} ${value(version - 1)}`;
  }
}
