/** No operation of DynamoDB that is used here streams. */
export class EventStreamSerde {
  constructor() {
    throw new Error('Event streams are left out of this bundle: docs/adr/0011-sdk-trimmed-at-build-time.md.');
  }
}

export const eventStreamSerdeProvider = undefined;
