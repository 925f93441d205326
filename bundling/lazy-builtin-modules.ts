import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Lazily loaded libraries, which keep their imports of built-in modules: code shared between them and the rest would be
 * split into a separate file.
 */
const LAZY = /[\\/]node_modules[\\/](jose|altcha-lib)[\\/]/;

/**
 * Replaces imports of Node's built-in modules with `process.getBuiltinModule`. An import evaluates all exports,
 * including lazily created ones: Web Crypto, undici, file streams.
 */
export const lazyBuiltinModules: Plugin = {
  name: 'builtin-modules',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z0-9_]+(\/[a-z]+)?$/ }, ({ path, importer }) => {
      const name = path.replace(/^node:/, '');
      if (LAZY.test(importer) || !builtinModules.includes(name)) return undefined;
      return { path: name, namespace: 'builtin', sideEffects: false };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: moduleOf(path), loader: 'js' }));
    build.onLoad({ filter: /[\\/]node_modules[\\/]@(smithy|aws)[\\/].*\.js$/ }, async ({ path }) => {
      const original = await readFile(path, 'utf8');
      return { contents: original.replaceAll(/\bimport\((["']node:\w+["'])\)/g, 'process.getBuiltinModule($1)') };
    });
  },
};

/** Source of a module with all exports; the bundler can omit each of them. */
function moduleOf(name: string): string {
  const builtin = process.getBuiltinModule(`node:${name}`) as object;
  const names = Object.keys(builtin).filter((key) => key !== 'default');
  const values = names.map((key, index) => {
    const made = Object.getOwnPropertyDescriptor(builtin, key)?.get !== undefined;
    // Lazily created exports are accessed only when first called.
    if (made) return `function _${index}(...args) { return builtin.${key}(...args); }`;
    return `const _${index} = /* @__PURE__ */ take('${key}');`;
  });
  return [
    `const builtin = /* @__PURE__ */ process.getBuiltinModule('node:${name}');`,
    '/* @__NO_SIDE_EFFECTS__ */ function take(key) { return builtin[key]; }',
    ...values,
    `export { builtin as default, ${names.map((key, index) => `_${index} as ${key}`).join(', ')} };`,
  ].join('\n');
}
