import { Match } from 'aws-cdk-lib/assertions';
import { resourcesIn, templateOf } from '../../support/template-of.ts';

test('enables tracing on request', () => {
  const traced = resourcesIn(templateOf({ tracing: true }), 'AWS::Lambda::Function').filter(
    ([, { TracingConfig }]) => TracingConfig,
  );
  expect(traced).toHaveLength(2);
});

test('identifies this deployment in the metrics', () => {
  templateOf().hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: Match.objectLike({
        POWERTOOLS_SERVICE_NAME: 'ArticleRating/ArticleRating',
        POWERTOOLS_METRICS_NAMESPACE: 'ArticleRating',
      }),
    },
  });
});
