import type { VoteEffect } from '../../lambda/domain/rating-store.ts';
import { Observation } from '../../lambda/runtime/observation.ts';
import { resourcesIn, templateOf } from '../support/template-of.ts';

/** Metrics as `namespace name`, with the dimensions in alphabetical order: `ArticleRating ColdStart service`. */
type Metrics = readonly string[];

const described = (namespace: string, name: string, dimensions: readonly string[]) =>
  [namespace, name, ...dimensions.toSorted()].join(' ');
const sorted = (metrics: Metrics): Metrics => [...new Set(metrics)].sort();

const template = templateOf();
const [variables] = resourcesIn<{ Environment: { Variables: Record<string, string> } }>(
  template,
  'AWS::Lambda::Function',
)
  .filter(([id]) => id.startsWith('ArticleRatingRecordVote'))
  .map(([, { Environment }]) => Environment.Variables);
const namespace = variables?.['POWERTOOLS_METRICS_NAMESPACE'] ?? '';
const service = variables?.['POWERTOOLS_SERVICE_NAME'] ?? '';

interface EmbeddedMetrics {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

/** The metrics that a function with the template's variables writes to its log. */
async function sentMetrics(): Promise<Metrics> {
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const observation = new Observation();
  const effects = { recorded: 0, changed: 0, withdrawn: 0, unchanged: 0 } satisfies Record<VoteEffect, 0>;
  // Complete by its type, so that the metrics of a new method are not forgotten here.
  const calls: Record<Exclude<keyof Observation, 'around'>, () => unknown> = {
    voted: () => (Object.keys(effects) as VoteEffect[]).forEach(observation.voted),
    attempted: () => observation.attempted(true),
    voteRefused: () => observation.voteRefused('busy'),
    failed: () => observation.failed(new Error('defect'), 'request'),
    addressUnreadable: () => observation.addressUnreadable('request'),
    resizeFailed: () => observation.resizeFailed(new Error('defect')),
  };
  const callAll = observation.around(async () => {
    for (const call of Object.values(calls)) await call();
  });
  await callAll(undefined);
  return sorted(
    lines
      .filter((line) => line.includes('CloudWatchMetrics'))
      .flatMap((line) => (JSON.parse(line) as EmbeddedMetrics)._aws.CloudWatchMetrics)
      .flatMap(({ Namespace, Dimensions, Metrics }) =>
        Metrics.map(({ Name }) => described(Namespace, Name, Dimensions.flat())),
      ),
  );
}

/** The metrics of the functions' namespace that the alarms read. */
function alarmMetrics(): Metrics {
  return resourcesIn<{ Metrics?: { MetricStat?: { Metric: AlarmMetric } }[] }>(template, 'AWS::CloudWatch::Alarm')
    .flatMap(([, { Metrics = [] }]) => Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []))
    .filter(({ Namespace }) => Namespace === namespace)
    .map(({ Namespace, MetricName, Dimensions }) => {
      const dimensions = Dimensions.map(({ Name }) => Name);
      return described(Namespace, MetricName, dimensions);
    });
}

/** The metrics of the functions' namespace that the dashboard shows. */
function dashboardMetrics(): Metrics {
  const dashboards = resourcesIn(template, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboards).replaceAll('\\', '');
  const graphs = body.matchAll(RegExp(`\\["${namespace}","(\\w+)","(\\w+)","${service}"`, 'g'));
  const searches = body.matchAll(
    RegExp(`'\\{${namespace},([\\w,]+)\\} MetricName="(\\w+)" service="${service}"'`, 'g'),
  );
  return [
    ...[...graphs].map(([, name = '', dimension = '']) => described(namespace, name, [dimension])),
    ...[...searches].map(([, dimensions = '', name = '']) => described(namespace, name, dimensions.split(','))),
  ];
}

interface AlarmMetric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string }[];
}

const before = { ...process.env };
beforeAll(() => {
  Object.assign(process.env, {
    POWERTOOLS_METRICS_NAMESPACE: namespace,
    POWERTOOLS_SERVICE_NAME: service,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  });
});
afterAll(() => {
  process.env = before;
});
afterEach(() => jest.restoreAllMocks());

test('the dashboard shows exactly the metrics that the functions send', async () => {
  expect(sorted(dashboardMetrics())).toEqual(await sentMetrics());
});

test('the alarms read metrics that the functions send', async () => {
  expect(alarmMetrics()).toHaveLength(2);
  expect(await sentMetrics()).toEqual(expect.arrayContaining([...alarmMetrics()]));
});
