// Writes curve-vectors.json with ffjavascript: npm ci --ignore-scripts && npm run curves
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { buildBn128 } from "ffjavascript";

const curve = await buildBn128(true);
const { G1, G2, r } = curve;

const hash = (label) => BigInt("0x" + createHash("sha256").update(label).digest("hex"));
const scalar = (label) => hash(label) % r;
const times = (group, s) => group.timesScalar(group.g, s);
const strings = (value) => Array.isArray(value) ? value.map(strings) : value.toString();
const affine = (group, p) => group.isZero(p) ? null : strings(group.toObject(group.toAffine(p)).slice(0, 2));

const scalars = [0n, 1n, 2n, 3n, r - 2n, r - 1n, ...Array.from({ length: 10 }, (_, i) => scalar(`scalar ${i}`))];
const multiples = (group) => scalars.map((s) => ({ scalar: s.toString(), point: affine(group, times(group, s)) }));

function msm(count) {
    const terms = Array.from({ length: count }, (_, i) => ({ base: scalar(`base ${i}`), scalar: scalar(`msm ${i}`) }));
    let sum = G1.zero;
    for (const term of terms) {
        sum = G1.add(sum, G1.timesScalar(times(G1, term.base), term.scalar));
    }
    return { terms: terms.map((t) => ({ base: t.base.toString(), scalar: t.scalar.toString() })), sum: affine(G1, sum) };
}

// Each pair is [s, t] for e(s G1, t G2); the product is one if and only if sum s t = 0 mod r.
async function pairing(pairs) {
    const points = pairs.flatMap(([s, t]) => [times(G1, s), times(G2, t)]);
    const isOne = await curve.pairingEq(...points);
    return {
        pairs: pairs.map(([s, t]) => ({ g1: affine(G1, times(G1, s)), g2: affine(G2, times(G2, t)) })),
        isOne,
    };
}

const [a, b, c] = ["a", "b", "c"].map((label) => scalar(`pairing ${label}`));
const pairings = [
    await pairing([[1n, 1n]]),
    await pairing([[1n, 1n], [r - 1n, 1n]]),
    await pairing([[a, b], [r - (a * b) % r, 1n]]),
    await pairing([[a, b], [r - (a * b) % r, 2n]]),
    await pairing([[a, b], [b, c], [r - 1n, (a * b + b * c) % r]]),
    await pairing([[a, b], [b, c], [1n, (a * b + b * c) % r]]),
];

const vectors = { g1: multiples(G1), g2: multiples(G2), msm: msm(20), pairings };
writeFileSync(new URL("curve-vectors.json", import.meta.url), JSON.stringify(vectors, null, 1) + "\n");
await curve.terminate();
