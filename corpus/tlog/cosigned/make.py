#!/usr/bin/env python3
"""Writes `keys.txt`, `checkpoint.txt` and `subtree.txt`: cosignatures by an implementation of
Ed25519 and ML-DSA-44 that is not ours, the package `cryptography` of PyPI (48.0.0). The messages
are put together here from the text of c2sp.org/tlog-cosignature. ML-DSA-44 is randomized, so that
each run writes other signatures."""

import base64
import hashlib
import struct
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

HERE = Path(__file__).parent
ORIGIN = "log.example"
ROOT = hashlib.sha256(b"root").digest()
SUBTREE = hashlib.sha256(b"subtree").digest()
TIME = 1_700_000_000


def b64(data):
    return base64.b64encode(data).decode()


class Key:
    def __init__(self, name, kind, private):
        self.name, self.private = name, private
        public = private.public_key().public_bytes_raw()
        self.id = hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]
        self.vkey = f"{name}+{self.id.hex()}+{b64(bytes([kind]) + public)}"

    def line(self, message, time=None):
        signature = self.private.sign(message)
        stamp = b"" if time is None else struct.pack(">Q", time)
        return f"— {self.name} {b64(self.id + stamp + signature)}\n"


def subtree_message(name, time, start, end, digest):
    parts = [b"subtree/v1\n\0", bytes([len(name)]), name.encode(), struct.pack(">Q", time)]
    parts += [bytes([len(ORIGIN)]), ORIGIN.encode(), struct.pack(">QQ", start, end), digest]
    return b"".join(parts)


log = Key(ORIGIN, 0x01, Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32))
classic = Key("w1.example", 0x04, Ed25519PrivateKey.from_private_bytes(bytes([2]) * 32))
quantum = Key("w2.example", 0x06, MLDSA44PrivateKey.from_seed_bytes(bytes([3]) * 32))
text = f"{ORIGIN}\n14\n{b64(ROOT)}\n"
timed = f"cosignature/v1\ntime {TIME}\n{text}"
lines = [
    log.line(text.encode()),
    classic.line(timed.encode(), TIME),
    quantum.line(subtree_message(quantum.name, TIME, 0, 14, ROOT), TIME),
]
(HERE / "keys.txt").write_text("".join(f"{key.vkey}\n" for key in (log, classic, quantum)))
(HERE / "checkpoint.txt").write_text(f"{text}\n{''.join(lines)}")
(HERE / "subtree.txt").write_text(
    quantum.line(subtree_message(quantum.name, 0, 8, 13, SUBTREE), 0)
)
