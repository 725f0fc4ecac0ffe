"""Checks every signature of a checkpoint with the package `cryptography`, which shares no code with this repository.

    cosigned.py CHECKPOINT VKEY...

Each key has to have signed: Ed25519 notes (type 0x01), Ed25519 cosignatures (0x04), ML-DSA-44 cosignatures (0x06).
"""

import base64
import hashlib
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def ml_dsa_message(name, timestamp, origin, size, root):
    """The packet of tlog-cosignature, for a whole tree."""
    name, origin = name.encode(), origin.encode()
    return (
        b"subtree/v1\n\0"
        + bytes([len(name)]) + name
        + struct.pack(">Q", timestamp)
        + bytes([len(origin)]) + origin
        + struct.pack(">QQ", 0, size)
        + root
    )


def check(body, vkey, signatures):
    """The time of a key's signature, or nothing; raises where there is none, or it is wrong."""
    name, key_id, encoded = vkey.split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    kind, public = raw[0], raw[1:]
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    assert expected.hex() == key_id, "the key ID is that of name and key"
    found = [sig[4:] for who, sig in signatures if who == name and sig[:4] == expected]
    assert len(found) == 1, f"{len(found)} signatures by {name}"
    signature = found[0]
    if kind == 1:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, body.encode())
        return None
    timestamp, signature = struct.unpack(">Q", signature[:8])[0], signature[8:]
    assert timestamp > 0
    if kind == 4:
        message = f"cosignature/v1\ntime {timestamp}\n{body}".encode()
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        return timestamp
    assert kind == 6, f"signature type {kind}"
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

    origin, size, root = body.split("\n")[:3]
    message = ml_dsa_message(name, timestamp, origin, int(size), base64.b64decode(root))
    MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
    return timestamp


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        body, lines = file.read().rsplit("\n\n", 1)
    body += "\n"
    signatures = []
    for line in lines.splitlines():
        dash, name, encoded = line.split(" ")
        assert dash == "\u2014"
        signatures.append((name, base64.b64decode(encoded, validate=True)))
    for vkey in sys.argv[2:]:
        try:
            print(vkey.split("+")[0], "signed", check(body, vkey, signatures))
        except (InvalidSignature, AssertionError) as error:
            sys.exit(f"{vkey.split('+')[0]}: {error!r}")


main()
