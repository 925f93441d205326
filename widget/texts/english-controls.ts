import type { ControlsTexts } from './english.ts';

export const englishControls: ControlsTexts = {
  submit: 'Submit my rating',
  pending: 'Press Enter to submit your rating.',
  sending: 'Sending…',
  thanks: 'Thank you for rating this post!',
  remove: 'Remove my rating',
  removed: 'Your rating was removed.',
  unsure: 'Perhaps not saved. It is safe to try again.',
  kept: 'Your rating was not removed.',
  unclear: 'Perhaps not removed. It is safe to try again.',
  limit: 'Too many ratings from here. Try again later.',
};
