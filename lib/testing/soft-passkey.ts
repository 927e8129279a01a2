import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { PasskeyPlace } from "#lib/core/passkeys";

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** A passkey that is held in this process, with a key of ES256: says what a browser would. */
export class SoftPasskey {
  readonly id = randomBytes(16);
  counter = 0;
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

  /** What a browser answers when it is asked for a new passkey. */
  made(challenge: string, place: PasskeyPlace): object {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    const bytes = (text: string) => Buffer.from(text, "base64url");
    const curve = new Map<number, Cbor>().set(1, 2).set(3, -7).set(-1, 1);
    const publicKey = curve.set(-2, bytes(x)).set(-3, bytes(y));
    const length = Buffer.from([0, this.id.length]);
    const authData = Buffer.concat([
      this.#head(place, 0b0100_0101),
      Buffer.alloc(16),
      length,
      this.id,
      cbor(publicKey),
    ]);
    const attestation = new Map<string, Cbor>().set("fmt", "none").set("attStmt", new Map()).set("authData", authData);
    return this.#answer({
      clientDataJSON: clientData("webauthn.create", challenge, place.origin).toString("base64url"),
      attestationObject: cbor(attestation).toString("base64url"),
      transports: ["internal"],
    });
  }

  /** What a browser answers when somebody signs in. */
  used(challenge: string, place: PasskeyPlace): object & { id: string } {
    const data = clientData("webauthn.get", challenge, place.origin);
    const authData = this.#head(place, 0b0000_0101);
    const signed = Buffer.concat([authData, createHash("sha256").update(data).digest()]);
    return this.#answer({
      clientDataJSON: data.toString("base64url"),
      authenticatorData: authData.toString("base64url"),
      signature: sign("sha256", signed, this.#keys.privateKey).toString("base64url"),
    });
  }

  #head({ host }: PasskeyPlace, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([createHash("sha256").update(host).digest(), Buffer.from([flags]), counter]);
  }

  #answer(response: object) {
    const id = this.id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** As much of CBOR as a new passkey is written in. */
function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}
