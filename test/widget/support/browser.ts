import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { lockFile } from '../../../local/data-folder/file-lock.ts';
import { launchFirefox } from './firefox.ts';

const projectRoot = join(import.meta.dirname, '../../..');

/** Starts the browser that TEST_BROWSER names, otherwise Chromium. */
export function launchBrowser(): Promise<Browser> {
  return process.env['TEST_BROWSER'] === 'Firefox' ? launchFirefox() : launchChromium();
}

/** Starts a headless Chromium: the one that CHROME_PATH names, else npm's, else an installed one. */
async function launchChromium(): Promise<Browser> {
  const tried: string[] = [];
  for (const find of [givenBrowser, packagedBrowser, installedBrowser]) {
    try {
      const executablePath = find();
      // The sandbox needs user namespaces, which root in a container lacks. The tests open only our own pages.
      if (executablePath) return await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    } catch (error) {
      tried.push((error as Error).message);
    }
  }
  throw new Error(
    'The widget is tested in a real browser, and none could be started. Install Google Chrome or Chromium, or set ' +
      'CHROME_PATH to one. On Linux the npm package @sparticuz/chromium also serves: it comes with `npm install` and ' +
      `needs the libraries nss and nspr (Debian: apt-get install libnss3).\n${tried.join('\n')}`,
  );
}

function givenBrowser(): string | undefined {
  return process.env['CHROME_PATH'];
}

/** Unpacks the package's binary on first use, under a lock: test files run in parallel. */
function packagedBrowser(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  using lock = lockFile(join(tmpdir(), 'article-rating-browser.lock'), 60_000);
  if (lock === undefined) throw new Error('Another test run has been unpacking a browser for a minute.');
  const print = `import('@sparticuz/chromium').then(async (m) => process.stdout.write(await m.default.executablePath()))`;
  return execFileSync(process.execPath, ['-e', print], { cwd: projectRoot, encoding: 'utf8' });
}

function installedBrowser(): string | undefined {
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ].find((path) => existsSync(path));
}
