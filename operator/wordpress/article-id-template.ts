import { InvalidArgumentError } from 'commander';
import type { Post, WordPressSite } from './wordpress-site.ts';

/** A post's article ID and whether it is on another host than the site, or the reason why the ID is unknown. */
export type Found = { readonly articleId: string; readonly isElsewhere?: boolean } | Fault;

export interface Fault {
  readonly fault: string;
  /** The remedy, if it is not the default one. */
  readonly remedy?: string;
}

/** Templates of article IDs by post type, with the default under ''. */
export type Templates = ReadonlyMap<string, string>;

const NAMES = [
  'id',
  'slug',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'type',
  'category',
  'author',
  'home',
] as const;
type Name = (typeof NAMES)[number];

/**
 * Parses a template for commander: `blog.example/{slug}`, or `recipe=blog.example/recipes/{slug}` for one type. @throws
 * InvalidArgumentError
 */
export function addTemplate(text: string, templates: Templates = new Map()): Templates {
  const [, type = '', template = text] = /^([a-z0-9_-]{1,20})=(.+)$/.exec(text) ?? [];
  const unknown = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name).filter((name) => !isName(name));
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, '')))
    throw new InvalidArgumentError(`${template} has an unmatched brace.`);
  if (unknown.length > 0)
    throw new InvalidArgumentError(
      `{${unknown[0]}} is not a placeholder. Valid ones are ${NAMES.map((name) => `{${name}}`).join(', ')}.`,
    );
  return new Map([...templates, [type, template]]);
}

/** Fills a template with a post's values. */
export function fill(template: string, site: WordPressSite, post: Post): Found {
  const [year, month, day, hour, minute, second] = post.date.split(/\D/);
  const values: Readonly<Record<Name, () => string | undefined>> = {
    ...{ id: () => post.id, slug: () => post.slug, type: () => post.type, home: () => site.home },
    ...{ year: () => year, month: () => month, day: () => day },
    ...{ hour: () => hour, minute: () => minute, second: () => second },
    category: () => site.categoryOf(post.id),
    author: () => site.authors.get(post.author ?? ''),
  };
  let fault: string | undefined;
  const articleId = template.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const value = isName(name) ? values[name]() : undefined;
    if (!value) fault ??= `the ${name.replaceAll('%', '')} is unknown`;
    return value ?? '';
  });
  return fault === undefined ? { articleId } : { fault };
}

function isName(name: string): name is Name {
  return NAMES.some((each) => each === name);
}
