/** A label of a domain name. JavaScript and CloudFormation (Java syntax) both use these patterns. */
export const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';

export const HOST = `${LABEL}(?:[.]${LABEL})*`;

const PORT = '[1-9][0-9]{0,4}';

/** An origin as browsers send it, without the default port; or a wildcard for all hosts below one. */
export const ORIGIN = [
  `https://${HOST}(?::(?!443(?![0-9]))${PORT})?`,
  `http://${HOST}(?::(?!80(?![0-9]))${PORT})?`,
  `[*][.]${HOST}`,
].join('|');

/** A rough check of an e-mail address; AWS's confirmation mail is the real one. */
export const EMAIL = '[^\\s@]+@[^\\s@]+[.][^\\s@]+';
