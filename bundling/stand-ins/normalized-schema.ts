/** What walks through the shape of an operation's data. All that is asked is whether any of it streams, since `aws-json` is sent as is. */
export class NormalizedSchema {
  static of() {
    return new NormalizedSchema();
  }

  /** Its name, where there is one. */
  getEventStreamMember() {
    return '';
  }
}

export const isStaticSchema = undefined;
export const simpleSchemaCacheN = undefined;
export const simpleSchemaCacheS = undefined;
