import { englishYesNo } from '../../../widget/texts/english-yes-no.ts';
import { englishExtras } from '../../../widget/texts/english-extras.ts';
import { englishControls } from '../../../widget/texts/english-controls.ts';
import { english } from '../../../widget/texts/english.ts';
import type { AllTexts } from '../../../widget/types.ts';

/** All English texts, from several files. */
export const allEnglish: AllTexts = { ...english, ...englishControls, ...englishExtras, ...englishYesNo };
