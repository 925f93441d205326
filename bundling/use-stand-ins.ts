import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const folder = join(import.meta.dirname, 'stand-ins');

/** Modules of the SDK that the functions' bundles replace, and the files of `stand-ins/` in their place. */
export const standIns: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb/dist-es/DynamoDBClient.js': 'dynamodb-client',
};

/**
 * Bundles stand-ins for modules of which a function needs only a part. The build fails if a module is missing, as after
 * an SDK upgrade, or if a stand-in lacks an imported export (esbuild reports that).
 */
export function useStandIns(replaced: Readonly<Record<string, string>> = standIns): Plugin {
  return {
    name: 'use-stand-ins',
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
          .map((module) => ({ text: `${module} is not part of the bundle any more; see bundling/use-stand-ins.ts.` })),
      }));
    },
  };
}

function endingWith(path: string): RegExp {
  return new RegExp(`${path.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}
