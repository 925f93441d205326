/** Walks through the shape of an operation's data. It only checks for streams, since `aws-json` is sent as is. */
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
