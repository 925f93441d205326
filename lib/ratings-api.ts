import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
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
import { acknowledge } from './acknowledge.ts';

export interface RatingsApiProps {
  /** Answers `POST /v1/votes`. */
  readonly recordVote: IFunction;
  /** Answers `GET /v1/ratings`, and says 404 or 405 to whatever no route takes. */
  readonly getRatings: IFunction;
  /** Requests a second, all visitors together. */
  readonly throttleRate: number;
  /** Requests at one moment. */
  readonly throttleBurst: number;
  readonly logRetentionDays: RetentionDays;
}

/** The HTTP API: routes, CORS, throttling, and an access log without addresses or user agents. */
export class RatingsApi extends Construct {
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;
  readonly accessLogs: LogGroup;

  constructor(scope: Construct, id: string, props: RatingsApiProps) {
    super(scope, id);

    this.httpApi = new HttpApi(this, 'HttpApi', {
      // A label for the console, not an identity: names of APIs need not differ.
      apiName: Stack.of(this).stackName,
      description: 'Star ratings: votes and summaries',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowHeaders: ['content-type'],
        exposeHeaders: ['etag', 'retry-after'],
        // No browser keeps a preflight's answer longer.
        maxAge: Duration.days(1),
      },
    });

    const readsAndStrangers = new HttpLambdaIntegration('GetRatings', props.getRatings);
    const votes = new HttpLambdaIntegration('RecordVote', props.recordVote);
    const routes = {
      RecordVoteRoute: [HttpRouteKey.with('/v1/votes', HttpMethod.POST), votes],
      GetRatingsRoute: [HttpRouteKey.with('/v1/ratings', HttpMethod.GET), readsAndStrangers],
      DefaultRoute: [HttpRouteKey.DEFAULT, readsAndStrangers],
    } as const;
    for (const [routeId, [routeKey, integration]] of Object.entries(routes)) {
      new HttpRoute(this, routeId, { httpApi: this.httpApi, routeKey, integration });
    }

    acknowledge(this, {
      'AwsSolutions-APIG4':
        'Anybody may vote and read. The functions refuse what did not come through the distribution, which API Gateway cannot do without calling a function.',
    });

    this.accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      autoDeploy: true,
      throttle: { rateLimit: props.throttleRate, burstLimit: props.throttleBurst },
      accessLogSettings: { destination: new LogGroupLogDestination(this.accessLogs), format: accessLogFormat() },
    });
  }
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
