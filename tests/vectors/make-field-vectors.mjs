// Writes field-vectors.json with ffjavascript: npm ci --ignore-scripts && npm run fields
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { buildBn128 } from "ffjavascript";

const curve = await buildBn128(true);
const { Fr, F1: Fq } = curve;

const hash = (label) => BigInt("0x" + createHash("sha256").update(label).digest("hex"));
const text = (field, element) => field.toObject(element).toString();

// Sums, products and quotients of edge values and hashes, all crossed.
function arithmetic(field) {
    const p = field.p;
    const values = [0n, 1n, 2n, p - 1n, p - 2n, 1n << 52n, 1n << 64n, (1n << 208n) - 1n, ...[0, 1, 2, 3].map((i) => hash(`field ${i}`) % p)];
    const cases = values.flatMap((a) => values.map((b) => [field.e(a), field.e(b)]));
    return cases.map(([a, b]) => ({
        a: text(field, a),
        b: text(field, b),
        sum: text(field, field.add(a, b)),
        difference: text(field, field.sub(a, b)),
        product: text(field, field.mul(a, b)),
        quotient: field.isZero(b) ? null : text(field, field.div(a, b)),
    }));
}

// Coefficient i of a transform is the hash of "ntt i": the file has the values only.
async function transform(log) {
    const size = 1 << log;
    const coefficients = new Uint8Array(size * Fr.n8);
    for (let i = 0; i < size; i++) {
        coefficients.set(Fr.e(hash(`ntt ${i}`) % Fr.p), i * Fr.n8);
    }
    const values = await Fr.fft(coefficients);
    return { log, values: Array.from({ length: size }, (_, i) => text(Fr, values.slice(i * Fr.n8, (i + 1) * Fr.n8))) };
}

const vectors = { Fr: arithmetic(Fr), Fq: arithmetic(Fq), transforms: [await transform(3), await transform(6), await transform(7)] };
writeFileSync(new URL("field-vectors.json", import.meta.url), JSON.stringify(vectors, null, 1) + "\n");
await curve.terminate();
