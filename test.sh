#!/usr/bin/env bash
# Builds the solution and runs its tests. The last line sums them up: N passed, N failed[, N skipped].
# usage: ./test.sh [--security] [further arguments of dotnet test, e.g. --filter NAME]
# --security: the slow suites instead (trait Category=Security: forgeries, zero knowledge, fuzzing, faults), and a table of what they counted.
# ZKML_MODELS: a folder with public ONNX models for the tests that want some. ZKML_REQUIRE_EVM=1: no EVM is a failure, not a skip.
set -u
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

log=$(mktemp)
counts=$(mktemp -d)
trap 'rm -rf "$log" "$counts"' EXIT

suites='Category!=Security'
if [ "${1:-}" = --security ]; then
    shift
    suites='Category=Security'
    export ZKML_SECURITY_REPORT=$counts
fi
case " $* " in
    *' --filter '*) ;; # the caller's own
    *) set -- --filter "$suites" "$@" ;;
esac

if ! dotnet build ZkmlGen.sln -c Release; then
    echo "0 passed, 1 failed"
    exit 1
fi

# One project after the other: the prover's tests use all cores themselves.
dotnet test ZkmlGen.sln -c Release --no-build -m:1 "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# Lines "number TAB row", equal rows added up.
cat "$counts"/*.tsv 2>/dev/null | awk -F '\t' '{ sum[$2] += $1 } END { for (row in sum) printf "%10d  %s\n", sum[row], row }' | sort -k2

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
