import { Aspects, CfnResource } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

type Reasons = Readonly<Record<string, string>>;

/** Findings of checkov (https://www.checkov.io) that are as they should be, by type of resource and rule. */
const REASONS: Readonly<Record<string, Reasons>> = {
  'AWS::Lambda::Function': {
    CKV_AWS_115:
      'The settings voteConcurrency and readConcurrency reserve executions; by default the account shares them.',
    CKV_AWS_116: 'Every call waits for its answer, so there is nothing to queue.',
    CKV_AWS_117: 'The functions reach DynamoDB and S3 only, by IAM; a VPC would add cost and time to each start.',
    CKV_AWS_173: 'Lambda encrypts the environment; who may read it may change the function as well.',
  },
  'AWS::Logs::LogGroup': { CKV_AWS_158: 'CloudWatch encrypts logs, and they hold no personal data.' },
  'AWS::SecretsManager::Secret': {
    CKV_AWS_149: "It is encrypted by AWS's key; it proves only that a request came by the CDN.",
  },
  'AWS::DynamoDB::GlobalTable': {
    CKV_AWS_165: 'Backups would keep the salts of networks for 35 days; the votes have backups, but for the stage dev.',
  },
  'AWS::CloudFront::Distribution': {
    CKV_AWS_174: "CloudFront's own domain fixes its minimum; with domainName it is TLS 1.2.",
    CKV_AWS_68: 'The setting webAclArn attaches a web ACL, which costs money from the first day.',
    CKV_AWS_86: "Access logs would keep visitors' addresses.",
  },
  'AWS::S3::Bucket': {
    CKV_AWS_18: 'The bucket holds public files, and only the CDN reads it.',
    CKV_AWS_21: 'A deployment writes all that is in it, so an older version is in the repository.',
  },
  'AWS::SNS::Topic': {
    CKV_AWS_26: 'Alarms hold nothing secret, and CloudWatch could not write to a topic under the default key.',
  },
};

/** Puts the reasons into the template, where linters look for them. */
export function explainToLinters(stack: Stack): void {
  // The CDK names dependencies that a reference implies as well.
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
