/** Lambda sets `AWS_REGION`, and there is no EC2 instance to ask for another. */
export function getInstanceMetadataRegion(): Promise<undefined> {
  return Promise.resolve(undefined);
}
