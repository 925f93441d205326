/** A part of a domain, between its dots. Both JavaScript and CloudFormation, which has Java's syntax, read these patterns. */
export const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';

export const HOST = `${LABEL}(?:[.]${LABEL})*`;

/** An origin, or all hosts below one. */
export const ORIGIN = `https?://${HOST}(?::[0-9]{1,5})?|[*][.]${HOST}`;

/** Something like an e-mail address: only the confirmation shows whether it is one. */
export const EMAIL = '[^\\s@]+@[^\\s@]+[.][^\\s@]+';
