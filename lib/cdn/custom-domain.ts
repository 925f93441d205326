import type { Settings } from '../settings/settings.ts';

/** A domain of the operator's own. */
export interface CustomDomain {
  readonly name: string;
  readonly certificateArn: string;
  /** The zone that gets the domain's records. */
  readonly zone: { readonly id: string; readonly name: string } | undefined;
}

export function customDomainOf(settings: Settings): CustomDomain | undefined {
  const { domainName, certificateArn, hostedZoneId, hostedZoneName } = settings;
  if (domainName === undefined || certificateArn === undefined) return undefined;
  const zone = hostedZoneId && hostedZoneName ? { id: hostedZoneId, name: hostedZoneName } : undefined;
  return { name: domainName, certificateArn, zone };
}
