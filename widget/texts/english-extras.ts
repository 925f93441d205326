import type { AnswerTexts } from './english-yes-no.ts';
import type { ExtraTexts } from '../types.ts';

export const englishExtras: Omit<ExtraTexts, keyof AnswerTexts> = {
  votes: { one: '{count} vote', other: '{count} votes' },
  question: 'Was this page helpful?',
  yes: 'Yes',
  no: 'No',
  helpful: '{yes} of {count} found this helpful',
  answer: 'Your answer: {name}',
  why: 'Would you like to tell us why?',
  send: 'Send',
  received: 'Thank you for your feedback!',
};
