import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type StageName = 'dev' | 'prod';

/** The operator's settings. `undefined` and 0 switch a feature off. */
export interface Settings {
  /** Name of the stack. By default `ArticleRating`, or `ArticleRating-dev` in `dev`. */
  readonly stackName: string | undefined;
  /**
   * Kind of deployment. Unless `keepData` says otherwise, `prod` keeps its data when the stack is deleted, and `dev`
   * does not.
   */
  readonly stage: StageName;
  /**
   * Whether the table is protected from deletion and kept when the stack is deleted. By default `true` in `prod`,
   * `false` in `dev`.
   */
  readonly keepData: boolean;

  /** Seconds for which browsers and the CDN may answer a read from their cache. */
  readonly cacheSeconds: number;
  /**
   * Seconds beyond `cacheSeconds` for which browsers and the CDN may answer with the old summary while they fetch the
   * new one.
   */
  readonly staleSeconds: number;

  /** Votes a second that the API accepts, from all visitors together. */
  readonly voteRate: number;
  /** Largest burst of votes that the API accepts. */
  readonly voteBurst: number;
  /**
   * Reads a second that the API accepts from all visitors together, for each of `/v1/ratings`, `/v1/badge.svg` and
   * `/v1/top`. Reads that a cache answers do not count.
   */
  readonly readRate: number;
  /** Largest burst of reads that the API accepts, for each of the three paths. */
  readonly readBurst: number;
  /** Maximum throughput of the table in read units a second. 0: no limit. */
  readonly maxReadUnits: number;
  /**
   * Maximum throughput of the table in write units a second. A vote takes 1 to 10, and up to 16 with all defences on.
   * 0: no limit.
   */
  readonly maxWriteUnits: number;
  /** Reserved concurrency of the vote function. 0: none; the function shares the account's concurrency. */
  readonly voteConcurrency: number;
  /** Reserved concurrency of the read function. 0: none; the function shares the account's concurrency. */
  readonly readConcurrency: number;
  /**
   * Monthly account budget in US dollars; `alarmEmail` is notified at 80 %, at 100 % and when 100 % is forecast. 0: no
   * budget.
   */
  readonly monthlyBudget: number;

  /** Maximum new voters from one network (IPv4 address or IPv6 /64) on one article in a UTC day. 0: no limit. */
  readonly votersPerNetwork: number;
  /**
   * Maximum new voters from one network on all articles together in a UTC day. 0: no limit, which saves two write units
   * for each first vote.
   */
  readonly votersPerNetworkInTotal: number;
  /**
   * Origins whose pages may vote: `https://blog.example`, or `*.blog.example` for every host below it over HTTPS.
   * Empty: all.
   */
  readonly allowedOrigins: readonly string[];
  /** Regular expression in RE2's syntax that the whole article ID must match to receive votes; it needs no anchors. */
  readonly articleIdPattern: string | undefined;
  /**
   * Keys that verify voters' tokens (Ed25519 public keys or HS256 secrets): a JWKS in JSON or, to keep it out of
   * templates, a CloudFormation dynamic reference, `{{resolve:secretsmanager:…}}`.
   */
  readonly voterTokenKeys: string | undefined;
  /** The `aud` claim that voters' tokens must have. */
  readonly voterTokenAudience: string | undefined;
  /** Whether votes without a token are refused. */
  readonly voterTokenRequired: boolean;
  /** Proof of work for each vote: average number of key derivations, of about 0.3 ms each. 0: none. */
  readonly proofOfWork: number;

  /** Hours between rebuilds of the top list, `/v1/top`; each rebuild reads the whole table. 0: no list. */
  readonly topListHours: number;
  /** Whether `alarmEmail` gets a weekly e-mail: votes, best and worst articles, suspicious votes. */
  readonly weeklyDigest: boolean;

  /** Custom domain for everything, such as `ratings.example.com`; needs `certificateArn`. */
  readonly domainName: string | undefined;
  /** ARN of the domain's certificate. CloudFront requires a certificate in us-east-1. */
  readonly certificateArn: string | undefined;
  /**
   * ID of the hosted zone in Route 53 that gets the domain's records; needs `hostedZoneName`. Without it, add the
   * records yourself.
   */
  readonly hostedZoneId: string | undefined;
  /** Name of the hosted zone that `hostedZoneId` identifies. */
  readonly hostedZoneName: string | undefined;
  /**
   * ARN of an AWS WAF web ACL (scope CLOUDFRONT) for the distribution. If you attach one by hand, the next deploy
   * detaches it.
   */
  readonly webAclArn: string | undefined;
  /**
   * Version of the secret shared by CDN and API. Raise it by one to generate a new secret; the previous one stays
   * valid. Never lower it.
   */
  readonly originSecretVersion: number;

  /** Whether the demo pages are deployed next to the widget. They are served with `noindex`. */
  readonly demoPages: boolean;
  /**
   * Memory in MB of the functions that answer requests; their share of a vCPU grows with it. The function that makes
   * the top list and the weekly digest has 1,769 MB.
   */
  readonly memoryMegabytes: number;
  /** Days for which the logs of the functions and the API are kept. */
  readonly logRetentionDays: RetentionDays;
  /** E-mail address that alarms, the budget and the weekly digest notify. */
  readonly alarmEmail: string | undefined;
  /**
   * The account's limit of concurrent executions; new accounts may have 10. An alarm starts at 80 % of it, unless
   * concurrency is reserved.
   */
  readonly concurrencyLimit: number;
  /**
   * Whether each new version of the functions that answer requests gets only a tenth of the requests for five minutes,
   * and is rolled back if it fails.
   */
  readonly canaryDeploys: boolean;
  /** Whether AWS X-Ray traces the functions. */
  readonly tracing: boolean;
}
