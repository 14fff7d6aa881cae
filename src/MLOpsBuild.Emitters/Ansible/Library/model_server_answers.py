"""What a server on this host answers; no proxy is asked."""
import http.client
import json
import urllib.parse

PATIENCE_SECONDS = 30


def ask(url, method, path, body=None):
    """Status and text of an answer."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=PATIENCE_SECONDS)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def serves(url, name):
    """The versions of a model that a server says it serves; none where it says nothing."""
    try:
        return json.loads(ask(url, "GET", f"/v2/models/{name}")[1])["versions"]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return []
