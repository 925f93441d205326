import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface RatingFunctionProps {
  /** The entry file's name under `lambda/`, without its ending; it exports `handler`. */
  readonly entry: string;
  readonly description: string;
  readonly table: TableV2;
  /** What the function does to the table, as DynamoDB names it: `Query`, `PutItem`, … */
  readonly tableActions: readonly string[];
  /** Variables besides `TABLE_NAME`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly logRetentionDays: RetentionDays;
}

const projectRoot = join(import.meta.dirname, '..');

/** A Lambda function with its bundle, its log group, and a role that allows what it does and no more. */
export class RatingFunction extends Construct {
  readonly handler: NodejsFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: RatingFunctionProps) {
    super(scope, id);

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // Not the role that CDK would make: its managed policy lets the function write to every log group of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    role.addToPolicy(
      new PolicyStatement({
        actions: props.tableActions.map((action) => `dynamodb:${action}`),
        resources: [props.table.tableArn],
      }),
    );

    this.handler = new NodejsFunction(this, 'Function', {
      description: props.description,
      entry: join(projectRoot, 'lambda', `${props.entry}.ts`),
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(10),
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { TABLE_NAME: props.table.tableName, ...props.environment },
      // Its variable speaks to version 2 of the SDK only.
      awsSdkConnectionReuse: false,
      bundling: {
        logLevel: LogLevel.WARNING,
        format: OutputFormat.ESM,
        target: 'node24',
        minify: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.DEFAULT,
        sourcesContent: false,
        // The SDK's ES modules shake down to 345 kB; its `main` entries, taken by default, to 548 kB.
        mainFields: ['module', 'main'],
        // Bundled with the rest: the runtime's own SDK loads slower and changes without a deploy.
        externalModules: [],
      },
    });
  }
}
