"""Addresses: absolute, in their identity form, and which site they belong to."""

import re
import unicodedata
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote_to_bytes, urljoin, urlsplit

import idna
import tldextract

from monitor.extract.url_noise import is_noise, plain_path

LONGEST = 2_000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")
_HOST = re.compile(r"\[[0-9a-f:.]+\]|[^\W_](?:[\w.-]*[\w.])?", re.IGNORECASE)
# Absolute as it stands: most addresses, and told in a twentieth of the time.
_ORDINARY = re.compile(
    r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z0-9]+(?::[1-9][0-9]{0,3}|:[1-5][0-9]{4})?/[A-Za-z0-9/._~=-]*"
    r"(?:\?[A-Za-z0-9/._~=&-]+)?"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Copies that two search engines' caches keep of AMP pages, under the address of the page.
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/(?:wp/)?[acviwp]|(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/amp)/(s/)?(?=[^/]+\.)",
    re.IGNORECASE,
)
_AMPERSANDS = re.compile("^(?:amp;)+")
_TWIN_HOST = re.compile(r"(?:www\d?|amp)\.")
_UNSAFE = re.compile(r"%(?![0-9A-F]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]")

# The list inside the package; the network is never asked for a newer one.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def absolute(base: str, href: str, *, keep_fragment: bool = False) -> str | None:
    """The web address that `href` on the page `base` means; None where it means none.

    >>> absolute("https://example.org/news/", " ../a b?x=1#top ")
    'https://example.org/a%20b?x=1'
    >>> absolute("https://example.org/", "mailto:a@example.org"), absolute("https://example.org/", "http://[::1")
    (None, None)
    """
    if len(href) <= LONGEST and _ORDINARY.fullmatch(href):
        return href
    href = _CONTROL.sub("", href).strip()
    if not href or len(href) > LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(base, _forward_slashes(href)))
    except ValueError:
        return None
    if not _is_web(parts):
        return None
    if not keep_fragment:
        parts = parts._replace(fragment="")
    url = parts._replace(path=parts.path or "/").geturl().replace(" ", "%20")
    return url if len(url) <= LONGEST else None


def _forward_slashes(href: str) -> str:
    """Browsers read a backslash in front of the query as a slash."""
    head, mark, tail = href.partition("?")
    return head.replace("\\", "/") + mark + tail


def _is_web(parts: SplitResult) -> bool:
    try:
        name, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not name or _SURROGATE.search(parts.geturl()):
        return False
    return _HOST.fullmatch(f"[{name}]" if ":" in name else name) is not None and ".." not in name


# Each address of a run is asked for a dozen times: by the entry, the ledger, the keys of its item.
@lru_cache(maxsize=8_192)
def normalise(url: str, *, keep_fragment: bool = False) -> str:
    """The identity form of an address: two addresses of one page compare equal. Not for fetching.

    Scheme and `www.` are folded, tracking, sessions, AMP and print marks are gone, parameters are
    in order. `keep_fragment` is for items that stand on the page of their entry (`Link.standalone`).

    >>> normalise("http://WWW.Example.org:80/a/../News/index.html?utm_source=x&id=7#top")
    'https://example.org/News?id=7'
    >>> normalise("https://example.org/list#item-none-1f", keep_fragment=True)
    'https://example.org/list#item-none-1f'
    """
    url = _SURROGATE.sub("\ufffd", _CONTROL.sub("", url)).strip()
    if len(url) > 4 * LONGEST:
        return url
    try:
        parts = _composed(urlsplit(_AMP_CACHE.sub(_cached_scheme, url)))
    except ValueError:
        return url
    if not _is_web(parts):
        return url
    fragment = _escaped(parts.fragment) if keep_fragment else ""
    query = _plain_query(parts.query)
    path = _without_dots(_escaped(parts.path)) or "/"
    return (
        f"https://{_plain_host(parts)}{_escaped(plain_path(path))}"
        + (f"?{query}" if query else "")
        + (f"#{fragment}" if fragment else "")
    )


def _cached_scheme(found: re.Match[str]) -> str:
    return "https://" if found[1] else "http://"


def _composed(parts: SplitResult) -> SplitResult:
    """With the host's characters composed, and its dots as browsers read them."""
    if parts.netloc.isascii():
        return parts
    return parts._replace(netloc=unicodedata.normalize("NFKC", parts.netloc).replace("\u3002", "."))


def _escaped(text: str) -> str:
    """Percent-encoding as RFC 3986 normalises it, with characters composed (NFC)."""
    text = unicodedata.normalize("NFC", _ESCAPES.sub(lambda run: _unescaped(run[0]), text))
    return _UNSAFE.sub(lambda found: _hex(found[0].encode()), text)


def _unescaped(run: str) -> str:
    """Escapes as characters where they are UTF-8; octets of a legacy charset stay as they are."""
    octets = unquote_to_bytes(run)
    try:
        return "".join(_character(character) for character in octets.decode())
    except UnicodeDecodeError:
        return "".join(chr(octet) if octet in _UNRESERVED else _hex(bytes([octet])) for octet in octets)


def _character(character: str) -> str:
    return character if ord(character) > 127 or ord(character) in _UNRESERVED else _hex(character.encode())


def _hex(octets: bytes) -> str:
    return "".join(f"%{octet:02X}" for octet in octets)


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept) + ("/" if segments[-1] in (".", "..") else "")


def _plain_query(query: str) -> str:
    # Addresses copied out of HTML source have "&amp;" between their parameters.
    texts = (_AMPERSANDS.sub("", text) for text in _escaped(query.replace("+", "%20")).split("&"))
    parts = [text.partition("=") for text in texts if text.strip("=")]
    kept = [part for part in parts if not is_noise(part[0], part[2])]
    return "&".join("".join(part if part[2] else part[:1]) for part in sorted(kept, key=lambda part: part[0]))


def _plain_host(parts: SplitResult) -> str:
    name = _ascii_host((parts.hostname or "").rstrip("."))
    while (twin := _TWIN_HOST.match(name)) and name.count(".") > 1:
        name = name[twin.end() :]
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return (f"[{name}]" if ":" in name else name) + port


@lru_cache(4096)
def _ascii_host(name: str) -> str:
    if name.isascii():
        return name
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return name


# Asked for as often as `normalise`.
@lru_cache(maxsize=8_192)
def host(url: str) -> str:
    """The host of an address in lower case and punycode, "" where it has none.

    >>> host("https://Bücher.example/x")
    'xn--bcher-kva.example'
    """
    try:
        return _ascii_host((urlsplit(url).hostname or "").rstrip("."))
    except ValueError:
        return ""


def registrable(url: str) -> str:
    """The part of the host that somebody registered; for numbers and bare names, host and port.

    >>> registrable("https://news.example.co.uk/a"), registrable("http://127.0.0.1:8000/")
    ('example.co.uk', '127.0.0.1:8000')
    """
    name = host(url)
    if not name:
        return ""
    if _is_bare(name):
        return name + _port(url)
    return _registrable_name(name)


def _is_bare(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return "." not in name
    return True


def _port(url: str) -> str:
    try:
        port = urlsplit(url).port
    except ValueError:
        return ""
    return "" if port in (None, 80, 443) else f":{port}"


@lru_cache(4096)
def _registrable_name(name: str) -> str:
    found = _suffixes(name)
    if found.suffix and found.domain:
        return f"{found.domain}.{found.suffix}"
    return name if found.suffix else ".".join(name.split(".")[-2:])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one registered domain.

    >>> same_site("https://www.example.org/", "http://blog.example.org/x")
    True
    """
    name = registrable(one)
    return bool(name) and name == registrable(other)
