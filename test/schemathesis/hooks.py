"""What JSON Schema cannot say of a request, so that schemathesis expects nothing untrue of it."""

import unicodedata
from urllib.parse import quote

import schemathesis


@schemathesis.hook
def filter_case(_context, case):
    body = case.body if isinstance(case.body, dict) else {}
    ids = case.query.get("articleId", []) if isinstance(case.query, dict) else []
    return (
        all(fits(text) for text in [*(ids if isinstance(ids, list) else [ids]), body.get("articleId")])
        and address_fits(ids)
        and not ignored(body)
    )


def fits(article_id):
    """The limit is 512 bytes of UTF-8 in NFC; what is no text is refused anyway."""
    if not isinstance(article_id, str) or len(article_id) > 512:
        return True
    return len(unicodedata.normalize("NFC", article_id).encode(errors="surrogatepass")) <= 512


def address_fits(ids):
    """CloudFront refuses an address over 8,192 bytes before the service can say what else is wrong."""
    return len("&".join(f"articleId={quote(str(each))}" for each in ids)) < 8000 if isinstance(ids, list) else True


def ignored(body):
    """A system without `voterTokenKeys` and `proofOfWork` looks at neither member."""
    return "proof" in body or "voterToken" in body


@schemathesis.deserializer("text/html")
def page(_context, response):
    return response.text
