"""Judges by a trust policy who signed a package; openssl checks the signatures.

trust.py POLICY: prints the policy with the public keys that it names by path written out.
A host reads this program from standard input, with a call of judge() below it, and judges by its own policy.
"""
import base64
import binascii
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?\Z")
P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
REASONS = ("unspecified", "keyCompromise", "affiliationChanged", "superseded", "cessationOfOperation")
NOTHING_TRUSTED = REASONS[:2]
CLOCK_SKEW = datetime.timedelta(minutes=5)
BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://model_signing/signature/v1.0"
PACKAGE = "vnd.mlopsbuild.package.v1"
CHANGED = "Somebody or something changed it: take the package from a place that you trust and push it again."
PUSH_AGAIN = "Push the package again with a key that is trusted now."


class Refused(Exception):
    """What is wrong, where, with which value, and what to do about it."""


def parse(text):
    def once(pairs):
        names = [name for name, _ in pairs]
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise ValueError(f"a member '{twice[0]}' stands there twice")
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=once)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def shown(text):
    return re.sub(r"[^\w.:/@+=, -]", "?", str(text), flags=re.ASCII)[:100]


def time_of(text):
    found = TIME.match(text) if isinstance(text, str) else None
    if not found:
        raise ValueError(f"is '{text}' where a time such as 2026-01-31T12:00:00Z is expected")
    zone = found[3] if found[3] not in (None, "Z") else "+00:00"
    try:
        time = datetime.datetime.fromisoformat(found[1] + zone).astimezone(datetime.timezone.utc)
        return time + datetime.timedelta(seconds=float("0" + (found[2] or ".0")))
    except OverflowError:
        raise ValueError(f"is '{text}', which no calendar has") from None


