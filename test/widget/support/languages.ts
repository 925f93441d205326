import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the languages other than English, which is part of the script. */
export const languagesFolder = join(import.meta.dirname, '../../../widget/texts/lang');

/** Codes of the languages other than English, in alphabetical order. */
export const translations = readdirSync(languagesFolder)
  .map((file) => file.replace('.ts', ''))
  .sort();

export const LANGUAGES = ['en', ...translations];
