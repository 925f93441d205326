import type { Widget } from '../article/article.ts';
import { load } from '../browser/load.ts';
import type { View } from './view.ts';
import { warn } from '../browser/warn.ts';

export type CreateView = (widget: Widget) => View;

/** Features that only some pages use. */
export interface Feature {
  /** @param create makes the view that the feature extends or replaces */
  readonly createView: (widget: Widget, create: CreateView) => View;
}

/** The features that a widget asks for, each wrapping the ones before it; without those that fail to load. */
export async function featuresOf(widget: Element): Promise<Feature[]> {
  const features = await Promise.all(namesOf(widget).map((name) => load<Feature>(name)));
  return features.filter((feature) => feature !== undefined);
}

function namesOf(widget: Element): string[] {
  const layout = choice('layout', widget.getAttribute('layout'), 'badge', 'compact');
  const scale = choice('scale', widget.getAttribute('scale'), 'yes-no');
  const results = choice('results', widget.getAttribute('results'), 'after-vote');
  const names: string[] = [];
  if (layout === 'badge') names.push('@badge');
  else {
    if (scale) names.push('@yes-no');
    else if (layout) names.push('@compact');
    if (widget.hasAttribute('distribution')) names.push('@distribution');
    if (widget.hasAttribute('feedback') || widget.querySelector('[slot]')) names.push('@after-vote');
    if (results) names.push('@hidden-results');
  }
  if (widget.hasAttribute('structured-data')) names.push('@structured-data');
  return names;
}

/** The value of an attribute, if it is one of `values`. */
function choice(name: string, value: string | null, ...values: string[]): string | undefined {
  if (value === null) return undefined;
  if (values.includes(value)) return value;
  warn(`${name} must be ${values.map((one) => `"${one}"`).join(' or ')}.`);
  return undefined;
}