def text_of(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def public_key(pem):
    """The PEM as openssl writes it, and the key's id."""
    lines = pem.strip().splitlines()
    if len(lines) < 3 or lines[0] != "-----BEGIN PUBLIC KEY-----" or lines[-1] != "-----END PUBLIC KEY-----":
        raise ValueError("is no PEM of a public key as openssl pkey -pubout writes it")
    der = base64.b64decode("".join(line.strip() for line in lines[1:-1]), validate=True)
    if len(der) != len(P256) + 64 or not der.startswith(P256):
        raise ValueError("is no public key on P-256 (prime256v1)")
    body = base64.b64encode(der).decode()
    pem = "\n".join([lines[0], *(body[start:start + 64] for start in range(0, len(body), 64)), lines[-1], ""])
    return pem, hashlib.sha256(pem.encode()).hexdigest()


def members(value, known, required):
    if not isinstance(value, dict):
        raise ValueError("is no object")
    for name in value:
        if name not in known:
            raise ValueError(f"has a member '{name}'. Known: {', '.join(known)}")
    for name in required:
        if name not in value:
            raise ValueError(f"has no member '{name}'")


def trusted_key(value, folder):
    members(value, ("id", "name", "publicKey", "notBefore", "notAfter", "pipelines", "revoked"), ("name", "publicKey", "pipelines"))
    if not isinstance(value["name"], str) or not value["name"] or not value["name"].isprintable():
        raise ValueError("has a name that is no name on one line")
    pem = value["publicKey"]
    if not isinstance(pem, str):
        raise ValueError("has a publicKey that is no text")
    if "-----BEGIN " not in pem:
        if folder is None:
            raise ValueError(f"has the publicKey '{pem}', which is no PEM")
        with open(os.path.join(folder, pem), encoding="utf-8") as file:
            pem = file.read()
    try:
        pem, identity = public_key(pem)
    except (ValueError, binascii.Error) as bad:
        raise ValueError(f"has a publicKey that {bad}") from None
    if value.get("id", identity) != identity:
        raise ValueError(f"has the id '{value['id']}', but the id of this public key is {identity}")
    pipelines = value["pipelines"]
    if not isinstance(pipelines, list) or not pipelines or not all(isinstance(name, str) for name in pipelines):
        raise ValueError('has no list of pipelines. Name those that the key may sign, or ["*"] for all')
    times = [time_of(value[name]) for name in ("notBefore", "notAfter") if name in value]
    if len(times) == 2 and times[0] >= times[1]:
        raise ValueError("has a notBefore that is not before its notAfter")
    if "revoked" in value:
        members(value["revoked"], ("at", "reason"), ("at", "reason"))
        time_of(value["revoked"]["at"])
        if value["revoked"]["reason"] not in REASONS:
            raise ValueError(f"is revoked for '{value['revoked']['reason']}'. Known: {', '.join(REASONS)}")
    return dict(value, id=identity, publicKey=pem)


def read_policy(text, folder):
    """The policy with its public keys as PEM; folder is where those that it names by path are, or None where it may name none so."""
    policy = parse(text)
    members(policy, ("formatVersion", "keys"), ("formatVersion", "keys"))
    if policy["formatVersion"] != 1:
        raise ValueError(f"it has the format {policy['formatVersion']}, and 1 is known")
    if not isinstance(policy["keys"], list):
        raise ValueError("keys is no list")
    keys = []
    for place, value in enumerate(policy["keys"]):
        try:
            keys.append(trusted_key(value, folder))
        except (ValueError, OSError) as bad:
            raise ValueError(f"keys[{place}] {bad}") from None
    for member in ("id", "name"):
        values = [key[member] for key in keys]
        if len(set(values)) < len(values):
            raise ValueError(f"two keys have the same {member}")
    return {"formatVersion": 1, "keys": keys}


def host_policy(path, given):
    """The policy of the host, which nobody but root may have written; where it is yet to be put there, the given one."""
    again = "Put the trusted keys there on purpose: ansible-playbook trust.yml."
    try:
        for place in (os.path.dirname(path), path):
            state = os.lstat(place)
            if state.st_uid != os.geteuid() or state.st_mode & 0o022 or os.path.islink(place):
                raise Refused(f"REG703: {place} on the host can be written by others than root (mode {state.st_mode & 0o7777:04o}, user {state.st_uid}), so that it says nothing of whom to trust. {again}")
        with open(path, "rb") as file:
            given = file.read()
    except FileNotFoundError:
        if not given:
            raise Refused(f"REG703: the host has no {path}, which names the keys that it trusts. {again}") from None
    try:
        return read_policy(given, None)["keys"]
    except ValueError as bad:
        raise Refused(f"REG703: {path} on the host cannot be used: {bad}. {again}") from None


def layer_of(manifest, digest):
    """The digest of the content that a manifest of this digest names."""
    found = "sha256:" + hashlib.sha256(manifest).hexdigest()
    if found != digest:
        raise Refused(f"VER101: the manifest that came to the host has the digest {found}, and not {digest}. {CHANGED}")
    try:
        layer = parse(manifest)["layers"][0]["digest"]
        if not DIGEST.match(layer):
            raise ValueError
    except (ValueError, KeyError, TypeError, IndexError):
        raise Refused(f"VER101: {digest} is no package: its manifest names no content. Take one that ./build.sh Package made.") from None
    return layer[len("sha256:"):]


def verifies(key, signature, signed):
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ("key", "signature")]
        for path, content in zip(files, (key["publicKey"].encode(), signature)):
            with open(path, "wb") as file:
                file.write(content)
        try:
            return subprocess.run(["openssl", "dgst", "-sha256", "-verify", files[0], "-signature", files[1]], input=signed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
        except OSError as missing:
            raise Refused(f"openssl, which checks signatures, cannot be run on the host ({missing}). Install it, as in apt-get install openssl.") from None


def envelope_of(bundle):
    """Hint of the key, signature, bytes that were signed, and payload of a sigstore bundle."""
    if bundle["mediaType"] != BUNDLE:
        raise ValueError
    envelope = bundle["dsseEnvelope"]
    (mark,) = envelope["signatures"]
    kind = envelope["payloadType"].encode()
    payload = base64.b64decode(envelope["payload"], validate=True)
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    return str(bundle["verificationMaterial"]["publicKey"].get("hint", "")), base64.b64decode(mark["sig"], validate=True), signed, payload


def statement_of(payload):
    """Package, pipeline and time of a statement."""
    statement = parse(payload)
    (subject,) = statement["subject"]
    files = [resource["digest"] for resource in statement["predicate"]["resources"] if resource["algorithm"] == "sha256"]
    root = hashlib.sha256(bytes.fromhex("".join(files))).hexdigest()
    if (statement["_type"], statement["predicateType"], subject["digest"]["sha256"]) != (STATEMENT, PREDICATE, root):
        raise ValueError
    package = statement["predicate"][PACKAGE]
    return package["manifest"], package["pipeline"], time_of(package["signedAt"])


def why_not(text, claims, keys, now):
    """Why a signature does not count; None where it does."""
    try:
        hint, signature, signed, payload = envelope_of(parse(base64.b64decode(text)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"VER203: a signature is damaged or no sigstore bundle, version 0.3, of a key. {CHANGED}"
    key = next((key for key in keys if key["id"] == hint), None)
    if key is None:
        known = ", ".join(f"{other['name']} ({other['id'][:12]})" for other in keys) or "none"
        return f"VER202: it is signed by the key '{shown(hint)}', which this host does not trust; {claims['policy']} has {known}. Take a package that one of these signed, or, after you have made sure whose key it is, put it there on purpose: ansible-playbook trust.yml."
    name = key["name"]
    if not verifies(key, signature, signed):
        return f"VER203: the key '{name}' did not make this signature over these bytes. {CHANGED}"
    try:
        package, pipeline, signed_at = statement_of(payload)
    except (ValueError, KeyError, TypeError):
        return f"VER203: what '{name}' signed is no statement about a package that is known here. {CHANGED}"
    if package != claims["digest"]:
        return f"VER204: '{name}' signed the package {shown(package)}, and not {claims['digest']}. Push the package again with its own signature."
    if pipeline != claims["pipeline"]:
        return f"VER102: '{name}' signed it as a package of {shown(pipeline)}, and not of {claims['pipeline']}. Take a package of {claims['pipeline']}."
    if not {"*", claims["pipeline"]} & set(key["pipelines"]):
        return f"VER208: the key '{name}' may sign packages of {', '.join(key['pipelines'])}, and not of {claims['pipeline']}. Sign with a key of this pipeline, or add the pipeline to the key in the trust policy."
    if signed_at - now > CLOCK_SKEW:
        return f"VER207: the signature by '{name}' states {text_of(signed_at)}, and on the host it is {text_of(now)}. Set the clocks of both machines right."
    if "notBefore" in key and signed_at < time_of(key["notBefore"]):
        return f"VER206: the signature by '{name}' is of {text_of(signed_at)}, and the key is trusted from {key['notBefore']} on. {PUSH_AGAIN}"
    if "notAfter" in key and signed_at > time_of(key["notAfter"]):
        return f"VER206: the signature by '{name}' is of {text_of(signed_at)}, and the key has expired at {key['notAfter']}. {PUSH_AGAIN}"
    revoked = key.get("revoked")
    if revoked and (revoked["reason"] in NOTHING_TRUSTED or signed_at >= time_of(revoked["at"])):
        return f"VER205: the key '{name}' was revoked at {revoked['at']} ({revoked['reason']}), and its signature is of {text_of(signed_at)}. {PUSH_AGAIN}"
    return None


def judge(text):
    """Writes as JSON the SHA-256 of the content that was vouched for, or why nobody is believed."""
    claims = json.loads(text)
    try:
        layer = layer_of(base64.b64decode(claims["manifest"]), claims["digest"])
        keys = host_policy(claims["policy"], claims["given"])
        now = datetime.datetime.now(datetime.timezone.utc)
        reasons = [why_not(signature, claims, keys, now) for signature in claims["signatures"]]
        if not reasons:
            raise Refused(f"VER201: {claims['digest']} is not signed, and the host asks for a signature by a key in {claims['policy']}. Push it with a key in MLOPSBUILD_SIGNING_KEY or MLOPSBUILD_SIGNING_COMMAND, and deploy it from the registry that it was pushed to.")
        if None not in reasons:
            raise Refused(" ".join(dict.fromkeys(reasons)))
        verdict = {"layer": layer, "refusal": None}
    except Refused as refused:
        verdict = {"layer": None, "refusal": str(refused)}
    json.dump(verdict, sys.stdout)


if len(sys.argv) == 2:
    try:
        with open(sys.argv[1], encoding="utf-8") as source:
            written_out = read_policy(source.read(), os.path.dirname(os.path.abspath(sys.argv[1])))
    except (OSError, ValueError) as unusable:
        sys.exit(f"REG703: the trust policy {sys.argv[1]} cannot be used: {unusable}. docs/supply-chain.md shows one.")
    json.dump(written_out, sys.stdout, indent=2)
    print()
