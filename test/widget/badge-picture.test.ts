import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from './support/eventually.ts';
import { inChromium } from './support/in-chromium.ts';
import { newArticle } from './support/widget-page.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

inChromium.each([
  ['light', '[255,255,255]'],
  ['dark', '[30,33,39]'],
] as const)('a badge is a picture with the colours of a %s page', async (colorScheme, ground) => {
  const id = newArticle();
  await stage.system.api.vote(id, 'an-earlier-voter-0001', 4);
  const picture = `<img src="/v1/badge.svg?articleId=${id}" alt="Readers' rating" style="display:block" />`;
  const page = await stage.open(picture, { colorScheme });
  const image = page.getByAltText("Readers' rating");
  const drawn = await image.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    const { naturalWidth: width, naturalHeight: height } = element;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(element, 0, 0);
    return { width, height, ground: JSON.stringify([...context.getImageData(3, 10, 1, 1).data.slice(0, 3)]) };
  });
  expect(drawn).toEqual({ width: 58, height: 20, ground });
});

inChromium(
  'a badge in <noscript> is shown without JavaScript, and costs no request in a browser with JavaScript',
  async () => {
    const html = recipe('badge-noscript.html');
    const without = await stage.open(html, { javaScriptEnabled: false });
    await shown(without.getByAltText('Readers’ rating of this post'));
    const asked: string[] = [];
    await stage.open(html, { before: (tab) => tab.on('request', (request) => asked.push(request.url())) });
    expect(asked.filter((url) => url.includes('badge.svg'))).toEqual([]);
  },
);

test('the recipe for feeds is well-formed XML, and shows the badge', async () => {
  const html = recipe('badge-feed.html');
  const page = await stage.open(html);
  const read = (text: string) => new DOMParser().parseFromString(text, 'application/xml').documentElement.localName;
  expect(await page.evaluate(read, html)).toBe('a');
  await shown(page.getByRole('link').getByAltText('Rate this post'));
});

test('the recipe for a README is a link around the badge', async () => {
  const page = await stage.open(rendered(recipe('badge-readme.md')));
  await shown(page.getByRole('link').getByAltText('Rating of the manual'));
});

/** A recipe of docs/embedding.md, for the system under test. */
function recipe(name: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../docs/recipes', name), 'utf8');
  return text.replaceAll('https://ratings.example.com', stage.system.url);
}

/** Runs the command of marked: Jest cannot import its ES modules. */
function rendered(markdown: string): string {
  const command = join(import.meta.dirname, '../../node_modules/marked/bin/marked.js');
  return execFileSync(process.execPath, [command], { input: markdown, encoding: 'utf8' });
}

/** Waits until the badge of an article without votes has loaded. */
function shown(image: Locator): Promise<void> {
  return eventually(async () => Math.round((await image.boundingBox())?.width ?? 0), 45);
}
