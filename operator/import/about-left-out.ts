import { counted, n } from '../../lambda/domain/format-numbers.ts';
import type { DumpSite } from '../wordpress/dump-sites.ts';

/** Reports closed sites that were left out; their owners may want the ratings of an archived site. */
export function aboutClosed(closed: ReadonlyMap<DumpSite, string>, ratedPosts: (site: DumpSite) => number): string[] {
  return [...closed].map(([site, why]) => {
    const name = site.wordpress.home ?? 'a site of an unknown address';
    const posts = counted(ratedPosts(site), 'rated post');
    return `Left out ${name}, which is ${why} in WordPress: ${posts}. --prefix ${site.prefix} imports them.`;
  });
}

/** Reports posts that visitors cannot see, by status. */
export function aboutLeftOut(leftOut: ReadonlyMap<string, number>): string[] {
  if (leftOut.size === 0) return [];
  const all = [...leftOut.values()].reduce((sum, count) => sum + count, 0);
  const each = [...leftOut].map(([status, count]) => `${n(count)} ${status}`).join(', ');
  return [`Left out ${counted(all, 'rated post')} that no visitor sees: ${each}.`];
}

/** Reports additional ratings: kk Star Ratings may have several per post, an article has one. */
export function aboutFurther(sites: readonly DumpSite[]): string[] {
  const votes = sites.flatMap(({ gatherer }) => [...gatherer.further.values()]).filter((each) => each > 0);
  if (votes.length === 0) return [];
  const all = votes.reduce((sum, each) => sum + each);
  return [
    `Left out ${counted(all, 'rating')} of ${counted(votes.length, 'post')} that the plugin keeps under a slug: an article has one rating.`,
  ];
}
