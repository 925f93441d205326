import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ArticleRating } from '../../lib/article-rating.ts';
import { ArticleRatingStack } from '../../lib/article-rating-stack.ts';
import { bundles } from '../../lib/bundles.ts';
import { readSettings } from '../../lib/settings/read-settings.ts';

function templateOf(settings: Record<string, unknown> = {}): Template {
  // synthesis.test.ts checks a whole synthesis; bundling and validation here would cost three more seconds.
  process.env['CDK_VALIDATION'] = 'false';
  const app = new App({ context: settings });
  return Template.fromStack(new ArticleRatingStack(app, 'ArticleRating', { settings: readSettings(app.node) }));
}

const template = templateOf();

function resources(type: string): [id: string, properties: Record<string, unknown>][] {
  const found = template.findResources(type) as Record<string, { Properties: Record<string, unknown> }>;
  return Object.entries(found).map(([id, { Properties }]) => [id, Properties]);
}

/** The functions that answer requests, without those of CloudFormation custom resources. */
function ownFunctions() {
  return resources('AWS::Lambda::Function').filter(([id]) => id.startsWith('ArticleRating'));
}

function ownPolicies() {
  return resources('AWS::IAM::Policy').filter(([id]) => /^ArticleRating(RecordVote|GetRatings)Role/.test(id));
}

describe('the table', () => {
  test('has the keys and the expiry of the design', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      TableName: Match.absent(),
    });
  });

  test('is protected, recoverable, and outlives its stack', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Replicas: [
          { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
        ],
      },
    });
  });

  test('is deleted with its stack in development', () => {
    templateOf({ 'article-rating:stage': 'dev' }).hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })] },
    });
  });
});

describe('the API', () => {
  test('has these routes', () => {
    const handlerOf = new Map(
      resources('AWS::ApiGatewayV2::Integration').map(([id, { IntegrationUri }]) => [id, IntegrationUri]),
    );
    const routes = resources('AWS::ApiGatewayV2::Route').map(([, { RouteKey, Target }]) => {
      const [, integration] = /"Ref":"(\w+)"/.exec(JSON.stringify(Target)) ?? [];
      return [RouteKey, handlerOf.get(integration ?? '')];
    });
    const recordVote = { 'Fn::GetAtt': ['ArticleRatingRecordVoteFunction9D48536D', 'Arn'] };
    const getRatings = { 'Fn::GetAtt': ['ArticleRatingGetRatingsFunctionC825B641', 'Arn'] };
    expect(Object.fromEntries(routes)).toEqual({
      'POST /v1/votes': recordVote,
      'GET /v1/ratings': getRatings,
      'HEAD /v1/ratings': getRatings,
      'GET /v1/badge.svg': getRatings,
      'HEAD /v1/badge.svg': getRatings,
      $default: getRatings,
    });
  });

  test('throttles votes, reads and other requests separately, and allows any origin', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
      RouteSettings: {
        'POST /v1/votes': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'GET /v1/ratings': { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
        'GET /v1/badge.svg': { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: { AllowOrigins: ['*'], AllowMethods: ['GET', 'POST'], AllowHeaders: ['content-type'] },
    });
  });

  test('creates its routes before the stage that names them, as API Gateway requires', () => {
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage')) as [{ DependsOn: string[] }];
    expect(stage.DependsOn).toEqual(expect.arrayContaining(resources('AWS::ApiGatewayV2::Route').map(([id]) => id)));
  });

  test('logs no addresses and no user agents', () => {
    const [[, stage] = []] = resources('AWS::ApiGatewayV2::Stage');
    const { Format } = stage?.['AccessLogSettings'] as { Format: string };
    const fields = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(fields).toContain('$context.requestId');
    expect(fields.filter((field) => /identity|authorizer|ip|agent/i.test(field))).toEqual([]);
  });
});

