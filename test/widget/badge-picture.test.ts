import { eventually } from './support/eventually.ts';
import { newArticle } from './support/parts.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

test.each([
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

test('a badge in <noscript> is shown where there is no JavaScript, and costs no request where there is', async () => {
  const id = newArticle();
  const html = `<noscript><img src="/v1/badge.svg?articleId=${id}" alt="Readers' rating" height="20" /></noscript>`;
  const without = await stage.open(html, { javaScriptEnabled: false });
  const image = without.getByAltText("Readers' rating");
  await eventually(async () => Math.round((await image.boundingBox())?.width ?? 0), 45);
  const asked: string[] = [];
  await stage.open(html, { before: (tab) => tab.on('request', (request) => asked.push(request.url())) });
  expect(asked.filter((url) => url.includes('badge.svg'))).toEqual([]);
});
