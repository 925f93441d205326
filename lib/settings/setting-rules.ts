import { Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { EMAIL, HOST, ORIGIN } from './address-patterns.ts';
import { faultOfPattern, patternSyntax } from './article-id-pattern.ts';
import type { Settings } from './settings.ts';
import { oneOf, text, texts, wholeNumber, yesOrNo, type Rule } from './rule-kinds.ts';

// CloudWatch accepts only these numbers of days. 9999 means "never expire" in the CDK and is excluded.
const retentionDays = Object.values(RetentionDays).filter(
  (value): value is RetentionDays => typeof value === 'number' && value !== RetentionDays.INFINITE,
);

const someText = (most: number) => (given: string) => given.length > 0 && given.length <= most;

/** Accepted values and default of each setting. */
export const settingRules: { readonly [K in keyof Settings]: Rule<Settings[K]> } = {
  stackName: text('a letter and up to 99 letters, digits and hyphens', /^[A-Za-z][A-Za-z0-9-]{0,99}$/),
  stage: oneOf('prod', ['dev', 'prod']),
  keepData: yesOrNo(true),

  cacheSeconds: wholeNumber(5, 0, 86_400),
  staleSeconds: wholeNumber(30, 0, 86_400),

  // The maxima are API Gateway's quotas for an account.
  voteRate: wholeNumber(50, 1, 10_000),
  voteBurst: wholeNumber(100, 1, 5_000),
  readRate: wholeNumber(100, 1, 10_000),
  readBurst: wholeNumber(200, 1, 5_000),
  maxReadUnits: wholeNumber(1_000, 0, 1_000_000),
  // Twice the maximum that the default `voteRate` needs with the default defences: ten write units a vote
  // (docs/cost.md).
  maxWriteUnits: wholeNumber(1_000, 0, 1_000_000),
  // Off: a new account may have a concurrency limit of 10, none of which can be reserved.
  voteConcurrency: wholeNumber(0, 0, 10_000),
  readConcurrency: wholeNumber(0, 0, 10_000),
  monthlyBudget: wholeNumber(0, 0, 1_000_000),

  votersPerNetwork: wholeNumber(30, 0, 1_000_000),
  votersPerNetworkInTotal: wholeNumber(0, 0, 1_000_000),
  allowedOrigins: {
    ...texts(
      'origins, separated by spaces, such as https://blog.example or *.blog.example',
      new RegExp(`^(?:${ORIGIN})$`),
    ),
    fault: faultOfOrigins,
  },
  articleIdPattern: {
    ...text(patternSyntax, (given) => faultOfPattern(given) === undefined),
    fault: faultOfPattern,
  },
  voterTokenKeys: text(
    'a JWKS in JSON of Ed25519 public keys or secrets of 32 bytes or more, or {{resolve:secretsmanager:…}}',
    isKeySet,
  ),
  voterTokenAudience: text('a text of at most 200 characters', someText(200)),
  voterTokenRequired: yesOrNo(false),
  proofOfWork: wholeNumber(0, 0, 60_000),

  topListHours: wholeNumber(0, 0, 744),
  weeklyDigest: yesOrNo(false),

  domainName: text('a domain in lower case', new RegExp(`^${HOST}$`)),
  certificateArn: text(
    'the ARN of a certificate in us-east-1',
    /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
  ),
  hostedZoneId: text('the ID of a hosted zone', /^[A-Z0-9]{1,32}$/),
  hostedZoneName: text('the domain of that hosted zone, in lower case', new RegExp(`^${HOST}$`)),
  webAclArn: text(
    'the ARN of a web ACL for CloudFront, in us-east-1',
    /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
  ),
  originSecretVersion: wholeNumber(1, 1, 1_000_000),

  demoPages: yesOrNo(true),
  memoryMegabytes: wholeNumber(512, 128, 10_240),
  logRetentionDays: oneOf(RetentionDays.ONE_MONTH, retentionDays),
  alarmEmail: text('an e-mail address', new RegExp(`^${EMAIL}$`)),
  concurrencyLimit: wholeNumber(10, 1, 1_000_000),
  canaryDeploys: yesOrNo(false),
  tracing: yesOrNo(false),
};

/** Conflicts between settings that are valid alone. */
export function contradictions(settings: Settings): string[] {
  const { voterTokenKeys, voterTokenAudience, voterTokenRequired, domainName, certificateArn } = settings;
  const { hostedZoneId, hostedZoneName, monthlyBudget, weeklyDigest, alarmEmail } = settings;
  return [
    voterTokenKeys !== undefined && voterTokenAudience === undefined && 'voterTokenKeys needs voterTokenAudience.',
    voterTokenAudience !== undefined && voterTokenKeys === undefined && 'voterTokenAudience needs voterTokenKeys.',
    voterTokenRequired && voterTokenKeys === undefined && 'voterTokenRequired needs voterTokenKeys.',
    domainName !== undefined && certificateArn === undefined && 'domainName needs certificateArn.',
    certificateArn !== undefined && domainName === undefined && 'certificateArn needs domainName.',
    (hostedZoneId === undefined) !== (hostedZoneName === undefined) &&
      'hostedZoneId needs hostedZoneName, and hostedZoneName needs hostedZoneId.',
    hostedZoneId !== undefined && domainName === undefined && 'hostedZoneId needs domainName.',
    domainName !== undefined &&
      hostedZoneName !== undefined &&
      !Token.isUnresolved(domainName + hostedZoneName) &&
      !`.${domainName}`.endsWith(`.${hostedZoneName}`) &&
      `domainName must be in the hosted zone ${hostedZoneName}, but is ${domainName}.`,
    monthlyBudget > 0 && alarmEmail === undefined && 'monthlyBudget needs alarmEmail.',
    weeklyDigest && alarmEmail === undefined && 'weeklyDigest needs alarmEmail.',
  ].filter((line) => line !== false);
}

function faultOfOrigins(given: string): string | undefined {
  const [, origin] = /(?:^| )(https:\/\/[^ :]+(?=:443(?: |$))|http:\/\/[^ :]+(?=:80(?: |$)))/.exec(given) ?? [];
  return origin && `Browsers leave out the default port: write ${origin}.`;
}

function isKeySet(given: string): boolean {
  if (/^\{\{resolve:secretsmanager:[^{}]+\}\}$/.test(given)) return true;
  try {
    const { keys } = JSON.parse(given) as { keys?: unknown };
    return Array.isArray(keys) && keys.length > 0 && keys.every(isKey);
  } catch {
    return false;
  }
}

/** The same check as in the function that verifies tokens, which would otherwise fail at start-up. */
function isKey(key: unknown): boolean {
  const { kty, crv, k, d } = (key ?? {}) as Record<string, unknown>;
  // A key with `d` is private; only the site that signs may have it.
  if (kty === 'OKP') return crv === 'Ed25519' && d === undefined;
  return kty === 'oct' && typeof k === 'string' && Buffer.from(k, 'base64url').length >= 32;
}
