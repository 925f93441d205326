import { Aspects, CfnResource } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

type Reasons = Readonly<Record<string, string>>;

/** Reasons to skip findings of checkov (https://www.checkov.io), by resource type and rule. */
const REASONS: Readonly<Record<string, Reasons>> = {
  'AWS::Lambda::Function': {
    CKV_AWS_115: 'The settings voteConcurrency and readConcurrency reserve concurrency; by default none is reserved.',
    CKV_AWS_116:
      'The API waits for its functions; the next pass rebuilds everything, and an alarm reports a failed one.',
    CKV_AWS_117: 'The functions access only AWS services, with IAM; a VPC would add cost and slow down cold starts.',
    CKV_AWS_173: 'Lambda encrypts the environment; a customer key would add cost and no protection.',
  },
  'AWS::Logs::LogGroup': { CKV_AWS_158: 'CloudWatch encrypts logs, and they contain no personal data.' },
  'AWS::SecretsManager::Secret': {
    CKV_AWS_149: 'A key of AWS encrypts the secret, which only proves that a request came through the CDN.',
  },
  'AWS::DynamoDB::GlobalTable': {
    CKV_AWS_165: 'Backups would keep the salts of networks for 35 days; the votes have backups if keepData is true.',
  },
  'AWS::CloudFront::Distribution': {
    CKV_AWS_174: "CloudFront's own domain has a fixed minimum TLS version; with domainName, the minimum is TLS 1.2.",
    CKV_AWS_68: 'The setting webAclArn attaches a web ACL, which costs money from the first day.',
    CKV_AWS_86: "Access logs would store visitors' addresses.",
  },
  'AWS::S3::Bucket': {
    CKV_AWS_18: 'The bucket contains public files, and only the CDN reads them.',
    CKV_AWS_21: "Every deploy writes the bucket's whole content, so it can be rebuilt from the repository.",
  },
  'AWS::SNS::Topic': {
    CKV_AWS_26: 'Alarms contain no secrets, and CloudWatch cannot publish to a topic encrypted with the default key.',
  },
};

/** Writes the reasons into the template's metadata, where checkov reads them. */
export function explainToLinters(stack: Stack): void {
  // The CDK also writes dependencies that a reference already implies.
  stack.templateOptions.metadata = {
    ...stack.templateOptions.metadata,
    'cfn-lint': { config: { ignore_checks: ['W3005'] } },
  };
  Aspects.of(stack).add({
    visit(node) {
      if (!CfnResource.isCfnResource(node)) return;
      const reasons = REASONS[node.cfnResourceType];
      if (reasons === undefined) return;
      const skip = Object.entries(reasons).map(([id, comment]) => ({ id, comment }));
      node.addMetadata('checkov', { skip });
    },
  });
}
