import type { ExtraTexts } from '../types.ts';

/** English texts that only a question shows; they load with it. */
export type AnswerTexts = Pick<ExtraTexts, 'undo' | 'undone' | 'lost' | 'stays'>;

export const englishYesNo: AnswerTexts = {
  undo: 'Remove my answer',
  undone: 'Your answer was removed.',
  lost: 'Your answer was not saved.',
  stays: 'Your answer was not removed.',
};
