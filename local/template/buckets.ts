import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';
import { resolver } from './resolve.ts';

/** A folder whose files a deployment copies into a bucket. */
export interface BucketContent {
  readonly bucket: string;
  readonly folder: string;
  /** The `Cache-Control` header of each file, e.g. `public, max-age=300`. */
  readonly cacheControl: string | undefined;
}

interface Deployment {
  readonly SourceObjectKeys: readonly string[];
  readonly DestinationBucketName: unknown;
  readonly DestinationBucketKeyPrefix?: string;
  readonly SystemMetadata?: { readonly 'cache-control'?: string };
}

/** @throws {StartError} if the assembly lacks the files, or the deployment copies into a folder of the bucket */
export function bucketContentsOf(assembly: Assembly): BucketContent[] {
  const resolve = resolver(assembly);
  return resourcesOf(assembly.template, 'Custom::CDKBucketDeployment').flatMap(([name, properties]) => {
    const deployment = properties as unknown as Deployment;
    if (deployment.DestinationBucketKeyPrefix !== undefined)
      throw new StartError(`${name} copies into a folder of the bucket, which the local system does not support.`);
    const bucket = resolve(deployment.DestinationBucketName) as string;
    return deployment.SourceObjectKeys.map((key) => {
      const folder = assembly.assets.get(key);
      if (folder === undefined) throw new StartError(`${name} copies ${key}, which is not in the assembly.`);
      return { bucket, folder, cacheControl: deployment.SystemMetadata?.['cache-control'] };
    });
  });
}
