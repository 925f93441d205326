import { templateOf } from '../support/template-of.ts';
import pinned from './logical-ids-0.1.0.json' with { type: 'json' };

type Types = Readonly<Record<string, string>>;

const allFeatures = {
  domainName: 'ratings.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0',
  hostedZoneId: 'Z1',
  hostedZoneName: 'example.com',
  webAclArn: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/mine/1a-2b',
  originSecretVersion: 2,
  voteConcurrency: 50,
  readConcurrency: 50,
  votersPerNetworkInTotal: 200,
  allowedOrigins: ['https://blog.example'],
  articleIdPattern: 'blog/.*',
  voterTokenKeys: '{"keys":[{"kty":"OKP","crv":"Ed25519"}]}',
  voterTokenAudience: 'ratings',
  voterTokenRequired: true,
  proofOfWork: 100,
  topListHours: 24,
  weeklyDigest: true,
  alarmEmail: 'ops@example.com',
  monthlyBudget: 10,
  canaryDeploys: true,
  tracing: true,
};

/** The ID of a function's version ends with a hash of the function's code and properties. */
function withoutHash(id: string, type: string): string {
  return type === 'AWS::Lambda::Version' ? id.replace(/[0-9a-f]{32}$/, '<hash>') : id;
}

function typesOf(settings: Record<string, unknown>): Types {
  const { Resources } = templateOf(settings).toJSON() as { Resources: Record<string, { Type: string }> };
  return Object.fromEntries(Object.entries(Resources).map(([id, { Type }]) => [withoutHash(id, Type), Type]));
}

const asLine = ([id, type]: [string, string]) => `  "${id}": "${type}"`;

/** What differs from the pinned resources, with the remedy; empty if nothing differs. */
function differences(before: Types, now: Types): string {
  const lost = Object.entries(before).filter(([id, type]) => now[id] !== type);
  const added = Object.entries(now).filter(([id, type]) => before[id] !== type);
  return [
    ...(lost.length > 0
      ? [
          'The template has lost resources. CloudFormation deletes a resource whose logical ID is gone from the template,',
          'with its data or its address, and creates a new one for a new ID. Restore the construct IDs of:',
          ...lost.map(asLine),
        ]
      : []),
    ...(added.length > 0
      ? [
          'The template has resources that are not pinned. If none of them is a renamed one, add to logical-ids-0.1.0.json:',
          ...added.map(asLine),
        ]
      : []),
  ].join('\n');
}

// An upgrade from version 0.1.0 must replace no resource.
test.each([
  ['the default settings', {}, pinned.default],
  ['all features on', allFeatures, pinned.allFeatures],
])('every resource keeps its logical ID and its type, with %s', (_, settings, before) => {
  expect(differences(before, typesOf(settings))).toBe('');
});

test('turning features on renames no resource', () => {
  expect(pinned.allFeatures).toMatchObject(pinned.default);
});

test('reports a renamed resource as lost and as new', () => {
  const report = differences({ TableA: 'AWS::S3::Bucket' }, { TableB: 'AWS::S3::Bucket' });
  expect(report).toMatch(/deletes a resource[^]*"TableA"[^]*not pinned[^]*"TableB"/);
});
