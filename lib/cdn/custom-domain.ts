import type { Settings } from '../settings/settings.ts';

/** The operator's domain. */
export interface CustomDomain {
  readonly name: string;
  readonly certificateArn: string;
  /** The hosted zone for the domain's records. */
  readonly zone: { readonly id: string; readonly name: string } | undefined;
}

export function customDomainOf(settings: Settings): CustomDomain | undefined {
  const { domainName, certificateArn, hostedZoneId, hostedZoneName } = settings;
  if (domainName === undefined || certificateArn === undefined) return undefined;
  const zone = hostedZoneId && hostedZoneName ? { id: hostedZoneId, name: hostedZoneName } : undefined;
  return { name: domainName, certificateArn, zone };
}
