#!/usr/bin/env bash
# Checks that a training that is stopped or killed, and then restarted, ends with exactly the same
# files as an uninterrupted one. Needs a Rust toolchain, and downloads crates for the first build.
# Arguments are those of cargo: `check.sh --features cuda` trains on a GPU.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    echo "check: $*" >&2
    exit 1
}

jobs=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill -KILL "$running" 2>/dev/null || true; rm -rf "$jobs"' EXIT

cargo fmt --check
if [ $# != 0 ]; then
    cargo clippy --release --locked --all-targets "$@" -- -D warnings
else
    # Without nvcc the feature `cuda` can be checked, but not built: this compiles all kernels to
    # nothing. They must not get into a build, so the folder is a separate one.
    mkdir -p "$jobs/cuda/bin" "$jobs/cuda/include"
    touch "$jobs/cuda/include/cuda.h"
    cat >"$jobs/cuda/bin/nvcc" <<'SH'
#!/bin/sh
case $1 in
--version) printf 'nvcc\n\n\nCuda compilation tools, release 13.0, V13.0.88\n' ;;
--list-gpu-code) echo sm_90 ;;
*)
    while [ $# -gt 1 ]; do
        case $1 in
        --output-directory) folder=$2 ;;
        -o) output=$2 ;;
        esac
        shift
    done
    touch "${output:-$folder/$(basename "$1" .cu).ptx}"
    ;;
esac
SH
    chmod +x "$jobs/cuda/bin/nvcc"
    CUDA_PATH=$jobs/cuda CUDA_COMPUTE_CAP=90 PATH=$jobs/cuda/bin:$PATH \
        cargo clippy --locked --all-targets --features cuda --target-dir target/without-nvcc -- -D warnings
    rm -r "$jobs/cuda"
fi
program=$(cargo build --release --locked "$@" --message-format json-render-diagnostics |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
[ -x "$program" ] || fail "cargo built no program"

# Variables of the caller must not change the training. It is long enough to be interrupted.
for variable in $(compgen -e SM_) $(compgen -e SAGEMAKER_) $(compgen -e TRAINING_JOB_); do
    unset "$variable"
done
export SM_HP_EPOCHS=400 SM_HP_CHECKPOINT_EVERY=20

# Creates a separate job folder.
new_job() {
    mkdir "$jobs/$1"
    cp -R opt/ml/input "$jobs/$1/"
    export SAGEMAKER_BASE_DIR="$jobs/$1"
}

# Starts the job, and returns when it has printed the line of epoch $1.
start_until() {
    mkfifo "$SAGEMAKER_BASE_DIR/lines"
    "$program" >"$SAGEMAKER_BASE_DIR/lines" &
    running=$!
    exec 3<"$SAGEMAKER_BASE_DIR/lines"
    while read -r line <&3; do
        case $line in "metrics: epoch=$1;"*) return ;; esac
    done
    fail "it ended before epoch $1"
}

# Sends signal $1 to the started job, which must end with exit code $2.
end_by() {
    local code=0
    kill "-$1" "$running" || fail "it ended before SIG$1"
    # Keep reading, or the job would fail because it cannot print.
    cat <&3 >"$SAGEMAKER_BASE_DIR/rest"
    exec 3<&-
    wait "$running" || code=$?
    running=
    [ "$code" = "$2" ] || fail "exit code $code after SIG$1, not $2"
    ! grep -q '^metrics: epoch=400;' "$SAGEMAKER_BASE_DIR/rest" || fail "it had ended before SIG$1"
}

newest_checkpoint() {
    local dir newest=
    for dir in "$SAGEMAKER_BASE_DIR"/checkpoints/step-*; do
        [ ! -f "$dir/.complete" ] || newest=$dir
    done
    [ -n "$newest" ] || fail "no checkpoint found"
    echo "$newest"
}

# Runs the job to its end, which must match that of the uninterrupted job.
resume_from() {
    "$program" >"$SAGEMAKER_BASE_DIR/log"
    grep -qxF "resumes from $1" "$SAGEMAKER_BASE_DIR/log" || fail "it has not resumed from $1"
    for file in model/model.safetensors output/data/metrics.json output/data/loss.svg; do
        cmp "$jobs/whole/$file" "$SAGEMAKER_BASE_DIR/$file" || fail "$file differs from that of the uninterrupted run"
    done
}

for optimizer in adam sgd; do
    export SM_HP_OPTIMIZER=$optimizer
    rm -rf "${jobs:?}"/*

    new_job whole
    "$program" >"$jobs/whole/log"
    accuracy=$(sed -n 's/^final held-out accuracy: //p' "$jobs/whole/log")
    awk -v accuracy="$accuracy" 'BEGIN { exit !(accuracy >= 0.95) }' || fail "$optimizer: held-out accuracy $accuracy"
    [ "$(grep -cE '^metrics: epoch=[0-9]+; training:loss=[0-9.e-]+; held-out:loss=[0-9.e-]+; held-out:accuracy=[0-9.]+;$' \
        "$jobs/whole/log")" = 400 ] || fail "not every epoch has its line"
    grep -q '</svg>' "$jobs/whole/output/data/loss.svg" || fail "the picture is incomplete"
    # The two newest checkpoints are kept.
    checkpoints=("$jobs"/whole/checkpoints/*)
    [ "${#checkpoints[@]}" = 2 ] || fail "expected two checkpoints"
    echo "$optimizer: uninterrupted: held-out accuracy $accuracy"

    # During the first epochs, before the first checkpoint is due: the checkpoint must come from the
    # stop.
    new_job stopped
    start_until 7
    end_by TERM 0
    test -s "$SAGEMAKER_BASE_DIR/model/model.safetensors" || fail "a stopped job left no model"
    checkpoint=$(newest_checkpoint)
    grep -qxF "stopped, and saved $checkpoint" "$SAGEMAKER_BASE_DIR/rest" || fail "no checkpoint saved when stopped"
    resume_from "$checkpoint"
    echo "$optimizer: stopped at ${checkpoint##*/} and resumed: the same model, metrics and picture"

    # A newer checkpoint that was only partly restored is skipped.
    new_job killed
    start_until 50
    end_by KILL 137
    checkpoint=$(newest_checkpoint)
    cp -R "$checkpoint" "$SAGEMAKER_BASE_DIR/checkpoints/step-9999999999"
    : >"$SAGEMAKER_BASE_DIR/checkpoints/step-9999999999/network.safetensors"
    resume_from "$checkpoint"
    echo "$optimizer: killed, and resumed from ${checkpoint##*/}: the same model, metrics and picture"
done

# A curve must not mix two trainings: other hyperparameters are refused, by name.
if SM_HP_LEARNING_RATE=0.5 "$program" >/dev/null 2>"$jobs/error"; then
    fail "it has resumed with another learning-rate"
fi
grep -q "the checkpoint's training has learning-rate 0.001; this one has 0.5" "$jobs/error" || fail "$(cat "$jobs/error")"
echo "digits: all checks passed"
