/** The codec that would convert data to DynamoDB's JSON by schema: created, but never used by `aws-json`. */
export class DynamoDBJsonCodec2 {}
