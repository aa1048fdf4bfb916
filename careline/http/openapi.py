"""/openapi.json, made from the very endpoints that are served."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from careline.http.endpoint import Access, Endpoint

_SCHEMES: dict[Access, list[dict[str, list[str]]]] = {
    Access.PUBLIC: [],
    Access.TICKET: [],
    Access.LETTER: [],
    Access.CONSUMER: [{"consumer": []}],
    Access.AGENT: [{"agent": []}],
    Access.SENIOR: [{"agent": []}],
    Access.SUPERVISOR: [{"agent": []}],
    Access.ADMIN: [{"agent": []}],
    Access.FEED: [{"feed": []}],
    Access.PLATFORM: [{"platform": []}],
    Access.CARRIER: [{"carrier": []}],
    Access.WEBHOOK: [{"shopify": []}, {"woocommerce": []}, {"aftership": []}, {"track17": []}],
}
_SECURITY = {
    "consumer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "agent": {"type": "apiKey", "in": "cookie", "name": "careline_desk"},
    "feed": {"type": "apiKey", "in": "header", "name": "X-Careline-Signature"},
    "platform": {"type": "apiKey", "in": "header", "name": "X-Careline-Signature"},
    "carrier": {"type": "apiKey", "in": "header", "name": "X-Twilio-Signature"},
    "shopify": {"type": "apiKey", "in": "header", "name": "X-Shopify-Hmac-Sha256"},
    "woocommerce": {"type": "apiKey", "in": "header", "name": "X-WC-Webhook-Signature"},
    "aftership": {"type": "apiKey", "in": "header", "name": "aftership-hmac-sha256"},
    "track17": {"type": "apiKey", "in": "header", "name": "sign"},
}


def describe(endpoints: Iterable[Endpoint], version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of these endpoints."""
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Careline", "version": version},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _SECURITY},
    }


def _operation(endpoint: Endpoint, schemas: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "done"}
    if endpoint.answer:
        answer["content"] = {"application/json": {"schema": _ref(endpoint.answer, schemas)}}
    operation: dict[str, Any] = {
        "summary": endpoint.summary,
        "security": _SCHEMES[endpoint.access],
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"{(\w+)", endpoint.path)
        ],
        "responses": {str(endpoint.status): answer, "default": {"$ref": "#/components/schemas/Problem"}},
    }
    operation["responses"]["default"] = {"description": "a problem document (RFC 9457)"}
    if body := endpoint.body or endpoint.accepts:
        schema = _ref(body, schemas)
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _ref(model: type[BaseModel], schemas: dict[str, Any]) -> dict[str, str]:
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schema.pop("$defs", {}))
    schemas[model.__name__] = schema
    return {"$ref": f"#/components/schemas/{model.__name__}"}
