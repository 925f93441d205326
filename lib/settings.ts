import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type StageName = 'dev' | 'prod';

/** What an operator may choose. `undefined` and 0 switch off what can be off. */
export interface Settings {
  /** What the stack is called. By default `ArticleRating`, and `ArticleRating-dev` in that stage. */
  readonly stackName: string | undefined;
  /** `prod` keeps its data whatever happens; `dev` goes with all of them when the stack is deleted. */
  readonly stage: StageName;
  /** Whether the table is protected against deletion and stays when the stack is deleted. By default: in `prod`. */
  readonly keepData: boolean;

  /** Seconds for which browsers and the CDN may answer a read from their cache. */
  readonly cacheSeconds: number;
  /** Seconds beyond `cacheSeconds` for which they may answer with the old summary while they fetch the new one. */
  readonly staleSeconds: number;

  /** Votes a second that the API lets through, all visitors together. */
  readonly voteRate: number;
  /** Votes that may arrive at one moment before the rate counts. */
  readonly voteBurst: number;
  /** Reads a second that the API lets through, all visitors together. What a cache answers does not count. */
  readonly readRate: number;
  /** Reads that may arrive at one moment before the rate counts. */
  readonly readBurst: number;
  /** Read units a second that the table gives, all requests together. 0: as many as are asked for. */
  readonly maxReadUnits: number;
  /** Write units a second that the table gives, all requests together; a vote takes 4 to 10. 0: as many as are asked for. */
  readonly maxWriteUnits: number;
  /** Votes at one moment: executions reserved for their function. 0: whatever the account has free. */
  readonly voteConcurrency: number;
  /** Reads at one moment: executions reserved for their function. 0: whatever the account has free. */
  readonly readConcurrency: number;
  /** US dollars a month for the whole account, at 80 % and 100 % of which, and when 100 % is forecast, `alarmEmail` is told. 0: no budget. */
  readonly monthlyBudget: number;

  /** New voters of one network (IPv4 address or IPv6 /64) that count on one article in a UTC day. 0: any number. */
  readonly votersPerNetwork: number;
  /** New voters of one network that count on all articles together in a UTC day. 0: any number, which costs no write units. */
  readonly votersPerNetworkInTotal: number;
  /** Origins whose pages may vote: `https://blog.example`, or `*.blog.example` for every host below it over HTTPS. Empty: all. */
  readonly allowedOrigins: readonly string[];
  /** A regular expression in RE2's syntax that the whole of an article ID must match to be voted on; it need not be anchored. */
  readonly articleIdPattern: string | undefined;
  /**
   * Keys that sign voters' tokens: a JWKS in JSON or, so that it is in no template, a CloudFormation dynamic reference to one,
   * `{{resolve:secretsmanager:…}}`.
   */
  readonly voterTokenKeys: string | undefined;
  /** The `aud` that voters' tokens must have. */
  readonly voterTokenAudience: string | undefined;
  /** Whether votes without a token are refused. */
  readonly voterTokenRequired: boolean;
  /** Key derivations, on average, of the puzzle that a vote must bring solved; 0.3 ms or more each. 0: none. */
  readonly proofOfWork: number;

  /** Hours after which the list of the best rated articles, `/v1/top`, is made anew, by one reading of the table. 0: no list. */
  readonly topListHours: number;
  /** Whether `alarmEmail` gets a mail each week: votes, best and worst articles, what looks suspicious. */
  readonly weeklyDigest: boolean;

  /** A domain of the operator's own for everything, e.g. `ratings.example.com`; needs `certificateArn`. */
  readonly domainName: string | undefined;
  /** The domain's certificate, which CloudFront wants in us-east-1. */
  readonly certificateArn: string | undefined;
  /** The hosted zone of Route 53 that gets the domain's records, with its name. Without it the operator adds them. */
  readonly hostedZoneId: string | undefined;
  readonly hostedZoneName: string | undefined;
  /** An AWS WAF web ACL (scope CLOUDFRONT) that the distribution gets; one attached by hand is taken off by the next deploy. */
  readonly webAclArn: string | undefined;
  /** Counts the secrets that the CDN and the API have shared. One more makes a new one; the last stays valid. Never lower it. */
  readonly originSecretVersion: number;

  /** Whether the demo pages are deployed beside the widget. Search engines are asked to leave them out. */
  readonly demoPages: boolean;
  /** Memory of each function in MB; its share of a processor grows with it. */
  readonly memoryMegabytes: number;
  /** Days for which the functions' and the API's logs are kept. */
  readonly logRetentionDays: RetentionDays;
  /** Who is told of alarms. */
  readonly alarmEmail: string | undefined;
  /** Executions at one moment, near which an alarm goes off, where none are reserved; a new account may have 10. */
  readonly concurrencyLimit: number;
  /** Whether a new version of a function gets a tenth of the requests for five minutes first, and is taken back if it fails. */
  readonly canaryDeploys: boolean;
  /** Whether AWS X-Ray records what the functions spend their time on. */
  readonly tracing: boolean;
}
