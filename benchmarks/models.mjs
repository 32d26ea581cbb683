// Runs `zkml try` over a folder of models and prints a Markdown table of cost against size, and how cost grows with size.
// usage: node benchmarks/models.mjs FOLDER [--repeat N] [--out FILE] [NAME ...]     FOLDER/NAME holds model.onnx and ref_set_0/input_*.pb
// FILE receives the reports of `zkml try` and the growth as JSON.
// Build first: dotnet build src/ZkmlGen.Tool -c Release
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tool = join(dirname(fileURLToPath(import.meta.url)), '../src/ZkmlGen.Tool/bin/Release/net10.0/zkml.dll');
const [folder, ...rest] = process.argv.slice(2);
const repeat = option('--repeat') ?? '7', out = option('--out');
const names = rest.length ? rest : readdirSync(folder).filter((name) => existsSync(join(folder, name, 'model.onnx')));

function option(name) {
    const at = rest.indexOf(name);
    return at < 0 ? undefined : rest.splice(at, 2)[1];
}

function inputs(name) {
    const set = join(folder, name, 'ref_set_0');
    if (!existsSync(set)) return [];
    return readdirSync(set).filter((file) => file.startsWith('input_')).sort().flatMap((file) => ['--input', join(set, file)]);
}

function run(name) {
    const args = [tool, 'try', join(folder, name, 'model.onnx'), ...inputs(name), '--repeat', repeat, '--json'];
    try {
        return parse(execFileSync('dotnet', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 }));
    } catch (failure) {
        return parse(failure.stdout ?? '');
    }
}

function parse(text) {
    const line = text.trim().split('\n').pop();
    try {
        return JSON.parse(line);
    } catch {
        return { error: { code: 'crash', message: line } };
    }
}

// Least squares: the coefficients c of the columns that make sum c[j] column[j] closest to the values, by Gauss-Jordan on the normal equations.
function leastSquares(columns, values) {
    const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
    const system = columns.map((column) => [...columns.map((other) => dot(column, other)), dot(column, values)]);
    system.forEach((pivot, k) => {
        const scale = pivot[k];
        pivot.forEach((x, j) => (pivot[j] = x / scale));
        system.filter((row) => row !== pivot).forEach((row) => {
            const factor = row[k];
            row.forEach((x, j) => (row[j] = x - factor * pivot[j]));
        });
    });
    return system.map((row) => row.at(-1));
}

// seconds = constant + slope * activations + slope * parameters; with fewer models nothing can be said.
function growth(reports) {
    if (reports.length < 4) return null;
    const columns = [reports.map(() => 1), reports.map((r) => r.activations), reports.map((r) => r.parameters)];
    const [constant, activation, parameter] = leastSquares(columns, reports.map((r) => r.prove_seconds));
    return { models: reports.length, constant_seconds: constant, activation_seconds: activation, parameter_seconds: parameter };
}

const rows = [], refused = [];
for (const name of names) {
    const { output, expected, model, ...result } = run(name);
    console.error(`${name}: ${result.error ? `${result.error.code}: ${result.error.message}` : `${result.prove_seconds.toFixed(3)} s`}`);
    (result.error ? refused : rows).push({ name, ...result });
}
const fit = growth(rows);
if (out) writeFileSync(out, `${JSON.stringify({ repeat: Number(repeat), growth: fit, models: rows, refused }, null, 1)}\n`);

const number = (value) => Math.round(value).toLocaleString('en-US');
console.log('| model | activations | parameters | MACs | N x w | prove | CPU time | predicted | us per activation | C# verify | gas | proof | peak memory | error |');
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
for (const r of rows) {
    console.log(`| ${r.name} | ${number(r.activations)} | ${number(r.parameters)} | ${number(r.macs)} | ${r.rows} x ${r.lanes} | ${number(1000 * r.prove_seconds)} ms | ${number(1000 * r.prove_cpu_seconds)} ms`
        + ` | ${number(1000 * r.predicted_prove_seconds)} ms | ${(1e6 * r.prove_seconds / r.activations).toFixed(1)} | ${(1000 * r.verify_seconds).toFixed(1)} ms`
        + ` | ${r.gas === null ? '-' : number(r.gas)} | ${number(r.proof_bytes)} B | ${number(r.peak_rss_bytes / 1e6)} MB | ${(100 * r.max_rel_error).toFixed(2)} % |`);
}
if (fit) {
    // Section 7 of the protocol's design: what the cost of proving was planned to be, on two cores.
    const planned = { activation: 4e-6, parameter: 200e-9 };
    console.log(`\nLeast squares over ${fit.models} models: ${(1e3 * fit.constant_seconds).toFixed(0)} ms + ${(1e6 * fit.activation_seconds).toFixed(2)} us per activation`
        + ` (planned: ${1e6 * planned.activation} from 50,000 activations up) + ${(1e9 * fit.parameter_seconds).toFixed(0)} ns per parameter (planned: ${1e9 * planned.parameter}).`);
}