describe('the functions', () => {
  test('have the runtime, architecture, memory and time-out of the design', () => {
    for (const [, properties] of ownFunctions()) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 512,
        Timeout: 16,
      });
    }
  });

  test('get the settings that concern them', () => {
    const changed = templateOf({ 'article-rating:cacheSeconds': '60', 'article-rating:staleSeconds': '0' });
    changed.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CACHE_SECONDS: '60', STALE_SECONDS: '0' }) },
    });
  });

  test('have exactly the table permissions that they need', () => {
    const granted = ownPolicies().map(([id, { PolicyDocument }]) => {
      const { Statement } = PolicyDocument as { Statement: { Action: string | string[]; Resource: unknown }[] };
      const actions = Statement.flatMap(({ Action, Resource }) => {
        const on = JSON.stringify(Resource).includes('Salts') ? 'salts: ' : '';
        return [Action].flat().map((action) => action.replace('dynamodb:', `dynamodb:${on}`));
      }).filter((action) => action.startsWith('dynamodb:'));
      return [id.includes('RecordVote') ? 'RecordVote' : 'GetRatings', actions.map((action) => action.slice(9)).sort()];
    });
    expect(Object.fromEntries(granted)).toEqual({
      RecordVote: ['GetItem', 'PutItem', 'Query', 'UpdateItem', 'salts: GetItem', 'salts: PutItem'],
      GetRatings: ['Query'],
    });
  });
});

test('no policy of a function has a wildcard', () => {
  expect(ownPolicies()).toHaveLength(2);
  for (const [, { PolicyDocument }] of ownPolicies()) {
    for (const { Action, Resource } of (PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] })
      .Statement) {
      expect(JSON.stringify([Action, Resource])).not.toContain('*');
    }
  }
});

test('no role allows an action with a wildcard, and only a role of the CDK itself has a managed policy', () => {
  for (const [, { PolicyDocument }] of resources('AWS::IAM::Policy')) {
    const { Statement } = PolicyDocument as { Statement: { Action: string | string[] }[] };
    expect(Statement.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  }
  const managed = resources('AWS::IAM::Role').filter(([, role]) => 'ManagedPolicyArns' in role);
  expect(managed.map(([id]) => id.replace(/ProviderRole.*/, ''))).toEqual(['CustomS3AutoDeleteObjectsCustomResource']);
});

test('every log group has the retention that the operator sets', () => {
  const changed = templateOf({ 'article-rating:logRetentionDays': '7' });
  changed.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
  changed.resourceCountIs('AWS::Logs::LogGroup', 4);
});

test('gives no physical name to a resource that needs none, so that many deployments fit in one account', () => {
  const named = [
    'TableName',
    'BucketName',
    'FunctionName',
    'RoleName',
    'LogGroupName',
    'AlarmName',
    'DashboardName',
    'TopicName',
  ];
  const { Resources } = template.toJSON() as { Resources: Record<string, { Type: string; Properties?: object }> };
  const physical = Object.values(Resources).flatMap(({ Type, Properties = {} }) =>
    Object.entries(Properties)
      .filter(([property, value]) => named.includes(property) && typeof value === 'string')
      .map(([property]) => `${Type} ${property}`),
  );
  expect(physical).toEqual([]);
});

test('has the outputs that an operator needs', () => {
  expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
    'AccessLogs',
    'GetRatingsLogs',
    'RecordVoteLogs',
    'TableName',
    'Url',
    'WidgetIntegrity',
    'WidgetTag',
    'WidgetUrl',
  ]);
});

