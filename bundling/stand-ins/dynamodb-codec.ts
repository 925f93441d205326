/** What would turn data into DynamoDB's JSON by their schemas: made, but never used by `aws-json`. */
export class DynamoDBJsonCodec2 {}
