import type { ExtraTexts, Texts } from '../types.ts';

/** Texts that only voters see; they load with the controls. */
export type ControlsTexts = Pick<
  Texts,
  'submit' | 'pending' | 'sending' | 'thanks' | 'remove' | 'removed' | 'unsure' | 'kept' | 'unclear' | 'limit'
>;

/** The texts of a view. The English texts for voters and features load with their parts, so they may be missing. */
export type ShownTexts = Omit<Texts, keyof ControlsTexts> & Partial<ControlsTexts & ExtraTexts>;

/** The texts in the script itself. */
export const english: Omit<Texts, keyof ControlsTexts> = {
  lang: 'en',
  title: 'How useful was this post?',
  hint: 'Click on a star to rate it!',
  // Only voters see it, but it is the longest text in its place and determines the room there.
  own: 'Your rating: {rating} / {max} ({name})',
  stars: 'Not at all useful|Somewhat useful|Useful|Fairly useful|Very useful',
  star: { one: '{count} star', other: '{count} stars' },
  summary: 'Average rating {average} / {max}. Vote count: {count}',
  none: 'No votes so far!',
  first: 'Be the first to rate this post.',
  retry: 'Try again',
  failed: 'The rating could not be loaded.',
  // Shown where the code for voters, with its texts, cannot be loaded.
  unsaved: 'Your rating was not saved.',
  offline: 'You are offline. Try again when you are online.',
  busy: 'The service is busy. Try again soon.',
};
