"""Which addresses are public."""

from ipaddress import ip_network

import pytest

from monitor.addresses import is_allowed

PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
CLOSED = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.31.255.255",
    "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "203.0.113.9", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:5db8:d70e::1", "3fff::1",
    "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_public(text: str) -> None:
    assert is_allowed(text)


@pytest.mark.parametrize("text", CLOSED)
def test_not_public(text: str) -> None:
    assert not is_allowed(text)


def test_exempt_networks_count_for_embedded_addresses_too() -> None:
    exempt = [ip_network("127.0.0.0/8"), ip_network("fd00::/8")]
    assert is_allowed("::ffff:127.0.0.1", exempt)
    assert is_allowed("fd12::1", exempt)
    assert not is_allowed("10.0.0.1", exempt)
