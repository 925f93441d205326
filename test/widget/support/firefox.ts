import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { firefox, type Browser } from 'playwright-core';

/** The machine's own Firefox: the one that FIREFOX_PATH names, else an installed one. */
export function findFirefox(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [
    process.env['FIREFOX_PATH'] ?? '',
    ...folders.flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name))),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ].find((path) => existsSync(path));
}

/** Starts an unmodified headless Firefox through WebDriver BiDi. */
export async function launchFirefox(): Promise<Browser> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('No Firefox is installed. Install one, or set FIREFOX_PATH.');
  const args = ['-remote-allow-system-access'];
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath, args });
  const session = sessionOf(browser);
  const send = session.send.bind(session);
  // Playwright sends this command for each page. No released Firefox knows it, and only pages in other media need it.
  session.send = async (method, params) =>
    method === 'emulation.setMediaFeaturesOverride' ? {} : send(method, params);
  return browser;
}

/** Presses the element with this name as assistive technology does, through Firefox's accessibility service. */
export async function pressInFirefox(browser: Browser, name: string): Promise<void> {
  const session = sessionOf(browser);
  const { contexts } = (await session.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
    contexts: { context: string }[];
  };
  // Firefox builds a page's accessibility tree on the first request, which takes a moment.
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(50)) {
    for (const { context } of contexts) {
      const { result } = (await session.send('script.callFunction', {
        functionDeclaration: PRESS,
        arguments: [{ type: 'string', value: name }],
        target: { context },
        awaitPromise: false,
      })) as { result: { value: boolean } };
      if (result.value) return;
    }
  }
  throw new Error(`Assistive technology finds nothing called "${name}" in Firefox.`);
}

/** Runs in a browser window. */
const PRESS = `(name) => {
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const find = (node) => {
    if (node.name === name) return node;
    for (let child = 0; child < node.childCount; child++) {
      const found = find(node.getChildAt(child));
      if (found) return found;
    }
  };
  const window = service.getAccessibleFor(document);
  const found = window && find(window);
  found?.doAction(0);
  return !!found;
}`;

interface Session {
  send(method: string, params: object): Promise<object>;
}

/** Playwright's connection to the browser, which has no public API. */
function sessionOf(browser: Browser): Session {
  const { _connection } = browser as unknown as { _connection: { toImpl(of: Browser): { _browserSession: Session } } };
  return _connection.toImpl(browser)._browserSession;
}
