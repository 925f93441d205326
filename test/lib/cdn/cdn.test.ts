import { Match } from 'aws-cdk-lib/assertions';
import { resourcesIn, templateOf } from '../../support/template-of.ts';

const template = templateOf();

interface Behavior {
  readonly PathPattern?: string;
  readonly CachePolicyId: unknown;
  readonly ViewerProtocolPolicy: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

interface Properties {
  readonly DistributionConfig: {
    readonly DefaultCacheBehavior: Behavior;
    readonly CacheBehaviors: readonly Behavior[];
    readonly ViewerCertificate?: Record<string, unknown>;
    readonly Origins: readonly Record<string, unknown>[];
  };
}

const config = (of = template) =>
  resourcesIn<Properties>(of, 'AWS::CloudFront::Distribution')[0]![1].DistributionConfig;

const domain = {
  domainName: 'ratings.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0',
};

test('routes reads before the other paths of the API', () => {
  expect(config().CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual([
    '/v1/ratings',
    '/v1/badge.svg',
    '/v1/*',
  ]);
  expect(config().CacheBehaviors[1]?.CachePolicyId).toEqual(config().CacheBehaviors[0]?.CachePolicyId);
});

test('caches reads by the query that its function returns and nothing else, for the lifetime in their headers', () => {
  template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: {
      MinTTL: 0,
      DefaultTTL: 5,
      MaxTTL: 35,
      ParametersInCacheKeyAndForwardedToOrigin: {
        QueryStringsConfig: { QueryStringBehavior: 'all' },
        HeadersConfig: { HeaderBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: true,
      },
    },
  });
  templateOf({ cacheSeconds: 0, staleSeconds: 0 }).hasResourceProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: Match.objectLike({ DefaultTTL: 0, MaxTTL: 1 }),
  });
});

test('caches no vote, and forwards the viewer headers that the API needs, but not the host', () => {
  const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
  expect(config().CacheBehaviors[2]?.CachePolicyId).toBe(cachingDisabled);
  template.hasResourceProperties('AWS::CloudFront::OriginRequestPolicy', {
    OriginRequestPolicyConfig: {
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: [
          'CloudFront-Viewer-Address',
          'Content-Type',
          'Origin',
          'Access-Control-Request-Method',
          'Access-Control-Request-Headers',
        ],
      },
      CookiesConfig: { CookieBehavior: 'none' },
    },
  });
});

test('adds no Retry-After, which belongs to some answers only', () => {
  for (const [, policy] of resourcesIn(template, 'AWS::CloudFront::ResponseHeadersPolicy')) {
    expect(JSON.stringify(policy)).not.toMatch(/"Header":"retry-after"/i);
  }
});

test('supports IPv6 and HTTP/3, and never serves plain HTTP', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { IPV6Enabled: true, HttpVersion: 'http2and3', DefaultRootObject: 'index.html' },
  });
  const { DefaultCacheBehavior, CacheBehaviors } = config();
  expect([DefaultCacheBehavior, ...CacheBehaviors].map((behavior) => behavior.ViewerProtocolPolicy)).toEqual([
    'redirect-to-https',
    'https-only',
    'https-only',
    'https-only',
  ]);
});

test('requires at least TLS 1.2, of viewers of a custom domain and of the API', () => {
  expect(config(templateOf(domain)).ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021' });
  expect(JSON.stringify(config().Origins)).toContain(
    '"OriginProtocolPolicy":"https-only","OriginSSLProtocols":["TLSv1.2"]',
  );
});

test('creates the DNS records of a domain if it has the hosted zone', () => {
  const records = (settings: object) =>
    resourcesIn(templateOf(settings as Record<string, unknown>), 'AWS::Route53::RecordSet');
  expect(records(domain)).toEqual([]);
  const zone = { hostedZoneId: 'Z1', hostedZoneName: 'example.com' };
  expect(records({ ...domain, ...zone }).map(([, { Type, Name }]) => [Type, Name])).toEqual([
    ['A', 'ratings.example.com.'],
    ['AAAA', 'ratings.example.com.'],
  ]);
});

test('only the distribution can read the bucket', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketName: Match.absent(),
  });
  const [policy] = resourcesIn<{ PolicyDocument: { Statement: Statement[] } }>(template, 'AWS::S3::BucketPolicy');
  const readers = policy?.[1].PolicyDocument.Statement.filter(
    ({ Action, Effect }) => Effect === 'Allow' && [Action].flat().includes('s3:GetObject'),
  );
  expect(readers).toEqual([
    expect.objectContaining({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() as unknown } },
    }),
  ]);
});

describe('the secret between CDN and API', () => {
  const secretsOf = (version: number) => {
    const given = templateOf({ originSecretVersion: version });
    const text = JSON.stringify(given.toJSON());
    const ids = resourcesIn(given, 'AWS::SecretsManager::Secret').map(([id]) => id);
    const [sent = ''] = /"HeaderName":"x-origin-verify","HeaderValue":(\{.*?\]\]\})/.exec(text) ?? [];
    const [accepted = ''] = /"ORIGIN_SECRETS":(\{.*?\]\]\})/.exec(text) ?? [];
    const version_ = (id: string) => /Version(\d)/.exec(id)?.[1];
    const named = (part: string) => ids.filter((id) => part.includes(`"${id}"`)).map(version_);
    return { made: ids.map(version_), sent: named(sent), accepted: named(accepted) };
  };

  test('is generated by CloudFormation and is in no template', () => {
    expect(secretsOf(1)).toEqual({ made: ['1'], sent: ['1'], accepted: ['1'] });
    template.allResourcesProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: Match.objectLike({ PasswordLength: 64 }),
      SecretString: Match.absent(),
    });
  });

  test('is rotated while the previous one stays valid', () => {
    expect(secretsOf(2)).toEqual({ made: ['2', '1'], sent: ['2'], accepted: ['2', '1'] });
    expect(secretsOf(3)).toEqual({ made: ['3', '2'], sent: ['3'], accepted: ['3', '2'] });
  });

  test('reaches the functions before the CDN sends it', () => {
    const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    expect((distribution as { DependsOn: string[] }).DependsOn).toEqual(
      expect.arrayContaining(['ArticleRatingRecordVoteFunction9D48536D', 'ArticleRatingGetRatingsFunctionC825B641']),
    );
  });
});
