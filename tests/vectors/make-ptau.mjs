// Writes raw.ptau and prepared.ptau (power 6, one contribution) with snarkjs: npm ci --ignore-scripts && npm run ptau
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const snarkjs = (...args) => execFileSync(process.execPath, [here("node_modules/snarkjs/build/cli.cjs"), "powersoftau", ...args], { stdio: "inherit" });

const folder = mkdtempSync(join(tmpdir(), "ptau-"));
const fresh = join(folder, "fresh.ptau");
snarkjs("new", "bn128", "6", fresh);
snarkjs("contribute", fresh, here("raw.ptau"), "--name=test", "-e=" + randomBytes(32).toString("hex"));
snarkjs("prepare", "phase2", here("raw.ptau"), here("prepared.ptau"));
rmSync(folder, { recursive: true });
