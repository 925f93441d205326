import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Alarms } from './monitoring/alarms.ts';
import { bundles } from './bundles.ts';
import { Canary, liveAlias } from './functions/canary-deploys.ts';
import { Cdn } from './cdn/cdn.ts';
import { customDomainOf } from './cdn/custom-domain.ts';
import { MonthlyBudget } from './monitoring/monthly-budget.ts';
import { OriginSecrets } from './cdn/origin-secrets.ts';
import { GetRatingsFunction } from './functions/get-ratings-function.ts';
import { RecordVoteFunction } from './functions/record-vote-function.ts';
import { RatingsApi } from './ratings-api.ts';
import { RatingsDashboard } from './monitoring/ratings-dashboard.ts';
import { RatingsTable } from './tables/ratings-table.ts';
import { SaltTable } from './tables/salt-table.ts';
import { settingsOfProps } from './settings/read-settings.ts';
import type { Settings } from './settings/settings.ts';
import { Site } from './cdn/site.ts';
import { TablePass } from './functions/table-pass-function.ts';

/** The settings; each has a default. */
export type ArticleRatingProps = { readonly [K in Exclude<keyof Settings, 'stackName'>]?: Settings[K] | undefined };

/**
 * The whole service: a table for votes and one for salts; a function for votes, one for reads and, if configured, one
 * for top lists and digests; the HTTP API; the widget's files; and the CDN in front.
 */
export class ArticleRating extends Construct {
  readonly table: RatingsTable;
  readonly recordVote: RecordVoteFunction;
  readonly getRatings: GetRatingsFunction;
  readonly api: RatingsApi;
  readonly site: Site;
  readonly cdn: Cdn;
  /**
   * The alarms that docs/operations.md lists under Alarms. `alarmEmail` gives them actions; an app may add its own.
   * Those of canary deploys are not among them: they only roll a deploy back, which then fails in CloudFormation.
   */
  readonly alarms: readonly Alarm[];
  /** The output that `npx ratings --stack` reads to find the table. */
  readonly tableName: CfnOutput;
  /** Base URL of the service, without a trailing slash. */
  readonly url: string;
  /** Immutable URL of this version of the widget. */
  readonly widgetUrl: string;
  /** The hash of that file, for a script tag's `integrity`. */
  readonly integrity: string;

  /** @throws {SettingsError} if a property has an invalid value, or the region has no CloudFront */
  constructor(scope: Construct, id: string, props: ArticleRatingProps = {}) {
    super(scope, id);
    const settings = settingsOfProps(props);

    this.table = new RatingsTable(this, 'Table', settings);
    const salts = new SaltTable(this, 'Salts');
    const secrets = new OriginSecrets(this, 'OriginSecrets', { version: settings.originSecretVersion });

    const hasTop = settings.topListHours > 0;
    const shared = { table: this.table, settings, serviceName: nameOf(this) };
    const originSecrets = secrets.valid;
    this.recordVote = new RecordVoteFunction(this, 'RecordVote', { ...shared, salts, originSecrets });
    this.getRatings = new GetRatingsFunction(this, 'GetRatings', { ...shared, hasTop, originSecrets });

    const live = settings.canaryDeploys
      ? { recordVote: liveAlias(this.recordVote.handler), getRatings: liveAlias(this.getRatings.handler) }
      : undefined;
    this.api = new RatingsApi(this, 'Api', {
      recordVote: (live?.recordVote ?? this.recordVote.handler) as IFunction,
      getRatings: (live?.getRatings ?? this.getRatings.handler) as IFunction,
      voteThrottle: { rate: settings.voteRate, burst: settings.voteBurst },
      hasTop,
      readThrottle: { rate: settings.readRate, burst: settings.readBurst },
      logRetentionDays: settings.logRetentionDays,
    });

    if (live) new Canary(this, 'Canary', { httpApi: this.api.httpApi, aliases: Object.values(live) });

    this.site = new Site(this, 'Site', settings);
    this.cdn = new Cdn(this, 'Cdn', {
      httpApi: this.api.httpApi,
      bucket: this.site.bucket,
      originSecret: secrets.current,
      hasTop,
      cacheSeconds: settings.cacheSeconds,
      staleSeconds: settings.staleSeconds,
      domain: customDomainOf(settings),
      webAclArn: settings.webAclArn,
    });
    // The versions that the API calls must accept a new secret before the CDN sends it. With canary deploys, these are
    // the versions of the aliases, whose update ends when all requests go to the new version.
    const answering = [this.recordVote.handler, this.getRatings.handler, ...Object.values(live ?? {})];
    this.cdn.distribution.node.addDependency(...answering);

    const observed = {
      stage: this.api.stage,
      recordVote: this.recordVote,
      getRatings: this.getRatings,
      table: this.table,
      distribution: this.cdn.distribution,
      settings,
    };
    const { topic, all } = new Alarms(this, 'Alarms', observed);
    const pass = hasTop || settings.weeklyDigest ? new TablePass(this, 'TablePass', { ...shared, topic }) : undefined;
    this.alarms = pass ? [...all, pass.alarm] : all;
    new RatingsDashboard(this, 'Overview', observed);
    const { monthlyBudget: dollars, alarmEmail: email } = settings;
    if (dollars > 0 && email !== undefined) new MonthlyBudget(this, 'MonthlyBudget', { dollars, email });

    const description = 'The table with all votes and tallies';
    this.tableName = new CfnOutput(this, 'TableName', { description, value: this.table.tableName });
    this.url = `https://${settings.domainName ?? this.cdn.distribution.distributionDomainName}`;
    this.widgetUrl = `${this.url}/${bundles().versionedWidget}`;
    this.integrity = bundles().integrity;
  }
}

/** A name that is unique in the account and region, because stack names are. */
function nameOf(construct: Construct): string {
  const stack = Stack.of(construct);
  const within = construct.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  return [stack.stackName, ...within].join('/');
}
