"""The cipher of the checkpoints: AES-256-GCM, so that what was altered on disk is refused and never read."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langgraph.checkpoint.serde.encrypted import EncryptedSerializer

_NAME = "aesgcm"
_NONCE = 12  # bytes; drawn anew for every text, of which one key sees some hundreds


class Cipher:
    """Encrypts with one key, as LangGraph asks of a cipher; the nonce stands before the text."""

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._aes = AESGCM(key)

    def encrypt(self, plaintext: bytes) -> tuple[str, bytes]:
        """Return the name of the cipher and the encrypted bytes."""
        nonce = secrets.token_bytes(_NONCE)
        return _NAME, nonce + self._aes.encrypt(nonce, plaintext, _NAME.encode())

    def decrypt(self, ciphername: str, ciphertext: bytes) -> bytes:
        """Return the bytes; raises InvalidTag for another key or for bytes that were altered."""
        return self._aes.decrypt(ciphertext[:_NONCE], ciphertext[_NONCE:], ciphername.encode())


def encrypted_serializer(key: bytes) -> EncryptedSerializer:
    """Return what LangGraph's checkpointer writes and reads with."""
    from langgraph.checkpoint.serde.encrypted import EncryptedSerializer

    return EncryptedSerializer(Cipher(key))
