"""From where a visitor comes: what counts of guesses and checks are kept by."""

import ipaddress

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
