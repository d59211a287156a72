#!/usr/bin/env bash
# Whether a training that was stopped, or killed, and then started anew ends with the very files of
# one that ran through. Needs a Rust toolchain, and the crates for the first build.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    echo "check: $*" >&2
    exit 1
}

cargo fmt --check
cargo clippy --release --locked --all-targets -- -D warnings
program=$(cargo build --release --locked --message-format json-render-diagnostics |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
[ -x "$program" ] || fail "cargo built no program"

jobs=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill -KILL "$running" 2>/dev/null || true; rm -rf "$jobs"' EXIT

# Nothing of the caller's is to change the training. It is long enough to be interrupted.
for variable in $(compgen -e SM_) $(compgen -e SAGEMAKER_) $(compgen -e TRAINING_JOB_); do
    unset "$variable"
done
export SM_HP_EPOCHS=400 SM_HP_CHECKPOINT_EVERY=20

# A job folder of its own.
new_job() {
    mkdir "$jobs/$1"
    cp -R opt/ml/input "$jobs/$1/"
    export SAGEMAKER_BASE_DIR="$jobs/$1"
}

# Starts the job, and leaves it when it has printed the line of an epoch.
start_until() {
    mkfifo "$SAGEMAKER_BASE_DIR/lines"
    "$program" >"$SAGEMAKER_BASE_DIR/lines" &
    running=$!
    exec 3<"$SAGEMAKER_BASE_DIR/lines"
    while read -r line <&3; do
        case $line in "epoch $1:"*) return ;; esac
    done
    fail "it ended before epoch $1"
}

# Signals the job that was started; its exit code must be the one given.
end_by() {
    local code=0
    kill "-$1" "$running" || fail "it ended before SIG$1"
    # Or it could not print, and would end by that.
    cat <&3 >"$SAGEMAKER_BASE_DIR/rest"
    exec 3<&-
    wait "$running" || code=$?
    running=
    [ "$code" = "$2" ] || fail "exit code $code after SIG$1, not $2"
    ! grep -q '^epoch 400:' "$SAGEMAKER_BASE_DIR/rest" || fail "it had ended before SIG$1"
}

newest_checkpoint() {
    local dir newest=
    for dir in "$SAGEMAKER_BASE_DIR"/checkpoints/step-*; do
        [ ! -f "$dir/.complete" ] || newest=$dir
    done
    [ -n "$newest" ] || fail "there is no checkpoint"
    echo "$newest"
}

# Runs the job to its end, which must be that of the job that ran through.
resume_from() {
    "$program" >"$SAGEMAKER_BASE_DIR/log"
    grep -qxF "resumes from $1" "$SAGEMAKER_BASE_DIR/log" || fail "it has not resumed from $1"
    for file in model/model.safetensors output/data/metrics.json output/data/loss.svg; do
        cmp "$jobs/whole/$file" "$SAGEMAKER_BASE_DIR/$file" || fail "$file is not that of the whole run"
    done
}

for optimizer in adam sgd; do
    export SM_HP_OPTIMIZER=$optimizer
    rm -rf "${jobs:?}"/*

    new_job whole
    "$program" >"$jobs/whole/log"
    accuracy=$(sed -n 's/^final held-out accuracy: //p' "$jobs/whole/log")
    awk -v accuracy="$accuracy" 'BEGIN { exit !(accuracy >= 0.95) }' || fail "$optimizer: held-out accuracy $accuracy"
    [ "$(grep -cE '^epoch [0-9]+: training loss: [0-9.]+; held-out loss: [0-9.]+; held-out accuracy: [0-9.]+$' \
        "$jobs/whole/log")" = 400 ] || fail "not every epoch has its line"
    grep -q '</svg>' "$jobs/whole/output/data/loss.svg" || fail "the picture is not whole"
    # Two are kept.
    checkpoints=("$jobs"/whole/checkpoints/*)
    [ "${#checkpoints[@]}" = 2 ] || fail "not two checkpoints are kept"
    echo "$optimizer: a whole run: held-out accuracy $accuracy"

    # Amid the first epochs, before the first checkpoint is due: it must be the one of the stop.
    new_job stopped
    start_until 7
    end_by TERM 0
    test -s "$SAGEMAKER_BASE_DIR/model/model.safetensors" || fail "a job that is stopped leaves no model"
    checkpoint=$(newest_checkpoint)
    grep -qxF "stopped, and saved $checkpoint" "$SAGEMAKER_BASE_DIR/rest" || fail "not saved when stopped"
    resume_from "$checkpoint"
    echo "$optimizer: stopped at ${checkpoint##*/} and resumed: the same model, metrics and picture"

    # A newer one that came back in part is passed over.
    new_job killed
    start_until 50
    end_by KILL 137
    checkpoint=$(newest_checkpoint)
    cp -R "$checkpoint" "$SAGEMAKER_BASE_DIR/checkpoints/step-9999999999"
    : >"$SAGEMAKER_BASE_DIR/checkpoints/step-9999999999/network.safetensors"
    resume_from "$checkpoint"
    echo "$optimizer: killed, and resumed from ${checkpoint##*/}: the same model, metrics and picture"
done

# Half a curve of each is none: other hyperparameters are refused, by their name.
if SM_HP_LEARNING_RATE=0.5 "$program" >/dev/null 2>"$jobs/error"; then
    fail "it has resumed with another learning-rate"
fi
grep -q 'the checkpoint's training has learning-rate 0.001; this one has 0.5' "$jobs/error" || fail "$(cat "$jobs/error")"
echo "all is well"
