import * as dynamodb from '@aws-sdk/client-dynamodb';

const { DynamoDBServiceException } = dynamodb;

/** Every DynamoDB error class of the SDK with its name, including the base class. */
export const errorClasses = Object.entries(dynamodb).filter(
  (entry): entry is [string, typeof DynamoDBServiceException] =>
    typeof entry[1] === 'function' &&
    (entry[1] === DynamoDBServiceException || entry[1].prototype instanceof DynamoDBServiceException),
);
