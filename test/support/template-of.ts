import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ArticleRatingStack } from '../../lib/article-rating-stack.ts';
import { completeSettings } from '../../lib/settings/read-settings.ts';

/** The stack's template with these settings, without validation: synthesis.test.ts synthesizes as `cdk synth` does. */
export function templateOf(settings: Record<string, unknown> = {}): Template {
  process.env['CDK_VALIDATION'] = 'false';
  return Template.fromStack(
    new ArticleRatingStack(new App(), 'ArticleRating', { settings: completeSettings(settings) }),
  );
}

/** The template's resources of one type, by logical ID. */
export function resourcesIn<T = Record<string, unknown>>(
  template: Template,
  type: string,
): [id: string, properties: T][] {
  const found = template.findResources(type) as Record<string, { Properties: T }>;
  return Object.entries(found).map(([id, { Properties }]) => [id, Properties]);
}
