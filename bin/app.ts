import { App } from 'aws-cdk-lib';
import { ArticleRatingStack } from '../lib/article-rating-stack.ts';

new ArticleRatingStack(new App(), 'ArticleRating');
