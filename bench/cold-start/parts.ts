import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { builtinModulesAsTheyAre } from '../../bundling/builtin-modules.ts';
import { stock, trimming } from '../../bundling/functions.ts';
import { replaceSdkModules } from '../../bundling/replace-sdk-modules.ts';
import type { Variant } from './variants.ts';

const replacements = join(import.meta.dirname, '../../bundling/sdk-replacements');
const sdkParts = join(import.meta.dirname, 'sdk-parts');

const all = { ...stock, ...trimming };
const [replacedClient, builtins] = [replaceSdkModules(), builtinModulesAsTheyAre];
const { define: _, ...withWebStreams } = all;
const { splitting: __, chunkNames: ___, ...inOneFile } = all;

/** The deployed bundle without one part of the trimming, by the part's name. */
export const withoutPart: readonly Variant[] = [
  { name: 'client', options: { ...all, plugins: [builtins] } },
  { name: 'client: protocol without schemas', options: { ...all, plugins: [...all.plugins, fromSdk('aws-json')] } },
  {
    name: 'client: endpoint and user agent, once',
    options: { ...all, plugins: [fromSdk('endpoint', 'user-agent'), replacedClient, builtins] },
  },
  { name: 'client: hashes of complete data', options: { ...all, plugins: [...all.plugins, fromSdk('sha256')] } },
  { name: 'built-in modules as they are', options: { ...all, plugins: [replacedClient] } },
  { name: 'no web streams', options: withWebStreams },
  { name: 'separate files', options: inOneFile },
];

/** Takes the SDK's counterparts, in `sdk-parts/`, for these files of `bundling/sdk-replacements/`. */
function fromSdk(...names: readonly string[]): Plugin {
  return {
    name: 'sdk-parts',
    setup(build) {
      build.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ path, resolveDir }) => {
        const isLeftOut = resolveDir === replacements && names.some((name) => path === `./${name}.ts`);
        return isLeftOut ? { path: join(sdkParts, path) } : undefined;
      });
    },
  };
}
