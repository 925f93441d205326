import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { lazyBuiltinModules } from '../../bundling/lazy-builtin-modules.ts';
import { stock, trimming } from '../../bundling/functions.ts';
import { replaceSdkModules } from '../../bundling/replace-sdk-modules.ts';
import type { Variant } from './variants.ts';

const replacements = join(import.meta.dirname, '../../bundling/sdk-replacements');
const sdkParts = join(import.meta.dirname, 'sdk-parts');

const all = { ...stock, ...trimming };
const { plugins } = trimming;

/** The deployed bundle without one part of the trimming, by the part's name; the first lacks none, for comparison. */
export const withoutPart: readonly Variant[] = [
  { name: 'nothing (noise of the measurement)', options: all },
  { name: 'the client', options: { ...all, plugins: [lazyBuiltinModules] } },
  { name: 'the protocol without schemas', options: withSdks('aws-json') },
  { name: 'the endpoint and user agent, computed once', options: withSdks('endpoint', 'user-agent') },
  { name: 'built-in modules as they are', options: { ...all, plugins: [replaceSdkModules()] } },
  { name: 'separate files', options: { ...stock, plugins } },
];

/** Bundles the SDK's counterparts, in `sdk-parts/`, in place of these files of `bundling/sdk-replacements/`. */
function withSdks(...names: readonly string[]): BuildOptions {
  const plugin: Plugin = {
    name: 'sdk-parts',
    setup(build) {
      build.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ path, resolveDir }) => {
        const isLeftOut = resolveDir === replacements && names.some((name) => path === `./${name}.ts`);
        return isLeftOut ? { path: join(sdkParts, path) } : undefined;
      });
    },
  };
  return { ...all, plugins: [...plugins, plugin] };
}
