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
// Search engines must not list the demo.
const unlisted = { header: 'x-robots-tag', value: 'noindex', override: true };

/**
 * Headers of the API's answers. The CDN adds the CORS headers, because a cached answer must not depend on the origin of
 * the first request. API Gateway answers preflights with its own list (lib/ratings-api.ts): change both.
 */
export function apiHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: globalName(scope, id),
    comment: 'CORS and security headers for answers of the API',
    corsBehavior: {
      ...anyPage,
      accessControlAllowMethods: ['GET', 'POST', 'OPTIONS'],
      accessControlAllowHeaders: ['content-type'],
      accessControlExposeHeaders: ['etag', 'retry-after'],
      // No browser caches a preflight longer.
      accessControlMaxAge: Duration.days(1),
    },
    // Some browsers apply the policy to images, too, and the badge has a style sheet.
    securityHeadersBehavior: safety("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    customHeadersBehavior: { customHeaders: [embeddable] },
  });
}

/** Headers of the site's files. Browsers always load modules with CORS. */
export function pageHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: globalName(scope, id),
    comment: 'CORS and security headers for the widget and the demo',
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
