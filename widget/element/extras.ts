import type { Widget } from '../article/article.ts';
import { customise } from '../texts/custom-texts.ts';
import { englishExtras } from '../texts/english-extras.ts';
import type { ShownTexts } from '../texts/english.ts';
import { featuresOf } from './load-features.ts';
import type { CreateView, Feature } from './load-features.ts';
import type { AllTexts } from '../types.ts';
import type { View } from './view.ts';

/** The view of each widget with features. */
const shown = new WeakMap<Widget, { readonly features: Feature[]; readonly view: View }>();
const turns = new WeakMap<Widget, object>();

/**
 * Puts the page's own texts into `texts`, and loads the features that a widget's attributes and content ask for.
 *
 * @param plain makes a view without features
 * @returns the view with the features; undefined if the widget has never had any
 */
export async function viewOf(
  widget: Widget,
  texts: ShownTexts,
  messages: Partial<AllTexts> | undefined,
  plain: CreateView,
): Promise<View | undefined> {
  // The script contains English only for the plain widget.
  Object.assign(texts, { ...englishExtras, ...texts });
  customise(texts, messages, widget);
  const turn = {};
  turns.set(widget, turn);
  const features = await featuresOf(widget);
  const { features: before = [], view: old } = shown.get(widget) ?? {};
  const same = features.length === before.length && features.every((one, index) => one === before[index]);
  // The page may have changed the attributes in the meantime.
  if (same || turns.get(widget) !== turn) return old;
  let create = plain;
  for (const feature of features) {
    const inner = create;
    create = (one) => feature.createView(one, inner);
  }
  const view = create(widget);
  shown.set(widget, { features, view });
  return view;
}