describe('two deployments', () => {
  const twice = () => {
    process.env['CDK_VALIDATION'] = 'false';
    const stack = new Stack(new App(), 'Blogs');
    for (const id of ['Blog', 'Shop']) new ArticleRating(stack, id, { stage: 'dev' });
    return Template.fromStack(stack);
  };

  test('in one stack share a function that copies files, with write access to both buckets', () => {
    const both = twice();
    const named = (type: string, pattern: RegExp) =>
      Object.keys(both.findResources(type)).filter((id) => pattern.test(id));
    const [copier, ...more] = named('AWS::Lambda::Function', /^CustomCDKBucketDeployment/);
    expect(more).toEqual([]);
    const { Role } = (both.toJSON() as { Resources: Record<string, { Properties: { Role: unknown } }> }).Resources[
      copier ?? ''
    ]?.Properties ?? { Role: undefined };
    const [, role = ''] = /"(\w+)","Arn"/.exec(JSON.stringify(Role)) ?? [];
    const policies = Object.values(both.findResources('AWS::IAM::Policy')) as {
      Properties: { Roles: { Ref: string }[]; PolicyDocument: { Statement: { Action: unknown; Resource: unknown }[] } };
    }[];
    const writable = policies
      .filter(({ Properties }) => Properties.Roles.some(({ Ref }) => Ref === role))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => JSON.stringify(Action).includes('s3:PutObject'));
    for (const bucket of named('AWS::S3::Bucket', /SiteBucket/)) expect(JSON.stringify(writable)).toContain(bucket);
  });

  test('in different regions have different names for account-wide CloudFront resources', () => {
    const types = ['CachePolicy', 'OriginRequestPolicy', 'ResponseHeadersPolicy', 'OriginAccessControl'];
    const named = types.flatMap((type) =>
      resources(`AWS::CloudFront::${type}`).map(([, properties]) => JSON.stringify(properties[`${type}Config`])),
    );
    expect(named).toHaveLength(5);
    for (const config of named)
      expect(config).toMatch(/"Name":\{"Fn::Join":\["",\["[\w-]+-",\{"Ref":"AWS::Region"\}\]\]\}/);
  });

  test('new files do not change the permissions of the function that copies them', () => {
    const ownKeys = JSON.stringify(Object.values(template.findResources('AWS::IAM::Policy')));
    expect(ownKeys).not.toMatch(/[0-9a-f]{64}\.zip/);
  });
});

test('the outputs have the versioned file of the widget and its hash', () => {
  const { widgetUrl, integrity } = new ArticleRating(new Stack(new App(), 'Blog'), 'Ratings');
  const [name = ''] = /[^/]+$/.exec(widgetUrl) ?? [];
  expect(name).toMatch(/^article-rating\.[0-9a-f]{12}\.js$/);
  const file = readFileSync(join(bundles().versions, name));
  expect(integrity).toBe(`sha384-${createHash('sha384').update(file).digest('base64')}`);
  expect(file.equals(readFileSync(join(bundles().pages, 'article-rating.js')))).toBe(true);
});

test('a web ACL is attached to the distribution', () => {
  const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/mine/1a-2b';
  template.hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { WebACLId: Match.absent() } });
  templateOf({ 'article-rating:webAclArn': webAclArn }).hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { WebACLId: webAclArn },
  });
});

test('the demo is deployed by default, and search engines are asked not to index it', () => {
  const sources = (settings: Record<string, unknown>) =>
    Object.values(templateOf(settings).findResources('Custom::CDKBucketDeployment')).map(
      ({ Properties }) => (Properties as { SourceObjectKeys: string[] }).SourceObjectKeys.length,
    );
  expect(sources({}).sort()).toEqual([1, 2]);
  expect(sources({ 'article-rating:demoPages': false })).toEqual([1, 1]);
  const policies = JSON.stringify(resources('AWS::CloudFront::ResponseHeadersPolicy'));
  expect(policies).toContain('{"Header":"x-robots-tag","Override":true,"Value":"noindex"}');
});

test.each([
  ['eu-north-1', true],
  ['eu-central-1', false],
])('a budget in %s is refused: %p', (region, refused) => {
  const make = () => {
    const stack = new Stack(new App(), 'Blog', { env: { region, account: '123456789012' } });
    return new ArticleRating(stack, 'Ratings', { monthlyBudget: 10, alarmEmail: 'ops@blog.example' });
  };
  if (refused) expect(make).toThrow(/monthlyBudget has no effect in eu-north-1/);
  else expect(make).not.toThrow();
});
