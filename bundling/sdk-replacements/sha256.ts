import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';

type Data = string | ArrayBuffer | ArrayBufferView;

/** Block size of SHA-256 in bytes. */
const BLOCK = 64;

/**
 * SHA-256, or HMAC-SHA-256 with a secret (RFC 2104), with Node's one-shot hash function. Signing one call computes four
 * of them, and the original's streaming objects take a tenth of the CPU time of a read.
 */
export class Sha256 {
  readonly digestLength = 32;
  readonly #key: Buffer | undefined;
  #data: Buffer[] = [];

  constructor(secret?: Data) {
    if (secret === undefined) return;
    const bytes = bytesOf(secret);
    this.#key = Buffer.alloc(BLOCK);
    (bytes.length > BLOCK ? sha256(bytes) : bytes).copy(this.#key);
  }

  update(data: Data): void {
    this.#data.push(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    const data = this.#data;
    const key = this.#key;
    const all = key === undefined ? data : [padded(key, 0x5c), sha256(padded(key, 0x36), ...data)];
    return Promise.resolve(sha256(...all));
  }

  reset(): void {
    this.#data = [];
  }
}

function sha256(...data: Buffer[]): Buffer {
  return hash('sha256', Buffer.concat(data), 'buffer');
}

function padded(key: Buffer, pad: number): Buffer {
  return key.map((byte) => byte ^ pad) as Buffer;
}

function bytesOf(data: Data): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
