/** Domains of AWS's partitions other than `amazonaws.com`; a test compares them with the SDK's own. */
const DOMAINS: readonly [RegExp, string][] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^eusc-/, 'amazonaws.eu'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
];

/** DynamoDB's endpoint by the settings of the environment and the region. */
export function endpointFrom(environment: NodeJS.ProcessEnv, region: string): URL {
  const isSet = (name: string) => environment[name] === 'true';
  if (isSet('AWS_USE_FIPS_ENDPOINT') || isSet('AWS_USE_DUALSTACK_ENDPOINT')) {
    throw new Error(
      'This bundle does not support FIPS or dual-stack endpoints: docs/adr/0011-sdk-trimmed-at-build-time.md.',
    );
  }
  const { AWS_ENDPOINT_URL_DYNAMODB: own, AWS_ENDPOINT_URL: any } = environment;
  const configured = isSet('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS') ? undefined : own || any;
  if (configured) return new URL(configured);
  const domain = DOMAINS.find(([regions]) => regions.test(region))?.[1] ?? 'amazonaws.com';
  return new URL(`https://dynamodb.${region}.${domain}`);
}
