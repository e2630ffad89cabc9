"""What addresses carry that does not change the page: tracking, sessions, AMP and print twins."""

import re


def _words(text: str) -> list[str]:
    return text.split()


_TRACKING_PREFIXES = ("utm_", "mtm_", "hsa_", "guce_", "fb_action_", "aspsessionid", "_x_tr_", "__cf_chl_")
# fmt: off
_TRACKING = frozenset(_words("""
    fbclid gclid dclid gclsrc gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id epik sccid
    mc_cid mc_eid mkt_tok _ga _gl _hsenc _hsmi __hssc __hstc __hsfp hsctatracking vero_id vero_conv oly_enc_id
    oly_anon_id ck_subscriber_id dm_i s_cid s_kwcid ns_mchannel ns_source ns_campaign ns_linkname ns_fee pk_campaign
    pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid piwik_campaign piwik_kwd matomo_campaign at_medium
    at_campaign at_campaign_type at_custom1 at_custom2 at_custom3 at_custom4 at_link_id at_link_type at_link_origin
    at_ptr_name at_format at_bbc_team at_creation at_variant at_source cmp cmpid icid ito ocid ncid xtor xtref wt_mc
    wt.mc_id wt_zmc wtrid smid smtyp mbid maca spm scm trkcampaign ref_src ref_url __twitter_impression guccounter
    soc_src soc_trk sfnsn wprov fb_source fb_ref fbrefresh action_object_map action_type_map action_ref_map
    replytocom amp_js_v amp_gsa usqp __s ss_source ss_campaign_id jsessionid phpsessid sessionid session_id cfid
    cftoken oscsid zenid srsltid mibextid spref cn-reloaded pagespeed _unique_id
"""))
# Read as tracking only with one of these values: elsewhere they choose what a page shows.
_VAGUE = frozenset(_words("""
    ref referrer referer source src from via share partner origin feature
"""))
_CHANNELS = frozenset(_words("""
    rss feed feeds atom twitter x tw facebook fb share sharing social whatsapp telegram linkedin instagram reddit
    email e-mail mail newsletter nl home homepage hp frontpage front menu nav navigation header footer sidebar
    related recommended more widget app mobile push notification google googlenews yahoo bing flipboard pocket print
    tumblr pinterest mastodon bluesky threads copy link copylink button article search user_profile share_button
"""))
# fmt: on
_TWIN = {
    "amp": {"", "1", "true", "amp", "yes"},
    "outputtype": {"amp"},
    "output": {"amp"},
    "print": {"", "1", "true", "y", "yes", "print", "pdf"},
    "printable": {"", "1", "true", "y", "yes"},
    "printerfriendly": {"", "1", "true", "y", "yes"},
    "view": {"print", "amp"},
    "format": {"print", "amp"},
    "layout": {"print", "amp"},
    "mode": {"print"},
    "action": {"print", "printpage"},
    "do": {"print"},
    "tmpl": {"print", "component"},
    "rss": {"", "1", "yes"},
    "nb": {"1"},  # WordPress adds it to share=
}
_SESSION_VALUE = re.compile(r"(?=[^0-9]*[0-9])(?=.*[a-z])[0-9a-z,-]{20,}|[0-9a-f]{24,}", re.IGNORECASE)


def is_noise(name: str, value: str) -> bool:
    """Whether a query parameter says where a reader came from, or how to set the page, not which page.

    >>> is_noise("utm_source", "x"), is_noise("ref", "rss"), is_noise("ref", "AMR37")
    (True, True, False)
    """
    name, value = name.lower(), value.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    if name in _VAGUE:
        return value in _CHANNELS or not value
    if name in ("sid", "s", "sess", "session"):
        return _SESSION_VALUE.fullmatch(value) is not None
    return value in _TWIN.get(name, ())


_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*"
    # ASP.NET without cookies: /(S(lit3py55t21z5v55vlm25s55))/page.aspx
    r"|/\((?:[AFSX]\([0-9a-z_-]{8,}\))+\)(?=/|$)",
    re.IGNORECASE,
)
_INDEX_PAGE = re.compile(r"/(?:index\.(?:x?html?|php[345]?|aspx?|jsp|cfm)|default\.(?:html?|aspx?))$", re.IGNORECASE)
_TWIN_TAIL = re.compile(r"(?<=[^/])/(?:amp|print)(?:\.html?)?/?$", re.IGNORECASE)
_TWIN_HEAD = re.compile(r"^/(?:amp|print)(?=/[^/])", re.IGNORECASE)
_TWIN_SUFFIX = re.compile(r"(?<=[^/])\.(?:amp|print)(?=$|\.html?$)", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


def plain_path(path: str) -> str:
    """The path without session, index page, AMP and print marks, and without a slash at its end.

    >>> plain_path("/en/story/amp/"), plain_path("/index.php"), plain_path("/print/node/5")
    ('/en/story', '/', '/node/5')
    """
    previous = None
    while path != previous:
        previous = path
        path = _SLASHES.sub("/", _SESSION_IN_PATH.sub("", path))
        path = _INDEX_PAGE.sub("/", path)
        path = _TWIN_TAIL.sub("", _TWIN_HEAD.sub("", path))
        path = _TWIN_SUFFIX.sub("", path)
        path = path.rstrip("/") or "/"
    return path
