#!/usr/bin/env bash
# Builds the solution and runs its tests. The last line sums them up: N passed, N failed[, N skipped].
# usage: ./test.sh [--security | --kernels] [further arguments of dotnet test, e.g. --filter NAME]
# --security: instead, forgeries, zero knowledge, fuzzing and faults in full (trait Category=Security, and the quick ones, SecurityQuick, that the default
#   run has too), and a table of what they counted.
# --kernels: instead, the projects that compute in fields under every kernel that this machine has, forced in turn, and Algebra's tests on poorer
#   instruction sets; about a quarter of an hour on two cores.
# ZKML_MODELS: a folder with public ONNX models for the tests that want some. ZKML_REQUIRE_EVM=1: no EVM is a failure, not a skip.
set -u
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

log=$(mktemp)
counts=$(mktemp -d)
trap 'rm -rf "$log" "$counts"' EXIT

suites='Category!=Security'
mode=${1:-}
case $mode in
    --security)
        shift
        suites='Category~Security'
        export ZKML_SECURITY_REPORT=$counts
        ;;
    --kernels) shift ;;
esac
case " $* " in
    *' --filter '*) ;; # the caller's own
    *) set -- --filter "$suites" "$@" ;;
esac

if ! dotnet build ZkmlGen.sln -c Release; then
    echo "0 passed, 1 failed"
    exit 1
fi

status=0
# One project after the other: the prover's tests use all cores themselves.
run() {
    dotnet test "$@" -c Release --no-build -m:1 2>&1 | tee -a "$log"
    [ "${PIPESTATUS[0]}" = 0 ] || status=1
}

# The variable names no kernel here, so that the tool says which there are.
supported_kernels() {
    ZKML_FORCE_KERNEL=none dotnet src/ZkmlGen.Tool/bin/Release/net10.0/zkml.dll bench --quick 2>&1 | sed -n 's/.*this processor supports \(.*\)\.$/\1/p' | tr -d ,
}

run_kernels() {
    local kernel project setting supported
    supported=" $(supported_kernels) "
    for kernel in avx512words avx512 avx2 arm64 scalar; do
        if [[ $supported != *" $kernel "* ]]; then
            echo "kernel $kernel: this machine lacks it, skipped"
            continue
        fi
        export ZKML_FORCE_KERNEL=$kernel
        for project in Algebra Runtime Generator Solidity; do
            echo "kernel $kernel: ZkmlGen.$project.Tests"
            run "tests/ZkmlGen.$project.Tests" "$@"
        done
        unset ZKML_FORCE_KERNEL
    done
    for setting in DOTNET_EnableAVX512=0 DOTNET_EnableHWIntrinsic=0; do
        echo "$setting: ZkmlGen.Algebra.Tests"
        export "${setting?}"
        run tests/ZkmlGen.Algebra.Tests "$@"
        unset "${setting%=*}"
    done
}

if [ "$mode" = --kernels ]; then run_kernels "$@"; else run ZkmlGen.sln "$@"; fi

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
