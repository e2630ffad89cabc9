"""The same document in other languages: from hreflang links, else from a row of language names."""

from lxml.html import HtmlElement

from monitor.extract.head import Head
from monitor.extract.urls import absolute, same_site

# How languages call themselves where a page links to its other editions.
_NAMES = {
    "english": "en", "français": "fr", "francais": "fr", "español": "es", "castellano": "es", "العربية": "ar",
    "اللغة العربية": "ar", "عربي": "ar", "عربى": "ar", "русский": "ru", "português": "pt", "deutsch": "de",
    "italiano": "it",
    "nederlands": "nl", "türkçe": "tr", "فارسی": "fa", "دری": "fa", "پښتو": "ps", "اردو": "ur", "中文": "zh",
    "简体中文": "zh-Hans",
    "繁體中文": "zh-Hant", "日本語": "ja", "한국어": "ko", "bahasa indonesia": "id", "tiếng việt": "vi",
    "ไทย": "th", "বাংলা": "bn",
    "हिन्दी": "hi", "українська": "uk", "polski": "pl", "magyar": "hu", "català": "ca", "ελληνικά": "el", "עברית": "he",
    "shqip": "sq", "kiswahili": "sw", "አማርኛ": "am", "ภาษาไทย": "th", "မြန်မာဘာသာ": "my", "ភាសាខ្មែរ": "km", "නේපාලි": "ne",
    "नेपाली": "ne", "svenska": "sv", "norsk": "nb", "dansk": "da", "suomi": "fi", "čeština": "cs", "slovenčina": "sk",
    "hrvatski": "hr", "srpski": "sr", "bosanski": "bs", "slovenščina": "sl", "română": "ro", "български": "bg",
    "македонски": "mk", "հայերեն": "hy", "ქართული": "ka", "azərbaycanca": "az", "kurdî": "ku", "soomaali": "so",
}  # fmt: skip
_MOST_WORDS = 2  # of such a name
_LINKS = 3000


def read_alternates(tree: HtmlElement, head: Head, url: str) -> dict[str, str]:
    """Addresses of the page in other languages by language tag; home pages of other editions are left out."""
    return head.alternates or _from_links(tree, url)


def _from_links(tree: HtmlElement, url: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, link in enumerate(tree.iter("a")):
        if number > _LINKS:
            break
        language = _language_named(link)
        address = absolute(url, link.get("href") or "") if language else None
        if language and address and address != url and same_site(url, address) and _is_deep(address):
            found.setdefault(language, address)
    return found


def _is_deep(address: str) -> bool:
    """Whether the address lies below a site's and a language's home."""
    return len(address.split("?", maxsplit=1)[0].rstrip("/").split("/")) > 4


def _language_named(link: HtmlElement) -> str | None:
    """The language that a link names and nothing else; most links are dismissed by their first text."""
    first = link.text or (link[0].text if len(link) == 1 else None) or ""
    words = first.split() if len(first) < 60 else []
    return _NAMES.get(" ".join(words).casefold()) if len(words) <= _MOST_WORDS else None
