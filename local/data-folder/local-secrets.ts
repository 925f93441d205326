import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Random secrets by name, in place of CloudFormation's, generated on first use and kept in the data folder. */
export function localSecrets(folder?: string): (name: string) => string {
  const file = folder === undefined ? undefined : join(folder, 'secrets.json');
  const secrets = file === undefined ? {} : read(file);
  return (name) => {
    const known = secrets[name];
    if (known !== undefined) return known;
    const made = randomBytes(32).toString('hex');
    secrets[name] = made;
    if (file !== undefined) writeFileSync(file, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
    return made;
  };
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    // Absent, or damaged by a crash: nothing depends on the earlier values.
    return {};
  }
}
