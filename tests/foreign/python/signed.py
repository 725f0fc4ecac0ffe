"""Carries an act on its way to a signer that is no program of this repository, and its signature back.

    signed.py bytes ACT-FILE OUTPUT               the bytes to be signed
    signed.py add ACT-FILE BY KEY-FILE SIGNATURE  adds the signature that `ssh-keygen -Y sign` has written
"""

import json
import pathlib
import re
import sys


def act_of(text):
    """The act as it stands in the file, byte for byte."""
    start = re.search(r'"act":', text).end()
    _, end = json.JSONDecoder().raw_decode(text, start)
    return text[start:end]


def take(act_file, output):
    pathlib.Path(output).write_text(act_of(pathlib.Path(act_file).read_text(encoding="utf-8")), encoding="utf-8")


def add(act_file, by, key_file, signature_file):
    path = pathlib.Path(act_file)
    whole = json.loads(path.read_text(encoding="utf-8"))
    key = " ".join(pathlib.Path(key_file).read_text(encoding="ascii").split()[:2])
    lines = pathlib.Path(signature_file).read_text(encoding="ascii").split("\n")
    signature = "".join(line for line in lines if not line.startswith("-----"))
    whole.setdefault("signatures", []).append({"by": by, "key": key, "signature": signature})
    path.write_text(json.dumps(whole, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


{"bytes": take, "add": add}[sys.argv[1]](*sys.argv[2:])
