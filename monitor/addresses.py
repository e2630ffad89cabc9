"""Which network addresses belong to the public internet. Pure."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Protocol assignments (RFC 6890), parts of which Python calls global, and relays of 6to4 (RFC 7526).
_CLOSED_IPV4 = (ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"))
# Only this block holds public IPv6 hosts so far (IANA IPv6 address space registry).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_CLOSED_IPV6 = tuple(
    ip_network(block)
    for block in (
        "2001::/23",  # protocol assignments; Teredo, which embeds an IPv4 address, among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which embeds an IPv4 address
        "3fff::/20",  # documentation (RFC 9637)
    )
)
# Networks without IPv4 reach it through this prefix (RFC 6052); the last 32 bits say where.
_NAT64 = IPv6Network("64:ff9b::/96")


def read_address(text: str) -> Address:
    """An address as the resolver gave it, with an IPv4 address inside IPv6 taken out.

    >>> read_address("::ffff:127.0.0.1"), read_address("64:ff9b::7f00:1")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'))
    """
    address = ip_address(text)
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether an address is a host on the public internet.

    >>> is_public(read_address("93.184.215.14")), is_public(read_address("169.254.169.254"))
    (True, False)
    """
    if isinstance(address, IPv4Address):
        is_closed = any(address in block for block in _CLOSED_IPV4)
        return address.is_global and not address.is_multicast and not address.is_reserved and not is_closed
    is_closed = any(address in block for block in _CLOSED_IPV6)
    return address in _GLOBAL_UNICAST and address.is_global and not is_closed


def is_allowed(text: str, exempt: Sequence[Network] = ()) -> bool:
    """Whether a connection may be made to an address, given the networks that are exempt.

    >>> is_allowed("127.0.0.1"), is_allowed("127.0.0.1", [IPv4Network("127.0.0.0/8")])
    (False, True)
    """
    address = read_address(text)
    return is_public(address) or any(address in network for network in exempt)
