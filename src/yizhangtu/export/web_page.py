"""What web pages of the project share: data inside a script element, and hashes for their content security policy."""

import base64
import hashlib
import json

from markupsafe import Markup


def embedded_json(data: object) -> Markup:
    """Compact JSON with every < > and & escaped, so that no text of a guide can end the script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def content_hash(text: str) -> str:
    """The hash source of a text in a content security policy (CSP level 2)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
