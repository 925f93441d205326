import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { globalName } from './global-name.ts';

const anyPage = { accessControlAllowOrigins: ['*'], accessControlAllowCredentials: false, originOverride: true };
// Isolated pages (Cross-Origin-Embedder-Policy) load only resources with this header.
const embeddable = { header: 'cross-origin-resource-policy', value: 'cross-origin', override: true };
// The demo is nothing to be found by a search.
const unlisted = { header: 'x-robots-tag', value: 'noindex', override: true };

/**
 * Headers of the API's answers. CORS is the CDN's business: an answer that is kept for all visitors cannot depend on the page
 * that asked first.
 */
export function apiHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: globalName(scope, id),
    comment: 'CORS and safety for answers of the API',
    corsBehavior: {
      ...anyPage,
      accessControlAllowMethods: ['GET', 'POST', 'OPTIONS'],
      accessControlAllowHeaders: ['content-type'],
      accessControlExposeHeaders: ['etag', 'retry-after'],
      // No browser keeps a preflight's answer longer.
      accessControlMaxAge: Duration.days(1),
    },
    // Some browsers obey the policy of a picture, too: a badge has its colours in a style sheet.
    securityHeadersBehavior: safety("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    customHeadersBehavior: { customHeaders: [embeddable] },
  });
}

/** Headers of the site's files. Browsers load a module with CORS wherever it comes from. */
export function pageHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: globalName(scope, id),
    comment: 'CORS and safety for the widget and the demo',
    corsBehavior: {
      ...anyPage,
      accessControlAllowMethods: ['GET', 'HEAD', 'OPTIONS'],
      accessControlAllowHeaders: ['content-type'],
    },
    securityHeadersBehavior: safety(
      "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    customHeadersBehavior: { customHeaders: [embeddable, unlisted] },
  });
}

function safety(contentSecurityPolicy: string): ResponseSecurityHeadersBehavior {
  return {
    contentSecurityPolicy: { contentSecurityPolicy, override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
    referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
    strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
  };
}
