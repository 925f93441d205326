import type { GivenSettings } from '../support/synthesized-assembly.ts';

const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/ratings/01234567-89ab-cdef-0123-456789abcdef';

/** Settings whose templates differ in their resources. */
export const VARIANTS: Readonly<Record<string, GivenSettings>> = {
  default: {},
  dev: { stage: 'dev' },
  domain: {
    ...{ domainName: 'ratings.example.com', certificateArn },
    ...{ hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com' },
  },
  alarms: { alarmEmail: 'operator@example.com', monthlyBudget: 20 },
  keys: {
    voterTokenKeys: '{{resolve:secretsmanager:ratings:SecretString:keys}}',
    voterTokenAudience: 'ratings',
  },
  'proof of work': { proofOfWork: 1000 },
  concurrency: { voteConcurrency: 10, readConcurrency: 10 },
  'web ACL': { webAclArn },
  'table pass': { topListHours: 24, weeklyDigest: true, alarmEmail: 'operator@example.com' },
  'canary deploys': { canaryDeploys: true },
};
