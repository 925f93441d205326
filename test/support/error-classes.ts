import * as dynamodb from '@aws-sdk/client-dynamodb';

const { DynamoDBServiceException } = dynamodb;

/** Every class of error that the SDK has for DynamoDB, the base of them all included, by its name. */
export const errorClasses = Object.entries(dynamodb).filter(
  (entry): entry is [string, typeof DynamoDBServiceException] =>
    typeof entry[1] === 'function' &&
    (entry[1] === DynamoDBServiceException || entry[1].prototype instanceof DynamoDBServiceException),
);
