#!/usr/bin/env bash
# Builds the solution and runs all its tests. The last line sums them up: N passed, N failed[, N skipped].
# usage: ./test.sh [further arguments of dotnet test, e.g. --filter NAME]
# ZKML_MODELS: a folder with public ONNX models for the tests that want some. ZKML_REQUIRE_EVM=1: no EVM is a failure, not a skip.
set -u
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

log=$(mktemp)
trap 'rm -f "$log"' EXIT

if ! dotnet build ZkmlGen.sln -c Release; then
    echo "0 passed, 1 failed"
    exit 1
fi

# One project after the other: the prover's tests use all cores themselves.
dotnet test ZkmlGen.sln -c Release --no-build -m:1 "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# "Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: ..." once for each project.
awk -v status="$status" '
    /(Passed|Failed|Skipped)! +- Failed:/ {
        for (i = 1; i < NF; i++) {
            if ($i == "Failed:") failed += $(i + 1)
            if ($i == "Passed:") passed += $(i + 1)
            if ($i == "Skipped:") skipped += $(i + 1)
        }
    }
    END {
        if (status != 0 && failed == 0) failed = 1 # a test host that died has no summary line
        printf "%d passed, %d failed%s\n", passed, failed, (skipped > 0 ? sprintf(", %d skipped", skipped) : "")
        exit (failed > 0 || passed == 0)
    }' "$log"
