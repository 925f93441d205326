/** Domains of AWS's partitions, where they are not that of the first; a test compares them with the SDK's own. */
const DOMAINS: readonly [RegExp, string][] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^eusc-/, 'amazonaws.eu'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
];

export interface EndpointParameters {
  /** Set by `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly Endpoint?: string | undefined;
  readonly Region?: string | undefined;
  readonly UseFIPS?: boolean | undefined;
  readonly UseDualStack?: boolean | undefined;
}

/** DynamoDB's endpoint by region, instead of a decision diagram for all kinds of endpoints. */
export function defaultEndpointResolver({ Endpoint, Region = '', UseFIPS, UseDualStack }: EndpointParameters) {
  if (UseFIPS || UseDualStack) {
    throw new Error(
      'This bundle does not support FIPS or dual-stack endpoints: docs/adr/0011-sdk-trimmed-at-build-time.md.',
    );
  }
  const domain = DOMAINS.find(([regions]) => regions.test(Region))?.[1] ?? 'amazonaws.com';
  return { url: new URL(Endpoint ?? `https://dynamodb.${Region}.${domain}`), properties: {}, headers: {} };
}
