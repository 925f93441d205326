import { englishAnswers } from '../../../widget/english-answers.ts';
import { englishExtras } from '../../../widget/english-extras.ts';
import { englishVoting } from '../../../widget/english-voting.ts';
import { english } from '../../../widget/english.ts';
import type { AllTexts } from '../../../widget/types.ts';

/** All English texts, from several files. */
export const allEnglish: AllTexts = { ...english, ...englishVoting, ...englishExtras, ...englishAnswers };
