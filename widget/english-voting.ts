import type { VotingTexts } from './english.ts';

export const englishVoting: VotingTexts = {
  submit: 'Submit my rating',
  pending: 'Press Enter to submit your rating.',
  sending: 'Sending…',
  thanks: 'Thank you for rating this post!',
  remove: 'Remove my rating',
  removed: 'Your rating was removed.',
  unsaved: 'Your rating was not saved.',
  limit: 'Too many ratings from here. Try again later.',
};
