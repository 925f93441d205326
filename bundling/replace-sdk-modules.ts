import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const folder = join(import.meta.dirname, 'sdk-replacements');

/** Modules of the SDK that the functions' bundles replace, and the files of `sdk-replacements/` in their place. */
export const replacements: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb/dist-es/DynamoDBClient.js': 'dynamodb-client',
};

/**
 * Bundles replacements for modules of which a function needs only a part. The build fails if a module is missing, as
 * after an SDK upgrade, or if a replacement lacks an imported export (esbuild reports that).
 */
export function replaceSdkModules(replaced: Readonly<Record<string, string>> = replacements): Plugin {
  return {
    name: 'replace-sdk-modules',
    setup(build) {
      const met = new Set<string>();
      for (const [module, standIn] of Object.entries(replaced)) {
        build.onLoad({ filter: endingWith(`node_modules/${module}`) }, async () => {
          met.add(module);
          const contents = await readFile(join(folder, `${standIn}.ts`), 'utf8');
          return { contents, loader: 'ts', resolveDir: folder };
        });
      }
      build.onEnd(() => ({
        errors: Object.keys(replaced)
          .filter((module) => !met.has(module))
          .map((module) => ({
            text: `${module} is not part of the bundle any more; see bundling/replace-sdk-modules.ts.`,
          })),
      }));
    },
  };
}

function endingWith(path: string): RegExp {
  return new RegExp(`${path.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}
