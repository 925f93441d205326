import type { Article, Widget } from '../article/article.ts';
import type { CreateView } from '../element/load-features.ts';
import type { View } from '../element/view.ts';
import { warn } from '../browser/warn.ts';

/**
 * Types for which Google shows ratings:
 * https://developers.google.com/search/docs/appearance/structured-data/review-snippet
 */
const RATED = (
  'Book Course CreativeWorkSeason CreativeWorkSeries Episode Event Game LocalBusiness MediaObject Movie ' +
  'MusicPlaylist MusicRecording Organization Product Recipe SoftwareApplication'
).split(' ');

/** Subtypes of those types that pages often use. */
const KINDS = (
  'Audiobook MobileApplication MusicEvent PodcastEpisode PodcastSeries Restaurant Store TVEpisode TVSeries ' +
  'VideoGame VideoObject WebApplication'
).split(' ');

/** Gives search engines the rating. The data is inside the widget, so both are removed together. */
export function createView(widget: Widget, create: CreateView): View {
  const view = create(widget);
  const script = document.createElement('script');
  script.type = 'application/ld+json';

  return (article, ...state) => {
    view(article, ...state);
    const data = dataOf(widget, article);
    if (!data) return script.remove();
    if (script.textContent !== data) script.textContent = data;
    if (script.parentNode !== widget) widget.append(script);
  };
}

/** Undefined without votes: a rating without a count is not valid. */
function dataOf(widget: Widget, { summary_: known, widgets_: widgets }: Article): string | undefined {
  const type = widget.getAttribute('structured-data');
  if (type === null) return undefined;
  if (![...RATED, ...KINDS].includes(type)) {
    warn(
      `structured-data cannot be "${type}". Google shows ratings only for ${RATED.join(', ')}, not for other types, ` +
        'such as Article and BlogPosting.',
    );
    return undefined;
  }
  // One widget per article: two ratings of one item would contradict each other.
  const [first] = [...widgets].filter((one) => one.hasAttribute('structured-data'));
  if (!known?.count || first !== widget) return undefined;
  const data = {
    '@context': 'https://schema.org',
    '@type': type,
    name: document.querySelector('h1')?.textContent.trim() || document.title,
    aggregateRating: {
      '@type': 'AggregateRating',
      ratingValue: known.average,
      ratingCount: known.count,
      bestRating: 5,
      worstRating: 1,
    },
  };
  // A title may hold "</script>".
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
