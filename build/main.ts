/** `node build/main.ts <folder>`: everything that is deployed and not written in CloudFormation, ready to be uploaded. */
import { buildFunctions } from './functions.ts';
import { buildSite } from './site.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node build/main.ts <folder>');
await Promise.all([buildFunctions(`${folder}/functions`), buildSite(folder)]);
