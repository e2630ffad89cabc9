"""The address guard: a resolver that gives only addresses a connection may be made to.

Twisted connects to exactly the addresses its resolver gives and asks it for each new connection,
also for names that are addresses already (`127.0.0.1`, `0x7f.1`, `2130706433`, `[::1]`), so there
is nothing between the check and the connection, and a name that changes its mind changes nothing.
Answers are not kept here; the operating system keeps what it likes.
"""
# ruff: noqa: N802, N803 - the names are Twisted's.

from collections.abc import Sequence
from contextvars import ContextVar
from socket import gaierror, getaddrinfo
from typing import Any, Protocol, Self, cast

from scrapy.crawler import Crawler
from twisted.internet._resolver import GAIResolver
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import DelayedCall, ReactorBase
from twisted.internet.interfaces import IHostnameResolver, IReactorThreads, IResolutionReceiver

from monitor.addresses import Network, is_allowed

# The addresses refused to the download that runs now; `handler` reads it.
refused_addresses: ContextVar[list[str] | None] = ContextVar("refused_addresses", default=None)


class Receiver(Protocol):
    """Who asked for a name; Twisted's IResolutionReceiver, spelled out for the type checker."""

    def resolutionBegan(self, resolution: object) -> None: ...

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None: ...

    def resolutionComplete(self) -> None: ...


class GuardedResolver:
    """For TWISTED_DNS_RESOLVER: names lead to public addresses and exempt networks, or nowhere."""

    def __init__(self, reactor: ReactorBase, exempt: Sequence[Network], timeout: float) -> None:
        self.reactor = reactor
        self.exempt = tuple(exempt)
        self.timeout = timeout
        self._resolver = GAIResolver(cast(IReactorThreads, reactor), getaddrinfo=_look_up)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Reads the exempt networks from MONITOR_ENVIRONMENT; `timeout` is DNS_TIMEOUT in seconds."""
        settings = crawler.settings
        exempt = settings["MONITOR_ENVIRONMENT"].allow_networks
        return cls(reactor, exempt, settings.getfloat("DNS_TIMEOUT"))

    def install_on_reactor(self) -> None:
        """Makes this the resolver of the process."""
        self.reactor.installNameResolver(cast(IHostnameResolver, self))

    def resolveHostName(
        self,
        resolutionReceiver: Receiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type] | None = None,
        transportSemantics: str = "TCP",
    ) -> object:
        """See IHostnameResolver; addresses that are refused are left out and noted."""
        checked = _Checked(resolutionReceiver, self.exempt, refused_addresses.get())
        checked.patience = self.reactor.callLater(self.timeout, checked.resolutionComplete)
        receiver = cast(IResolutionReceiver, checked)
        return self._resolver.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


class _Checked:
    """Passes on what may be connected to, until the answer is complete or takes too long."""

    def __init__(self, receiver: Receiver, exempt: Sequence[Network], refused: list[str] | None) -> None:
        self.receiver = receiver
        self.exempt = exempt
        self.refused = refused
        self.patience: DelayedCall | None = None
        self.is_complete = False

    def resolutionBegan(self, resolution: object) -> None:
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IPv4Address | IPv6Address) -> None:
        if self.is_complete:
            return
        if is_allowed(address.host, self.exempt):
            self.receiver.addressResolved(address)
        elif self.refused is not None:
            self.refused.append(address.host)

    def resolutionComplete(self) -> None:
        if self.is_complete:
            return
        self.is_complete = True
        if self.patience is not None and self.patience.active():
            self.patience.cancel()
        self.receiver.resolutionComplete()


def install_guard(crawler: Crawler, reactor: ReactorBase) -> None:
    """Makes sure that the guard stands, however the crawler was started.

    Only Scrapy's process classes install TWISTED_DNS_RESOLVER; its runner classes do not.
    """
    if not isinstance(reactor.nameResolver, GuardedResolver):
        GuardedResolver.from_crawler(crawler, reactor).install_on_reactor()


def _look_up(
    host: bytes | str | None,
    port: bytes | str | int | None,
    family: int = 0,
    type: int = 0,
    proto: int = 0,
    flags: int = 0,
) -> Any:
    """As getaddrinfo; names that it cannot even ask for (overlong, empty labels) are not found."""
    try:
        return getaddrinfo(host, port, family, type, proto, flags)
    except UnicodeError as error:
        raise gaierror(str(error)) from error
