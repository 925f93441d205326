import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A copy of a synthesized assembly whose functions live with a wall clock that jumps back and forth by up to an hour: the
 * deployed bundles, and a line before them.
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
// Up to an hour ahead or behind, the same in each run.
setInterval(() => { offset = Math.sin(12.9898 * ++jumps) * 3_600_000; }, 300).unref();
Date.now = () => real() + offset;
`;
