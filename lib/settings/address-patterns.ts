/** A part of a domain, between its dots. Both JavaScript and CloudFormation, which has Java's syntax, read these patterns. */
export const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';

export const HOST = `${LABEL}(?:[.]${LABEL})*`;

const PORT = '[1-9][0-9]{0,4}';

/** An origin as browsers send it, without the default port; or all hosts below one. */
export const ORIGIN = [
  `https://${HOST}(?::(?!443(?![0-9]))${PORT})?`,
  `http://${HOST}(?::(?!80(?![0-9]))${PORT})?`,
  `[*][.]${HOST}`,
].join('|');

/** Something like an e-mail address: only the confirmation shows whether it is one. */
export const EMAIL = '[^\\s@]+@[^\\s@]+[.][^\\s@]+';
