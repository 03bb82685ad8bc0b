"""From where a visitor comes: what counts of guesses and checks are kept by."""

import hmac
import ipaddress
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address; behind the HTTPS proxy it is the last one that the proxy names.

    Whatever stands before it was written by the visitor. What is no address at all counts as the proxy's.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return direct
    named = str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(named))
    except ValueError:
        return direct


def visitor_key(address: str) -> str:
    """Return a keyed hash of a visitor's address: it tells visitors apart and names none.

    A household has a whole IPv6 network to choose addresses from, so its first 64 bits count.
    """
    return hmac.new(settings.SECRET_KEY.encode(), _network(address).encode(), sha256).hexdigest()


def _network(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        # A proxy on a local socket may name no address: all its visitors count as one.
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False) if ip.version == 6 else ip)
