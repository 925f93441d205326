import { adopt } from '../browser/adopt-sheet.ts';
import type { Article, Widget } from '../article/article.ts';
import { englishYesNo } from '../texts/english-yes-no.ts';
import type { ShownTexts } from '../texts/english.ts';
import type { CreateView } from '../element/load-features.ts';
import { make, say } from '../browser/make.ts';
import type { AllTexts } from '../types.ts';
import type { View } from '../element/view.ts';
import { yesNoStyles } from './yes-no-styles.ts';

/**
 * Asks whether the page was helpful. Only the controls for five stars (yes) and one star (no) remain, labelled with
 * words.
 */
export function createView(widget: Widget, create: CreateView): View {
  const view = create(widget);
  const root = widget.shadowRoot!;
  adopt(root, yesNoStyles);
  const part = (name: string) => root.querySelector<HTMLElement>(`[part=${name}]`)!;
  const [group, line, stars, hint] = [part('group'), part('line'), part('stars'), part('hint')];
  const cells = [...stars.children] as HTMLElement[];
  const inputs = cells.map((cell) => cell.querySelector('input')!);
  const labels = cells.map((cell, index) => {
    const label = make('div', 'answer');
    label.ariaHidden = 'true';
    cell.prepend(label);
    cell.hidden = index % 4 > 0;
    return label;
  });
  stars.prepend(cells[4]!);
  group.insertBefore(line, part('actions'));

  let given: ShownTexts | undefined;
  let texts: ShownTexts;
  return (article, all, readOnly, still) => {
    if (given !== all) texts = asked((given = all));
    view(counting(article), texts, readOnly, still);
    stars.hidden = readOnly;
    const names = texts.stars.split('|');
    names.forEach((name, index) => {
      say(labels[index]!, name);
      inputs[index]!.ariaLabel = name;
      // The button itself shows the answer.
      if (hint.textContent === name) say(hint, '');
      // Earlier votes of two to four stars: four stars count as a yes.
      if (index % 4 && inputs[index]!.checked) inputs[index > 2 ? 4 : 0]!.checked = true;
    });
  };
}

/** The texts of the question in place of those for stars. */
function asked(all: ShownTexts): ShownTexts {
  const texts = { ...englishYesNo, ...all } as AllTexts;
  const { question: title, yes, no, helpful: summary, answer: own, send: submit, received: thanks } = texts;
  const { undo: remove, undone: removed, lost: unsaved, stays: kept } = texts;
  return {
    ...texts,
    title,
    summary,
    own,
    submit,
    thanks,
    remove,
    removed,
    unsaved,
    kept,
    hint: '',
    first: '',
    stars: [no, no, no, yes, yes].join('|'),
  };
}

function counting(article: Article): Article {
  const { summary_: known } = article;
  if (!known) return article;
  const [, , , four = 0, five = 0] = known.distribution;
  return Object.create(article, { summary_: { value: { ...known, yes: four + five } } }) as Article;
}
