import { counted, n } from '../../lambda/domain/numbers.ts';
import type { Site } from '../wordpress/sites.ts';

/** Who archives a site to keep it as it is wants its ratings. */
export function aboutClosed(closed: ReadonlyMap<Site, string>, ratedPosts: (site: Site) => number): string[] {
  return [...closed].map(([site, why]) => {
    const name = site.wordpress.home ?? 'a site of an unknown address';
    const posts = counted(ratedPosts(site), 'rated post');
    return `Left out ${name}, which is ${why} in WordPress: ${posts}. --prefix ${site.prefix} imports them.`;
  });
}

/** Posts that no visitor sees, by their status. */
export function aboutLeftOut(leftOut: ReadonlyMap<string, number>): string[] {
  if (leftOut.size === 0) return [];
  const all = [...leftOut.values()].reduce((sum, count) => sum + count, 0);
  const each = [...leftOut].map(([status, count]) => `${n(count)} ${status}`).join(', ');
  return [`Left out ${counted(all, 'rated post')} that no visitor sees: ${each}.`];
}

/** An article has one rating; kk Star Ratings may have several of one post. */
export function aboutFurther(sites: readonly Site[]): string[] {
  const votes = sites.flatMap(({ gatherer }) => [...gatherer.further.values()]).filter((each) => each > 0);
  if (votes.length === 0) return [];
  const all = votes.reduce((sum, each) => sum + each);
  return [
    `Left out ${counted(all, 'rating')} of ${counted(votes.length, 'post')} that the plugin keeps under a slug: an article has one rating.`,
  ];
}
