import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './accepted-findings/cdk-nag.ts';

export interface RatingsApiProps {
  /** Answers `POST /v1/votes`. */
  readonly recordVote: IFunction;
  /**
   * Answers `GET` and `HEAD` of `/v1/ratings`, `/v1/badge.svg` and `/v1/top`, and 404 or 405 where no route matches.
   */
  readonly getRatings: IFunction;
  /** Limit of votes from all visitors together. */
  readonly voteThrottle: Throttle;
  /** Limit of uncached reads per path, from all visitors together. */
  readonly readThrottle: Throttle;
  /** Whether the API has `/v1/top`. */
  readonly hasTop: boolean;
  readonly logRetentionDays: RetentionDays;
}

export interface Throttle {
  /** Requests a second. */
  readonly rate: number;
  /** Largest burst. */
  readonly burst: number;
}

// Limit of each route without one of its own: HEAD, and the default route with mistyped paths. Enough for monitoring.
const unlistedRoutes: Throttle = { rate: 10, burst: 20 };

/** The HTTP API: routes, CORS, throttling, and an access log without addresses or user agents. */
export class RatingsApi extends Construct {
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;
  readonly accessLogs: LogGroup;

  constructor(scope: Construct, id: string, props: RatingsApiProps) {
    super(scope, id);

    this.httpApi = new HttpApi(this, 'HttpApi', {
      // Only a label in the console: API names need not be unique.
      apiName: Stack.of(this).stackName,
      description: 'Star ratings: votes and summaries',
      createDefaultStage: false,
      // For preflights, which API Gateway answers itself. On all answers, lib/cdn/response-headers.ts sets these
      // headers again: change both lists.
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowHeaders: ['content-type'],
        exposeHeaders: ['etag', 'retry-after'],
        // No browser caches a preflight longer.
        maxAge: Duration.days(1),
      },
    });

    const getRatings = new HttpLambdaIntegration('GetRatings', props.getRatings);
    const recordVote = new HttpLambdaIntegration('RecordVote', props.recordVote);
    const { GET, HEAD, POST } = HttpMethod;
    const routes: Record<string, [HttpRouteKey, HttpLambdaIntegration]> = {
      RecordVoteRoute: [HttpRouteKey.with('/v1/votes', POST), recordVote],
      GetRatingsRoute: [HttpRouteKey.with('/v1/ratings', GET), getRatings],
      HeadRatingsRoute: [HttpRouteKey.with('/v1/ratings', HEAD), getRatings],
      GetBadgeRoute: [HttpRouteKey.with('/v1/badge.svg', GET), getRatings],
      HeadBadgeRoute: [HttpRouteKey.with('/v1/badge.svg', HEAD), getRatings],
      ...(props.hasTop && {
        GetTopRoute: [HttpRouteKey.with('/v1/top', GET), getRatings],
        HeadTopRoute: [HttpRouteKey.with('/v1/top', HEAD), getRatings],
      }),
      DefaultRoute: [HttpRouteKey.DEFAULT, getRatings],
    };
    const made = Object.entries(routes).map(
      ([routeId, [routeKey, integration]]) =>
        new HttpRoute(this, routeId, { httpApi: this.httpApi, routeKey, integration }),
    );

    acknowledge(this, {
      'AwsSolutions-APIG4':
        'Voting and reading are public. The functions refuse requests that bypass the distribution; API Gateway could check that only with another function.',
    });

    this.accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      autoDeploy: true,
      throttle: { rateLimit: unlistedRoutes.rate, burstLimit: unlistedRoutes.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(this.accessLogs), format: accessLogFormat() },
    });
    // Separate limits per route: excess reads must not block votes.
    (this.stage.node.defaultChild as CfnStage).routeSettings = {
      'POST /v1/votes': limits(props.voteThrottle),
      'GET /v1/ratings': limits(props.readThrottle),
      'GET /v1/badge.svg': limits(props.readThrottle),
      ...(props.hasTop && { 'GET /v1/top': limits(props.readThrottle) }),
    };
    // API Gateway refuses settings of a route that does not exist yet.
    this.stage.node.addDependency(...made);
  }
}

// In CloudFormation's spelling: the CDK passes these settings on unchanged.
function limits({ rate, burst }: Throttle): object {
  return { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst };
}

// Names from https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: '$context.requestId',
      time: '$context.requestTime',
      method: '$context.httpMethod',
      path: '$context.path',
      route: '$context.routeKey',
      status: '$context.status',
      bytes: '$context.responseLength',
      milliseconds: '$context.responseLatency',
      functionMilliseconds: '$context.integrationLatency',
      functionStatus: '$context.integrationStatus',
      error: '$context.integrationErrorMessage',
    }),
  );
}
