// Runs in CloudFront for every request to /v1/*, before the cache. It normalizes the address of each list of articles,
// so that each list has one cache key. It answers with a problem document where CloudFront or API Gateway would use
// their own format, and where the API has no route.
//
// JavaScript runtime 2.0 is ES 5.1 with let, const, arrow functions and template literals. It has no for-of, no
// destructuring, no spread, no shorthand properties and no String.prototype.normalize.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html

const READS = ['GET', 'HEAD', 'OPTIONS'];
const METHODS = {
  '/v1/votes': ['POST', 'OPTIONS'],
  '/v1/ratings': READS,
  '/v1/badge.svg': READS,
  '/v1/top': READS,
};
const MAX_ARTICLES = { '/v1/ratings': 50, '/v1/badge.svg': 1 };
const TOP_LIMIT = '10';
const MAX_ID_BYTES = 512;
const MAX_BODY_BYTES = 4096;
// CloudFront accepts URLs of 8,192 bytes. Escaping lengthens a query beyond that only if it has characters that
// should have been escaped.
const MAX_QUERY_LENGTH = 8150;

function handler(event) {
  const request = event.request;
  // CloudFront selects a behavior by the decoded path but forwards the path unchanged; API Gateway decodes it again.
  // With one spelling per path, no request can bypass the caching behavior.
  const methods = METHODS[request.uri];
  if (methods === undefined) {
    const detail = 'There is nothing at this path. Try POST /v1/votes or GET /v1/ratings.';
    return problem(404, 'Not Found', 'not_found', detail);
  }
  if (!methods.includes(request.method)) return notAllowed(methods.join(', '));
  // API Gateway answers preflights itself.
  if (request.method === 'OPTIONS') return request;
  if (request.method === 'POST') return checkVote(request);
  return request.uri === '/v1/top' ? checkTop(request) : checkRead(request);
}

function notAllowed(methods) {
  const refusal = problem(405, 'Method Not Allowed', 'method_not_allowed', `This path answers ${methods} only.`);
  refusal.headers.allow = { value: methods };
  return refusal;
}

function checkVote(request) {
  const length = request.headers['content-length'];
  if (length === undefined || !(Number(length.value) > MAX_BODY_BYTES)) return request;
  const detail = `The body must not be longer than ${MAX_BODY_BYTES} bytes.`;
  return problem(413, 'Content Too Large', 'body_too_large', detail);
}

function checkRead(request) {
  // Not request.querystring, whose decoding is undocumented.
  const values = valuesIn(request.rawQueryString() || '', 'articleId');
  const most = MAX_ARTICLES[request.uri];
  if (values.length === 0 || values.length > most) {
    return tooMany(
      most === 1
        ? `Ask for one article, as articleId=A; this request has ${values.length}.`
        : `Ask for 1 to ${most} articles, as articleId=A&articleId=B; this request has ${values.length}.`,
    );
  }
  const pairs = [];
  for (let i = 0; i < values.length; i++) {
    const id = decode(values[i]);
    const fault = faultOf(id);
    if (fault !== undefined) return problem(400, 'Bad Request', 'invalid_article_id', fault);
    pairs.push(`articleId=${encode(id)}`);
  }
  const query = pairs
    .sort()
    .filter((pair, i) => i === 0 || pair !== pairs[i - 1])
    .join('&');
  if (query.length > MAX_QUERY_LENGTH) {
    return tooMany(`Ask for fewer articles at a time: the query is longer than ${MAX_QUERY_LENGTH} bytes.`);
  }
  request.querystring = query;
  return request;
}

// Normalizes the address: sorted parameters, and only the last of repeated ones.
function checkTop(request) {
  const query = request.rawQueryString() || '';
  const asked = valuesIn(query, 'limit').pop();
  const limit = asked === undefined ? TOP_LIMIT : decode(asked);
  if (limit === undefined || !/^(?:[1-9]\d?|100)$/.test(limit)) {
    return problem(400, 'Bad Request', 'invalid_limit', 'limit must be a whole number from 1 to 100.');
  }
  const given = valuesIn(query, 'prefix').pop();
  if (given === undefined || given === '') {
    request.querystring = `limit=${limit}`;
    return request;
  }
  const prefix = decode(given);
  const fault = faultOf(prefix);
  if (fault !== undefined)
    return problem(400, 'Bad Request', 'invalid_article_id', fault.replace('articleId', 'prefix'));
  request.querystring = `limit=${limit}&prefix=${encode(prefix)}`;
  return request;
}

function valuesIn(query, parameter) {
  const values = [];
  const pairs = query.split('&');
  for (let i = 0; i < pairs.length; i++) {
    const at = pairs[i].indexOf('=');
    const name = at < 0 ? pairs[i] : pairs[i].slice(0, at);
    if (decode(name) === parameter) values.push(at < 0 ? '' : pairs[i].slice(at + 1));
  }
  return values;
}

// Undefined if the text is not percent-encoded UTF-8. Raw non-ASCII bytes are invalid in URLs and decoded
// inconsistently.
function decode(text) {
  if (/[^!-~]|#/.test(text)) return undefined;
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch (error) {
    return undefined;
  }
}

// Escapes only what must be escaped, so that a valid address does not grow.
function encode(id) {
  return encodeURIComponent(id)
    .replace(/%(?:2F|3A|3F|40|24|2C|3B)/g, decodeURIComponent)
    .replace(/%20/g, '+');
}

function faultOf(id) {
  if (id === undefined) return 'articleId must be percent-encoded UTF-8.';
  if (id === '') return 'articleId must be a non-empty string.';
  if (id.includes('\ufffd')) return 'articleId must not contain U+FFFD: it was not sent as UTF-8.';
  if (/[\x00-\x1f\x7f-\x9f]/.test(id)) return 'articleId must not contain control characters.';
  const bytes = encodeURIComponent(id).replace(/%../g, '.').length;
  // The limit applies to the text in NFC, which can be a third as long. Only the API can compute it.
  if (bytes <= (/^[ -~]*$/.test(id) ? MAX_ID_BYTES : 3 * MAX_ID_BYTES)) return undefined;
  return `articleId must not be longer than ${MAX_ID_BYTES} bytes of UTF-8 in Unicode NFC.`;
}

function tooMany(detail) {
  return problem(400, 'Bad Request', 'too_many_articles', detail);
}

function problem(status, title, code, detail) {
  const body = { type: 'about:blank', title: title, status: status, detail: detail, code: code };
  return {
    statusCode: status,
    statusDescription: title,
    headers: {
      'content-type': { value: 'application/problem+json' },
      'cache-control': { value: 'no-store' },
      // It is undocumented whether the distribution adds its CORS headers to an answer of this function.
      'access-control-allow-origin': { value: '*' },
    },
    body: { encoding: 'text', data: JSON.stringify(body) },
  };
}
