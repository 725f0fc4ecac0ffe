"""Takes an act and its first signature out of the log of a register, for `ssh-keygen -Y verify`.

    act.py LOG-FOLDER INDEX OUTPUT-FOLDER

writes `act` (the bytes that were signed), `act.sig` and `signers` (an allowed-signers file), and prints the principal.
"""

import base64
import json
import pathlib
import re
import sys


def entry(folder, index):
    """An entry of the log, from the widest bundle that has it."""
    bundles = list((folder / "tile" / "entries").glob(f"{index // 256:03}"))
    partial = (folder / "tile" / "entries" / f"{index // 256:03}.p").glob("*")
    bundles += sorted(partial, key=lambda path: -int(path.name))
    data = bundles[0].read_bytes()
    for _ in range(index % 256):
        data = data[2 + int.from_bytes(data[:2], "big"):]
    return data[2:2 + int.from_bytes(data[:2], "big")].decode()


def main():
    folder, index, output = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    text = entry(folder, index)
    whole = json.loads(text)
    # The act is signed as it stands in the entry, byte for byte.
    start = re.search(r'"act":', text).end()
    _, end = json.JSONDecoder().raw_decode(text, start)
    signature = whole["signatures"][0]
    blob = base64.b64encode(base64.b64decode(signature["signature"])).decode()
    lines = "\n".join(blob[at:at + 70] for at in range(0, len(blob), 70))
    (output / "act").write_text(text[start:end], encoding="utf-8")
    (output / "act.sig").write_text(
        f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----\n", encoding="ascii"
    )
    (output / "signers").write_text(f"{signature['by']} {signature['key']}\n", encoding="ascii")
    print(signature["by"])


main()
