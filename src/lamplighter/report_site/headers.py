"""The headers of every answer: nothing from elsewhere, scripts of our own alone, nothing kept, nothing told about the server."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
# Every feature a page could ask the browser for, off.
FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(DIRECTIVES),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noarchive, nosnippet",
    "Server": "web",
}
# They would tell a returning browser from a new one, or one server from another.
UNWANTED = ("ETag", "Last-Modified", "Server", "Access-Control-Allow-Origin")
STATIC_CACHE = "private, max-age=3600"


class Headers:
    """First in line, so that every answer passes through it, errors and style sheets too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        for name in UNWANTED:
            if name in response.headers:
                del response.headers[name]
        static = request.path.startswith(settings.STATIC_URL) and response.status_code == HttpResponse.status_code
        response.headers["Cache-Control"] = STATIC_CACHE if static else "no-store"
        for name, value in HEADERS.items():
            response.headers[name] = value
        # A file that is no page can ask a browser for nothing: 600 bytes less for each on a slow line.
        if static:
            del response.headers["Permissions-Policy"]
        return response
