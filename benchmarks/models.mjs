// Runs `zkml try` over a folder of models and prints one JSON line a model, then a Markdown table of cost against size.
// usage: node benchmarks/models.mjs FOLDER [--repeat N] [NAME ...]     FOLDER/NAME holds model.onnx and ref_set_0/input_*.pb
// Build first: dotnet build src/ZkmlGen.Tool -c Release
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tool = join(dirname(fileURLToPath(import.meta.url)), '../src/ZkmlGen.Tool/bin/Release/net10.0/zkml.dll');
const [folder, ...rest] = process.argv.slice(2);
const at = rest.indexOf('--repeat');
const repeat = at < 0 ? '7' : rest.splice(at, 2)[1];
const names = rest.length ? rest : readdirSync(folder).filter((name) => existsSync(join(folder, name, 'model.onnx')));

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

const rows = [];
for (const name of names) {
    const { output, expected, ...result } = run(name);
    console.log(JSON.stringify({ name, ...result, model: undefined }));
    if (!result.error) rows.push({ name, ...result });
}

const number = (value) => Math.round(value).toLocaleString('en-US');
console.log('\n| model | activations | parameters | MACs | N x w | prove | CPU time | predicted | us per activation | C# verify | gas | proof | peak memory | error |');
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
for (const r of rows) {
    console.log(`| ${r.name} | ${number(r.activations)} | ${number(r.parameters)} | ${number(r.macs)} | ${r.rows} x ${r.lanes} | ${number(1000 * r.prove_seconds)} ms | ${number(1000 * r.prove_cpu_seconds)} ms`
        + ` | ${number(1000 * r.predicted_prove_seconds)} ms | ${(1e6 * r.prove_seconds / r.activations).toFixed(1)} | ${(1000 * r.verify_seconds).toFixed(1)} ms`
        + ` | ${r.gas === null ? '-' : number(r.gas)} | ${number(r.proof_bytes)} B | ${number(r.peak_rss_bytes / 1e6)} MB | ${(100 * r.max_rel_error).toFixed(2)} % |`);
}
