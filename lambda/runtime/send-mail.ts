import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

/** Sends an e-mail to the subscribers of a topic. */
export async function sendMail(
  topicArn: string,
  mail: { readonly subject: string; readonly body: string },
): Promise<void> {
  const sns = new SNSClient();
  await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: mail.subject, Message: mail.body }));
}
