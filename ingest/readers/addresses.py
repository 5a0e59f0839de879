"""Which internet addresses may be asked: public ones, unless the user allows those of the own network too."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from graph.errors import UnreadableError

# Translates to the IPv4 address in its last 32 bits, which may be a private one (RFC 6052).
_TRANSLATED = IPv6Network("64:ff9b::/96")
_PRIVATE = "it leads to an address of this machine or its network"
_ALLOW = "set DETENTE_ALLOW_PRIVATE_ADDRESSES=1 if you mean it"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a host was found: the numbers that are connected to, so that no later look-up leads elsewhere."""

    host: str
    numbers: tuple[str, ...]
    port: int


def endpoint(host: str, port: int, where: str, *, allow_private: bool) -> Endpoint:
    """Look a host up once; raises UnreadableError where it is not found, or any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableError(where, f"the host {host} is not found ({error})", "check the address") from error
    numbers = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and not all(is_public(number) for number in numbers):
        raise UnreadableError(where, _PRIVATE, _ALLOW)
    return Endpoint(host, numbers, port)


def is_public(number: str) -> bool:
    """Tell whether a numeric address lies on the public internet, however it is wrapped."""
    address = ip_address(number.partition("%")[0])
    wrapped = _wrapped(address) if isinstance(address, IPv6Address) else None
    if wrapped is not None:
        return is_public(str(wrapped))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
