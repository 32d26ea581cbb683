#!/usr/bin/env bash
# Measures this machine and writes benchmarks/results/PROCESSOR: zkml bench under every kernel, BenchmarkDotNet's tables, the table of models, versions.
# usage: benchmarks/run.sh [--quick] [MODELS]     MODELS: a folder as models.mjs wants it; without one there is no table of models
# --quick: everything once, cold: shows that it works. Without it, leave the machine alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

quick='' job=short repeat=7
if [ "${1:-}" = --quick ]; then
    shift
    quick=--quick job=dry repeat=1
fi
models=${1:-}
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

dotnet build benchmarks/ZkmlGen.Benchmarks -c Release
zkml() { dotnet src/ZkmlGen.Tool/bin/Release/net10.0/zkml.dll "$@"; }

for kernel in avx512words avx512 avx2 arm64 scalar; do
    # shellcheck disable=SC2086 # an empty switch is no argument
    if ZKML_FORCE_KERNEL=$kernel zkml bench --json $quick > "$temporary/bench-$kernel.json"; then
        cat "$temporary/bench-$kernel.json"
    else
        echo "kernel $kernel: this machine lacks it, skipped"
        rm "$temporary/bench-$kernel.json"
    fi
done

processor=$(sed 's/.*"cpu":"\([^"]*\)".*/\1/' "$temporary/bench-scalar.json")
results=benchmarks/results/$(tr '[:upper:]' '[:lower:]' <<< "$processor" | tr -cs 'a-z0-9\n' - | sed 's/-*$//')
mkdir -p "$results"
mv "$temporary"/bench-*.json "$results"
{
    echo "processor   $processor, $(nproc) cores"
    echo "system      $(uname -sr)"
    echo "SDK         $(dotnet --version)"
    echo "commit      $(git rev-parse --short HEAD 2> /dev/null || echo unknown)"
    echo "date        $(date -u +%F)"
} > "$results/versions.txt"

# The ladder of kernels for what depends on them, the best kernel for sums and setup.
measure() {
    dotnet run --project benchmarks/ZkmlGen.Benchmarks -c Release --no-build -- --artifacts "$temporary" --exporters github "$@"
}
measure --filter '*FieldBenchmarks*' '*NttBenchmarks*' '*ProofBenchmarks*' --kernels "$job"
measure --filter '*MsmBenchmarks*' '*PairingBenchmarks*' '*ScalarBenchmarks*' '*SetupBenchmarks*' --job "$job"
for report in "$temporary"/results/*-report-github.md; do
    name=$(basename "$report" -report-github.md)
    mv "$report" "$results/${name#ZkmlGen.Benchmarks.}.md"
done

if [ -n "$models" ]; then node benchmarks/models.mjs "$models" --repeat "$repeat" --out "$results/models.json" | tee "$results/models.md"; fi
echo "written: $results"
