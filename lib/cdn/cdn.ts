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
import { acknowledge } from '../linters/cdk-nag.ts';
import { bundles } from '../bundles.ts';
import type { CustomDomain } from './custom-domain.ts';
import { globalName } from './global-name.ts';
import { readCache, requestToApi } from './policies.ts';
import { apiHeaders, pageHeaders } from './response-headers.ts';
import { refuseRegion } from '../settings/refuse-region.ts';

/** China has one of its own, without several features that this one uses; GovCloud has none. */
const WITHOUT_CLOUDFRONT = /^(?:cn|us-gov)-/;

export interface CdnProps {
  readonly httpApi: HttpApi;
  /** The site's files. */
  readonly bucket: IBucket;
  /** Added to each request to the API, which refuses those without it. */
  readonly originSecret: string;
  /** Whether `/v1/top` is there. */
  readonly hasTop: boolean;
  readonly cacheSeconds: number;
  readonly staleSeconds: number;
  readonly domain: CustomDomain | undefined;
  readonly webAclArn: string | undefined;
}

/**
 * One domain for everything: `/v1/ratings`, `/v1/badge.svg` and `/v1/top` from the API through a cache, the rest of `/v1/` straight
 * from it, all else from the bucket.
 */
export class Cdn extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: CdnProps) {
    super(scope, id);
    const { region, urlSuffix } = Stack.of(this);
    const noCdn = (target: string) =>
      `There is no CloudFront in ${target}. Deploy to a region outside China and GovCloud.`;
    refuseRegion(this, (target) => WITHOUT_CLOUDFRONT.test(target), noCdn);

    const api = {
      origin: new HttpOrigin(`${props.httpApi.apiId}.execute-api.${region}.${urlSuffix}`, {
        customHeaders: { 'x-origin-verify': props.originSecret },
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      }),
      // All, for the API itself says which it has.
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // A vote over HTTP would be redirected only after it was readable in transit.
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
        // Needs a custom domain: CloudFront's certificate has a fixed minimum.
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      defaultBehavior: {
        // With the right to list, a file that is not there is 404; without, S3 says 403. Queries never reach the bucket.
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
      // Otherwise brief errors are cached for ten seconds. Our own 4xx depend on the request alone.
      errorResponses: [500, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'No geo restriction: readers may be anywhere.',
      ...(!props.webAclArn && {
        'AwsSolutions-CFR2':
          'The API throttles, limits voters per network and can ask for proof of work. A web ACL costs more a month than the whole of a small site, and can be added by the setting webAclArn.',
      }),
      'AwsSolutions-CFR3': "Access logs would keep visitors' addresses, which the design promises not to keep.",
      ...(!props.domain && {
        'AwsSolutions-CFR4':
          "CloudFront's own certificate has a fixed policy. With domainName and certificateArn set, TLS 1.2 is the least.",
      }),
    });
    Validations.of(this.distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      reason: 'There is a default root object, and no query reaches the bucket, so that nothing can be listed.',
    });
    this.#nameAccessControls();
    if (props.domain?.zone) this.#addRecords(props.domain.name, props.domain.zone);
  }

  /**
   * An origin access control's name, too, must be unique in the whole account. The CDK's own construct stays, for its logical ID is
   * deployed.
   */
  #nameAccessControls(): void {
    for (const node of this.node.findAll()) {
      if (!(node instanceof CfnOriginAccessControl)) continue;
      node.addPropertyOverride('OriginAccessControlConfig.Name', globalName(this, 'SiteAccess', 30));
    }
  }

  #requestFunction(): EdgeFunction {
    return new EdgeFunction(this, 'ApiRequestFunction', {
      comment: 'One address for each list of articles; problem documents for what never reaches the API',
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
