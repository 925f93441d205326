import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundles } from './bundles.ts';

export interface SiteProps {
  readonly logRetentionDays: RetentionDays;
}

/** A private bucket with the widget and the demo. It holds nothing that a deploy would not put there again. */
export class Site extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { logRetentionDays }: SiteProps) {
    super(scope, id);

    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
      // CDK's own types do not fit each other where absent and undefined differ.
    }) as IBucket;

    const { pages, versions } = bundles();
    const shared = {
      destinationBucket: this.bucket,
      // One for both: CDK makes one function of them as long as they ask for the same.
      logGroup: new LogGroup(this, 'Logs', { retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY }),
      memoryLimit: 256,
    };
    // First, and never removed: pages that name a version by its hash keep working when there is a newer one.
    const lasting = new BucketDeployment(this, 'Versions', {
      ...shared,
      sources: [Source.asset(versions)],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
      prune: false,
    });
    const changing = new BucketDeployment(this, 'Pages', {
      ...shared,
      sources: [Source.asset(pages)],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
      exclude: ['article-rating.*.js'],
    });
    changing.node.addDependency(lasting);
  }
}
