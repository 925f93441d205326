import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Modules of the SDK that cannot run in Lambda, or not for DynamoDB, and what `stand-ins/` has in their place. */
export const standIns: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb/dist-es/endpoint/endpointResolver.js': 'endpoint',
  '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js': 'logger',
  '@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/user-agent-middleware.js': 'user-agent',
  '@aws-sdk/core/dist-es/submodules/protocols/json/AwsJson1_0Protocol.js': 'aws-json',
  '@aws-sdk/credential-provider-node/dist-es/index.js': 'credentials',
  '@aws-sdk/dynamodb-codec/dist-es/index.js': 'dynamodb-codec',
  '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Node.js': 'sha256-node',
  '@smithy/core/dist-es/submodules/config/node-config-provider/configLoader.js': 'config-loader',
  '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/endpointMiddleware.js': 'endpoint-middleware',
  '@smithy/core/dist-es/submodules/event-streams/index.js': 'event-streams',
  '@smithy/core/dist-es/submodules/schema/middleware/schemaSerializationMiddleware.js': 'schema-serialization',
  '@smithy/core/dist-es/submodules/schema/schemas/NormalizedSchema.js': 'normalized-schema',
};

/**
 * Bundles stand-ins for modules that a function does not need. A missing module, as after an
 * upgrade of the SDK, fails the build. So does, by esbuild itself, a stand-in that lacks an
 * imported export.
 */
export function leaveOut(replaced: Readonly<Record<string, string>> = standIns): Plugin {
  return {
    name: 'leave-out',
    setup(build) {
      const met = new Set<string>();
      for (const [module, standIn] of Object.entries(replaced)) {
        build.onLoad({ filter: endingWith(`node_modules/${module}`) }, async ({ path }) => {
          met.add(module);
          const contents = await readFile(join(import.meta.dirname, 'stand-ins', `${standIn}.ts`), 'utf8');
          return { contents, loader: 'ts', resolveDir: dirname(path) };
        });
      }
      build.onEnd(() => ({
        errors: Object.keys(replaced)
          .filter((module) => !met.has(module))
          .map((module) => ({ text: `${module} is not part of the bundle any more; see bundling/leave-out.ts.` })),
      }));
    },
  };
}

function endingWith(path: string): RegExp {
  return new RegExp(`${path.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}
