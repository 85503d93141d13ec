"""The key ring: sealing text at rest, and keyed digests for tokens and button ids.

Ground floor, both runtimes (the engine's tracker store seals with the same ring). AES-256-GCM of the
``cryptography`` library; the newest key seals, every key of the ring opens.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_ID_BYTES = 4
_NONCE_BYTES = 12


class KeyRingError(ValueError):
    """A key ring that cannot be read, or a sealed value that no key of it opens. Never carries text."""


class KeyRing:
    """One or more 32-byte keys, newest first."""

    def __init__(self, keys: list[bytes]) -> None:
        """Raise ``KeyRingError`` unless there is at least one key and each has 32 bytes."""
        if not keys or any(len(key) != _KEY_BYTES for key in keys):
            raise KeyRingError("a key ring takes one or more keys of 32 bytes each, base64")
        self._keys = tuple(keys)
        self._newest = keys[0]
        self._ciphers = {_key_id(key): AESGCM(key) for key in keys}

    def seal(self, text: str, context: str) -> bytes:
        """Encrypt ``text``; it opens again only with the same ``context`` (say ``message:<conversation>``)."""
        key_id, nonce = _key_id(self._newest), secrets.token_bytes(_NONCE_BYTES)
        sealed = self._ciphers[key_id].encrypt(nonce, text.encode("utf-8", "surrogatepass"), context.encode())
        return key_id + nonce + sealed

    def open(self, sealed: bytes, context: str) -> str:
        """Decrypt what ``seal`` made.

        Raises:
            KeyRingError: no key of the ring opens it in this context.
        """
        cipher = self._ciphers.get(sealed[:_ID_BYTES])
        nonce, body = sealed[_ID_BYTES : _ID_BYTES + _NONCE_BYTES], sealed[_ID_BYTES + _NONCE_BYTES :]
        if cipher is None:
            raise KeyRingError("sealed with a key that is not on the ring")
        try:
            return cipher.decrypt(nonce, body, context.encode()).decode("utf-8", "surrogatepass")
        except (InvalidTag, ValueError):
            raise KeyRingError("a sealed value was changed or stands in the wrong place") from None

    def digests(self, purpose: str, value: str) -> list[str]:
        """What ``digest`` gives now and gave with each older key of the ring: for checking what was minted before."""
        return [_digest(key, purpose, value) for key in self._keys]

    def digest(self, purpose: str, value: str) -> str:
        """Keyed SHA-256 of ``value`` for one ``purpose``, url-safe base64 without padding (43 characters)."""
        return _digest(self._newest, purpose, value)


def parse_keys(text: str) -> KeyRing:
    """Read a ring from ``FIRSTPORT_KEYS``: base64 keys separated by commas or lines, newest first."""
    try:
        keys = [base64.b64decode(part, validate=True) for part in text.replace(",", "\n").split()]
    except ValueError:
        raise KeyRingError("a key ring takes one or more keys of 32 bytes each, base64") from None
    return KeyRing(keys)


def load_keys(environment: str, var_dir: Path) -> KeyRing:
    """The ring from the environment's value, else from ``var_dir/keys``, made with mode 0600 when missing."""
    if environment:
        return parse_keys(environment)
    file = var_dir / "keys"
    var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return parse_keys(file.read_text())
    with os.fdopen(handle, "w") as out:
        out.write(base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode() + "\n")
    return parse_keys(file.read_text())


def _digest(key: bytes, purpose: str, value: str) -> str:
    mac = hmac.new(key, f"{purpose}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256)
    return base64.urlsafe_b64encode(mac.digest()).decode().rstrip("=")


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"firstport key id\0" + key).digest()[:_ID_BYTES]
