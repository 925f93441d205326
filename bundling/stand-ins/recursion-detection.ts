/**
 * Lambda finds functions that call themselves by way of SQS, SNS and S3, which DynamoDB's calls need not help with.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export const getRecursionDetectionPlugin = () => ({ applyToStack: () => undefined });
