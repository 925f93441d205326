import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { acknowledge, inFindings } from '../accepted-findings/cdk-nag.ts';
import { bundles } from '../bundles.ts';

/**
 * Memory of the function that copies files. All bucket deployments of a stack with the same memory share one function
 * and one role, and this role accepts no grants. So the size is one that no other deployment uses.
 */
const MEGABYTES = 257;

export interface SiteProps {
  readonly logRetentionDays: RetentionDays;
  readonly demoPages: boolean;
}

/** A private bucket with the widget and, if configured, the demo. A deploy can restore all of its content. */
export class Site extends Construct {
  readonly bucket: IBucket;
  /** One function copies files into the buckets of all sites of a stack, so it has one role and one log group. */
  readonly copying: { readonly role: Role; readonly logGroup: LogGroup };

  constructor(scope: Construct, id: string, { logRetentionDays, demoPages }: SiteProps) {
    super(scope, id);

    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
      // The CDK's types conflict under exactOptionalPropertyTypes.
    }) as IBucket;

    this.copying = otherSiteOf(this)?.copying ?? this.#copying(logRetentionDays);
    this.#deploy(demoPages);
  }

  #copying(retention: RetentionDays): Site['copying'] {
    const logGroup = new LogGroup(this, 'Logs', { retention, removalPolicy: RemovalPolicy.DESTROY });
    // The CDK's default role may write to every log group.
    const role = new Role(this, 'DeployRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return { role, logGroup };
  }

  #deploy(demoPages: boolean): void {
    const { role, logGroup } = this.copying;
    const pages = new Asset(this, 'PagesAsset', { path: bundles().pages });
    const demo = demoPages ? [new Asset(this, 'DemoAsset', { path: bundles().demo })] : [];
    const versions = new Asset(this, 'VersionsAsset', { path: bundles().versions });
    this.#mayCopy(pages.bucket);
    // The same for both, because both share one function.
    const copier = { logGroup, role: role.withoutPolicyUpdates(), memoryLimit: MEGABYTES };
    const shared = { destinationBucket: this.bucket, ...copier };

    // Deployed first and never removed: pages that embed an older version by its hash keep working.
    const lasting = new BucketDeployment(this, 'Versions', {
      ...shared,
      sources: [Source.bucket(versions.bucket, versions.s3ObjectKey)],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
      prune: false,
    });
    const changing = new BucketDeployment(this, 'Pages', {
      ...shared,
      sources: [pages, ...demo].map(({ bucket, s3ObjectKey }) => Source.bucket(bucket, s3ObjectKey)),
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
      exclude: ['article-rating.*.js'],
    });
    changing.node.addDependency(lasting, role);
    lasting.node.addDependency(role);
    acknowledgeCopying(this);
  }

  /**
   * Allows reading any uploaded file. With permission for the current files only, each deploy of new files would change
   * the role and use it before IAM has propagated the change.
   */
  #mayCopy(uploads: IBucket): void {
    const { role } = this.copying;
    const { bucketArn } = this.bucket;
    const objects = `${bucketArn}/*`;
    const uploaded = uploads.arnForObjects('*');
    for (const [actions, resources] of [
      [['s3:GetObject'], [uploaded]],
      [['s3:ListBucket'], [bucketArn]],
      [['s3:PutObject', 's3:DeleteObject'], [objects]],
    ] as const) {
      role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    }
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::${inFindings(this, objects)}]`]:
        'Copies the files of the site, under any name, into this one bucket.',
      [`AwsSolutions-IAM5[Resource::${inFindings(this, uploaded)}]`]:
        'File names are hashes, which change with each deploy of new files.',
    });
  }
}

/** Another site in the same stack, if there is one. */
function otherSiteOf(site: Site): Site | undefined {
  return Stack.of(site)
    .node.findAll()
    .find((construct): construct is Site => construct instanceof Site && construct !== site);
}

function acknowledgeCopying(site: Site): void {
  acknowledge(site.bucket, {
    'AwsSolutions-S1': 'Contains only public files, and only the distribution reads them.',
  });
  const itsRuntime = "The version of aws-cdk-lib determines the runtime of the CDK's functions.";
  for (const construct of Stack.of(site).node.children) {
    const { id } = construct.node;
    if (!id.startsWith('Custom::CDKBucketDeployment') || !id.endsWith(`${MEGABYTES}MiB`)) continue;
    acknowledge(construct, {
      'AwsSolutions-L1': itsRuntime,
      'Serverless-LambdaLatestVersion': itsRuntime,
      'Serverless-LambdaDLQ': 'CloudFormation waits for the answer and rolls back without one.',
      'Serverless-LambdaTracing': 'Runs only during a deploy, which shows its log.',
    });
  }
}
