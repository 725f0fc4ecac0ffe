"""Leaves and proofs as Sigsum writes them, about a log of this repository.

    sigsum.py leaf SEED-FILE MESSAGE OUTPUT        the entry that says who signed the message
    sigsum.py proof PROOF COSIGNATURES LEAF        a Sigsum proof from a tlog-proof and lines of cosignatures
"""

import base64
import hashlib
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf(seed_file, message_file, output):
    with open(seed_file, encoding="ascii") as file:
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read().strip()))
    with open(message_file, "rb") as file:
        checksum = sha256(sha256(file.read()))
    signature = key.sign(b"sigsum.org/v1/tree-leaf\0" + checksum)
    with open(output, "wb") as file:
        file.write(checksum + signature + sha256(key.public_key().public_bytes_raw()))


def proof(proof_file, cosignatures_file, leaf_file):
    with open(proof_file, encoding="utf-8") as file:
        above, body, signatures = file.read().split("\n\n")
    with open(leaf_file, "rb") as file:
        entry = file.read()
    lines = above.split("\n")
    index, hashes = lines[1].split(" ")[1], lines[2:]
    origin, size, root = body.split("\n")
    signature = base64.b64decode(signatures.splitlines()[0].split(" ")[2])[4:]
    hexadecimal = lambda text: base64.b64decode(text).hex()
    print("version=2")
    print(f"log={origin.rsplit('/', 1)[1]}")
    print(f"leaf={entry[96:].hex()} {entry[32:96].hex()}")
    print(f"\nsize={size}\nroot_hash={hexadecimal(root)}\nsignature={signature.hex()}")
    with open(cosignatures_file, encoding="utf-8") as file:
        for line in file:
            _, name, encoded = line.split()
            raw = base64.b64decode(encoded)[4:]
            timestamp, signature = int.from_bytes(raw[:8], "big"), raw[8:]
            print(f"cosignature={name.rsplit('/', 1)[1]} {timestamp} {signature.hex()}")
    print(f"\nleaf_index={index}")
    for one in hashes:
        print(f"node_hash={hexadecimal(one)}")


{"leaf": leaf, "proof": proof}[sys.argv[1]](*sys.argv[2:])
