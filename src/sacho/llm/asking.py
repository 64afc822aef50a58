"""Asks the model, over one request to one address, without following it anywhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from sacho.errors import UsageError
from sacho.llm.address import Address

Ask = Callable[[str, str], str]
"""`ask(system, user)` gives the model's answer. Raises ModelError where there is none."""

SECONDS = 300.0
MOST_BYTES = 4 * 1024 * 1024


class ModelError(Exception):
    """The model gave no answer. The message holds no word of the report."""


def ask_at(address: Address) -> Ask:
    """Asks at this address. Raises UsageError where the extra is not installed."""
    try:
        import httpx
    except ImportError:
        raise UsageError(
            "The language-model reader is not installed.", "Run: pip install 'sacho[llm]'"
        ) from None

    headers = {"Authorization": f"Bearer {address.key}"} if address.key else {}

    def ask(system: str, user: str) -> str:
        body = {
            "model": address.model, "temperature": 0, "stream": False,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": system},
                         {"role": "user", "content": user}],
        }  # fmt: skip
        try:
            # No proxies from the environment and no redirects: the one address and no other.
            with httpx.Client(timeout=SECONDS, trust_env=False, follow_redirects=False) as client:
                response = client.post(
                    f"{address.url}/chat/completions", json=body, headers=headers
                )
        except httpx.HTTPError as error:
            raise ModelError(f"The model did not answer ({type(error).__name__}).") from None
        if response.status_code != 200 or len(response.content) > MOST_BYTES:
            raise ModelError(f"The model did not answer (status {response.status_code}).")
        return _content(response.content)

    return ask


def _content(body: bytes) -> str:
    try:
        answer: Any = json.loads(body)
        content = cast("object", answer["choices"][0]["message"]["content"])
    except (ValueError, KeyError, IndexError, TypeError):
        raise ModelError("The answer is not that of an OpenAI-compatible address.") from None
    if not isinstance(content, str):
        raise ModelError("The answer is not that of an OpenAI-compatible address.")
    return content
