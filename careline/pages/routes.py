"""The page shells: thin documents that carry configuration and load the built front end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape

from careline.http.endpoint import Access, Endpoint
from careline.http.problem import Problem

_TITLES = MappingProxyType(
    {
        "chat": {"zh-CN": "在线客服", "en": "Customer service"},
        "hall": {"zh-CN": "服务保障大厅", "en": "Service guarantee hall"},
        "desk": {"zh-CN": "客服工作台", "en": "Service desk"},
        "insights": {"zh-CN": "服务数据", "en": "Service figures"},
        "review": {"zh-CN": "语料复核", "en": "Review"},
        "quality": {"zh-CN": "会话质检", "en": "Quality reviews"},
        "callouts": {"zh-CN": "外呼数据", "en": "Phoning"},
        "phone": {"zh-CN": "演示电话", "en": "Demo handset"},
    }
)
_PATHS = MappingProxyType(
    {"review": "/insights/review", "quality": "/insights/quality", "callouts": "/insights/callouts"}
)
_SCRIPTS = MappingProxyType({"review": "insights", "quality": "insights"})
"""Pages whose front end is another one's."""
_RINGING = frozenset({"phone", "desk"})
"""Pages that ring where the carrier is the simulator."""
_NO_SCRIPT = MappingProxyType(
    {
        "zh-CN": "这个页面需要 JavaScript。请打开后再试，或拨打商家客服电话。",
        "en": "This page needs JavaScript. Please switch it on, or phone the shop.",
    }
)
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0f6b5c"/>'
    '<path d="M9 12h14v8H15l-4 4v-4H9z" fill="#fff"/></svg>'
)
_CSS = (
    "html,body{margin:0;height:100%;background:#f3f2ec;color:#1d2420}"
    "@media (prefers-color-scheme:dark){html,body{background:#101413;color:#e8ece9}}"
    "careline-chat,careline-hall,careline-desk,careline-insights,careline-callouts,careline-phone{display:block;min-height:100%}"
    ".lost{display:grid;place-items:center;font:16px/1.6 system-ui,sans-serif;text-align:center}"
    ".lost main{padding:24px}.lost h1{margin:12px 0 4px;font-size:22px}.lost p{margin:4px 0 16px}"
    ".lost a{display:inline-block;padding:8px 16px;border-radius:10px;color:inherit}"
    ".lost .first{background:#0e5f54;color:#fff;text-decoration:none}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    script: str
    preloads: tuple[str, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """`simulator` is the demo handset's own server, outside the demo empty; `dist` the folder that Vite built.

    `image_hosts` are those from which pictures of goods may come: whoever serves one sees who looks, and when.
    """

    shop_in: Callable[[str], str]
    demo: bool
    simulator: str
    dist: Path
    image_hosts: tuple[str, ...] = ()


class Pages:
    def __init__(self, settings: PageSettings) -> None:
        self._settings = settings
        self._templates = Environment(
            loader=PackageLoader("careline.pages"), autoescape=select_autoescape(), auto_reload=False
        )

    def endpoints(self) -> list[Endpoint]:
        names = [
            "chat",
            "hall",
            "desk",
            "insights",
            "review",
            "quality",
            "callouts",
            *(["phone"] if self._settings.demo else []),
        ]
        return [
            Endpoint(
                method="GET",
                path=_PATHS.get(name, f"/{name}"),
                access=Access.PUBLIC,
                handle=self._page(name),
                summary=f"Page: {name}",
            )
            for name in names
        ] + [
            Endpoint(method="GET", path="/", access=Access.PUBLIC, handle=self._home, summary="To the chat page"),
            Endpoint(method="GET", path="/icon.svg", access=Access.PUBLIC, handle=self._icon, summary="Page icon"),
            Endpoint(method="GET", path="/page.css", access=Access.PUBLIC, handle=self._css, summary="Page style"),
        ]

    def _page(self, name: str) -> Any:
        script = _SCRIPTS.get(name, name)

        async def show(request: web.Request) -> web.Response:
            lang = language_of(request)
            html = self._templates.get_template("page.html").render(
                page=script, lang=lang, title=_TITLES[name][lang], shop_name=self._settings.shop_in(lang),
                demo=self._settings.demo, simulator=self._settings.simulator if name in _RINGING else "",
                assets=assets_of(self._settings.dist, script), no_script=_NO_SCRIPT[lang],
            )  # fmt: skip
            response = web.Response(text=html, content_type="text/html")
            response.headers["Content-Security-Policy"] = self._policy(name)
            return response

        return show

    def _policy(self, name: str) -> str:
        """No inline script or style; what rings in the demo may also speak to the phone simulator."""
        connect = "'self'"
        if name in _RINGING and self._settings.simulator:
            connect += f" {self._settings.simulator} {self._settings.simulator.replace('http', 'ws', 1)}"
        images = " ".join(["'self'", "data:", "blob:", *(f"https://{host}" for host in self._settings.image_hosts)])
        return (
            f"default-src 'self'; connect-src {connect}; img-src {images}; object-src 'none'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
        )

    async def _home(self, _request: web.Request) -> web.Response:
        raise web.HTTPFound("/chat")

    async def _icon(self, _request: web.Request) -> web.Response:
        return web.Response(text=_ICON, content_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})

    async def _css(self, _request: web.Request) -> web.Response:
        return web.Response(text=_CSS, content_type="text/css", headers={"Cache-Control": "max-age=3600"})


def language_of(request: web.Request) -> str:
    """`?lang=` if it is one of ours, else what the browser asks for; Chinese where it says nothing we know."""
    wanted = request.query.get("lang", "")
    if wanted in {"zh-CN", "en"}:
        return wanted
    first = request.headers.get("Accept-Language", "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh-CN"


@cache
def assets_of(dist: Path, name: str) -> Assets:
    """What Vite's manifest lists for an entry. Raises Problem 503 if the front end was not built."""
    path = dist / "manifest.json"
    if not path.exists():
        raise Problem(503, "The pages were not built: run `make up`, or `npm run build` in web/.")
    manifest = json.loads(path.read_text("utf-8"))
    entry = manifest[f"src/pages/{name}.ts"]
    chunks = [manifest[chunk] for chunk in entry.get("imports", ())]
    return Assets(
        script=f"/static/{entry['file']}",
        preloads=tuple(f"/static/{chunk['file']}" for chunk in chunks),
        styles=tuple(f"/static/{style}" for chunk in (entry, *chunks) for style in chunk.get("css", ())),
    )


def built_front_end() -> Path:
    """web/dist beside the package in a checkout, or inside the package where it was installed from a wheel."""
    inside = Path(str(files("careline.pages") / "dist"))
    return inside if inside.exists() else Path(__file__).parents[2] / "web" / "dist"
