import { join } from 'node:path';
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  CfnOriginAccessControl,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../accepted-findings/cdk-nag.ts';
import { bundles } from '../bundles.ts';
import type { CustomDomain } from './custom-domain.ts';
import { globalName } from './global-name.ts';
import { readCache, requestToApi } from './policies.ts';
import { apiHeaders, pageHeaders } from './response-headers.ts';
import { refuseRegion } from '../settings/refuse-region.ts';

/** CloudFront in China lacks features that this distribution uses; GovCloud has no CloudFront. */
const WITHOUT_CLOUDFRONT = /^(?:cn|us-gov)-/;

export interface CdnProps {
  readonly httpApi: HttpApi;
  /** The site's files. */
  readonly bucket: IBucket;
  /** Secret header value of each request to the API, which refuses requests without it. */
  readonly originSecret: string;
  /** Whether the API has `/v1/top`. */
  readonly hasTop: boolean;
  readonly cacheSeconds: number;
  readonly staleSeconds: number;
  readonly domain: CustomDomain | undefined;
  readonly webAclArn: string | undefined;
}

/**
 * One domain for everything: `/v1/ratings`, `/v1/badge.svg` and `/v1/top` come from the API through the cache, the rest
 * of `/v1/` from the API without a cache, and all other paths from the bucket.
 */
export class Cdn extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: CdnProps) {
    super(scope, id);
    const { region, urlSuffix } = Stack.of(this);
    const noCdn = (target: string) =>
      `CloudFront is not available in ${target}. Deploy to a region outside China and GovCloud.`;
    refuseRegion(this, (target) => WITHOUT_CLOUDFRONT.test(target), noCdn);

    const api = {
      origin: new HttpOrigin(`${props.httpApi.apiId}.execute-api.${region}.${urlSuffix}`, {
        customHeaders: { 'x-origin-verify': props.originSecret },
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      }),
      // All methods, so that the CloudFront function can answer 405.
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // A redirect would come too late: a vote over HTTP has already been readable in transit.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      responseHeadersPolicy: apiHeaders(this, 'ApiHeaders'),
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.#requestFunction() }],
    };

    const read = { ...api, cachePolicy: readCache(this, props) };

    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Star ratings: widget, demo and API',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      ...(props.webAclArn !== undefined && { webAclId: props.webAclArn }),
      ...(props.domain && {
        domainNames: [props.domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', props.domain.certificateArn),
        // Only a custom domain can set this: CloudFront's own certificate has a fixed minimum.
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      defaultBehavior: {
        // With permission to list, S3 answers 404 for a missing file; without it, 403. Queries never reach the bucket.
        origin: S3BucketOrigin.withOriginAccessControl(props.bucket, {
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: pageHeaders(this, 'PageHeaders'),
      },
      additionalBehaviors: {
        '/v1/ratings': read,
        '/v1/badge.svg': read,
        ...(props.hasTop && { '/v1/top': read }),
        '/v1/*': {
          ...api,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: requestToApi(this),
        },
      },
      // Otherwise CloudFront caches these errors for ten seconds. 404 and 414, which it also caches, depend only on the
      // request.
      errorResponses: [500, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'No geo restriction: readers may be anywhere.',
      ...(!props.webAclArn && {
        'AwsSolutions-CFR2':
          'The API throttles, limits voters per network and can require proof of work. A web ACL costs more a month than a whole small site; the setting webAclArn adds one.',
      }),
      'AwsSolutions-CFR3': "Access logs would store visitors' addresses, which the design promises not to store.",
      ...(!props.domain && {
        'AwsSolutions-CFR4':
          "CloudFront's own certificate has a fixed policy. With domainName and certificateArn, the minimum is TLS 1.2.",
      }),
    });
    Validations.of(this.distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      reason:
        'The distribution has a default root object and forwards no query to the bucket, so nothing can be listed.',
    });
    this.#nameAccessControls();
    if (props.domain?.zone) this.#addRecords(props.domain.name, props.domain.zone);
  }

  /**
   * Makes the name of the origin access control unique in the account. The CDK's construct stays, because a construct
   * of our own would have another logical ID.
   */
  #nameAccessControls(): void {
    for (const node of this.node.findAll()) {
      if (!(node instanceof CfnOriginAccessControl)) continue;
      node.addPropertyOverride('OriginAccessControlConfig.Name', globalName(this, 'SiteAccess', 30));
    }
  }

  #requestFunction(): EdgeFunction {
    return new EdgeFunction(this, 'ApiRequestFunction', {
      comment: 'Normalizes addresses of lists; answers requests that must not reach the API',
      code: FunctionCode.fromFile({ filePath: join(bundles().edge, 'api-request.js') }),
      runtime: FunctionRuntime.JS_2_0,
    });
  }

  #addRecords(recordName: string, { id, name }: { readonly id: string; readonly name: string }): void {
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: id, zoneName: name });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
    new ARecord(this, 'Ipv4Record', { zone, recordName, target });
    new AaaaRecord(this, 'Ipv6Record', { zone, recordName, target });
  }
}
