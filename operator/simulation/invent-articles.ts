import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Rating } from '../../lambda/domain/rating.ts';

export interface InventedArticle {
  readonly articleId: ArticleId;
  readonly votes: number;
  /** Number of its first voter. */
  readonly firstVoter: number;
  /** Random age of a vote, 0 (now) to 1 (the first day). */
  age(): number;
  /** @param daysAgo age of the vote */
  rating(daysAgo: number): Rating;
}

const SUBJECTS = [
  'bread',
  'bicycles',
  'tides',
  'lighthouses',
  'sourdough',
  'maps',
  'gardens',
  'chess',
  'radio',
  'bridges',
];
const FORMS = [
  'a-beginners-guide-to',
  'why-we-love',
  'the-history-of',
  'ten-myths-about',
  'how-to-photograph',
  'the-trouble-with',
];

/**
 * Typical articles: votes by rank follow Zipf's law, quality differs, some get worse with time, most votes come early.
 */
export function* inventArticles(
  articles: number,
  votes: number,
  days: number,
  random: () => number,
): Generator<InventedArticle> {
  const weights = Array.from({ length: articles }, (_, index) => 1 / (index + 1) ** 0.8);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let given = 0;
  let weighed = 0;
  for (let index = 0; index < articles; index++) {
    weighed += weights[index] ?? 0;
    const upTo = Math.round((weighed / whole) * votes);
    yield inventArticle(index, upTo - given, days, random);
    given = upTo;
  }
}

function inventArticle(index: number, votes: number, days: number, random: () => number): InventedArticle {
  const form = FORMS[index % FORMS.length] ?? '';
  const subject = SUBJECTS[Math.floor(index / FORMS.length) % SUBJECTS.length] ?? '';
  const round = Math.floor(index / FORMS.length / SUBJECTS.length);
  const quality = 2.6 + random() * 2.2;
  // One in eight becomes outdated, so that the report has falling articles.
  const fall = random() < 0.125 ? 1.5 : 0;
  const published = 0.3 + random() * 0.7;
  return {
    articleId: `seed/${form}-${subject}${round === 0 ? '' : `-${round + 1}`}` as ArticleId,
    votes,
    firstVoter: Math.floor(random() * 1e9),
    age: () => published * (1 - random() ** 2),
    rating: (daysAgo) => {
      const mean = quality - fall * (1 - daysAgo / days);
      const noisy = mean + (random() + random() + random() - 1.5) * 1.8;
      // A few voters always give one star.
      return (random() < 0.04 ? 1 : Math.min(5, Math.max(1, Math.round(noisy)))) as Rating;
    },
  };
}
