import type { Texts } from './types.ts';

/** The texts that come with the widget itself. */
export const english: Texts = {
  lang: 'en',
  title: 'How useful was this post?',
  hint: 'Click on a star to rate it!',
  stars: 'Not at all useful|Somewhat useful|Useful|Fairly useful|Very useful',
  summary: 'Average rating {average} / {max}. Vote count: {count}',
  none: 'No votes so far!',
  first: 'Be the first to rate this post.',
  own: 'Your rating: {rating} / {max} ({name})',
  submit: 'Submit my rating',
  sending: 'Sending…',
  thanks: 'Thank you for rating this post!',
  remove: 'Remove my rating',
  removed: 'Your rating was removed.',
  retry: 'Try again',
  failed: 'The rating could not be loaded.',
  unsaved: 'Your rating was not saved.',
  unsure: 'Your rating may not be saved. It is safe to try again.',
  offline: 'You are offline. Try again when you are online.',
  busy: 'Too many ratings at once. Try again soon.',
  limit: 'Too many ratings from here. Try again later.',
};
