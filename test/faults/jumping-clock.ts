import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a synthesized assembly and prepends a line to its bundles that makes their wall clock jump back and forth by
 * up to an hour.
 */
export function withJumpingClock(assembly: string, copy: string): string {
  cpSync(assembly, copy, { recursive: true });
  const bundles = globSync('asset.*/index.mjs', { cwd: copy });
  for (const bundle of bundles) {
    const file = join(copy, bundle);
    writeFileSync(join(file, '../jumping-clock.mjs'), PRELUDE);
    writeFileSync(file, `import './jumping-clock.mjs';\n${readFileSync(file, 'utf8')}`);
  }
  if (bundles.length === 0) throw new Error(`No bundles in ${assembly}.`);
  return copy;
}

const PRELUDE = `
const real = Date.now;
let offset = 0;
let jumps = 0;
// Up to an hour ahead or behind, in the same sequence in each run.
setInterval(() => { offset = Math.sin(12.9898 * ++jumps) * 3_600_000; }, 300).unref();
Date.now = () => real() + offset;
`;
