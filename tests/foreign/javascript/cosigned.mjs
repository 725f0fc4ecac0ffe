// Checks every signature of a checkpoint with the packages @noble, which share no code with this repository.
//
//   node cosigned.mjs CHECKPOINT VKEY...
//
// Each key has to have signed: Ed25519 notes (type 0x01), Ed25519 cosignatures (0x04), ML-DSA-44 cosignatures (0x06).

import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';

const [file, ...vkeys] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const at = text.lastIndexOf('\n\n');
const body = text.slice(0, at + 1);
const signatures = text
  .slice(at + 2)
  .trimEnd()
  .split('\n')
  .map((line) => line.split(' '))
  .map(([, name, encoded]) => ({ name, bytes: Buffer.from(encoded, 'base64') }));

const u64 = (number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
};

// The packet of tlog-cosignature, for a whole tree.
function packet(name, time) {
  const [origin, size, root] = body.split('\n');
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0'),
    Buffer.from([name.length]), Buffer.from(name), u64(time),
    Buffer.from([origin.length]), Buffer.from(origin), u64(0), u64(size),
    Buffer.from(root, 'base64'),
  ]);
}

function check(vkey) {
  const [name, id] = vkey.split('+', 2);
  const raw = Buffer.from(vkey.slice(name.length + id.length + 2), 'base64');
  const expected = Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), raw]))).subarray(0, 4);
  if (expected.toString('hex') !== id) throw new Error('the key ID is not that of name and key');
  const found = signatures.filter((one) => one.name === name && one.bytes.subarray(0, 4).equals(expected));
  if (found.length !== 1) throw new Error(`${found.length} signatures`);
  const signature = found[0].bytes.subarray(4);
  const key = raw.subarray(1);
  if (raw[0] === 1) return ed25519.verify(signature, Buffer.from(body), key);
  const time = signature.readBigUInt64BE(0);
  const proper = signature.subarray(8);
  if (raw[0] === 4) return ed25519.verify(proper, Buffer.from(`cosignature/v1\ntime ${time}\n${body}`), key);
  if (raw[0] === 6) return ml_dsa44.verify(proper, packet(name, time), key);
  throw new Error(`signature type ${raw[0]}`);
}

for (const vkey of vkeys) {
  const name = vkey.split('+')[0];
  if (!check(vkey)) {
    console.error(`${name}: the signature is not by this key`);
    process.exit(1);
  }
  console.log(`${name} signed`);
}
