import type { Plugin } from './plugin.ts';

const POST = ['post_id', 'id', 'ID', 'post'] as const;

/** The supported plugins, from their sources and dumps; documented in docs/command-line.md. */
export const PLUGINS = {
  // https://wordpress.org/plugins/rate-my-post/: its analytics can be off or emptied, so they are used only if they
  // agree with the meta values.
  'rate-my-post': {
    meta: { count: ['rmp_vote_count'], sum: ['rmp_rating_val_sum'] },
    log: { table: 'rmp_analytics', post: 'post', rating: 'value' },
    columns: { post: POST, count: ['rmp_vote_count'], sum: ['rmp_rating_val_sum'] },
  },
  // https://wordpress.org/plugins/kk-star-ratings/: version 5 writes new names beside the old ones. The sum is of five
  // stars.
  'kk-star-ratings': {
    meta: {
      count: ['_kksr_count_default', '_kksr_casts'],
      sum: ['_kksr_ratings_default', '_kksr_ratings'],
      // A shortcode may have a slug of its own: [kkstarratings slug="other"].
      further: /^_kksr_count_(?!default$)/,
    },
    columns: {
      post: POST,
      count: ['_kksr_count_default', '_kksr_casts'],
      sum: ['_kksr_ratings_default', '_kksr_ratings'],
    },
  },
  // https://wordpress.org/plugins/wp-postratings/: the log may have been emptied, so it is used only if it agrees with
  // the meta values.
  'wp-postratings': {
    meta: { count: ['ratings_users'], sum: ['ratings_score'] },
    log: { table: 'ratings', post: 'rating_postid', rating: 'rating_rating' },
    columns: { post: POST, count: ['ratings_users'], sum: ['ratings_score'] },
  },
  // https://wordpress.org/plugins/yet-another-stars-rating/: visitors' votes are in the log and nowhere else.
  yasr: { log: { table: 'yasr_log', post: 'post_id', rating: 'vote' } },
  // https://applause-button.com: what its get-multiple answers, [{ "url": …, "claps": … }]. A clap is approval: five
  // stars.
  applause: { columns: { post: ['url'], count: ['claps'] } },
} as const satisfies Record<string, Plugin>;

export type PluginName = keyof typeof PLUGINS;
