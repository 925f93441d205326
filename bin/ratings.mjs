#!/usr/bin/env node
// Plain JavaScript, so that any Node can start it. In a clone the program is TypeScript, which the
// package `node` runs even if this Node cannot; in the npm package it is bundled.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Hides warnings of experimental features and of the SDK's Node versions: operators cannot act on
// them, and scripts read stderr.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(`${warning.name}: ${warning.message}`);
});

const program = fileURLToPath(new URL('ratings.ts', import.meta.url));

if (!existsSync(program)) {
  await import('../dist/ratings/ratings.mjs');
} else if (process.features.typescript) {
  await import(program);
} else {
  // Both processes get a terminal's Ctrl-C; the program decides what it means, and this one waits for it.
  process.on('SIGINT', () => undefined);
  const child = spawn(packagedNode(), [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`Run npm ci in this project's folder first, or use Node 22.18 or newer: ${error.message}`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => (process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 3)));
}

function packagedNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return 'the package node';
  }
}
