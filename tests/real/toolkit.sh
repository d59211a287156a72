#!/usr/bin/env bash
# Starts programs by SageMaker's training toolkit (sagemaker-training), as AWS's framework
# containers do: penguins as a static binary, and random hyperparameters, which must come back equal.
# Needs Linux, a Rust toolchain with a C linker, and Python 3.
cd "$(dirname "$0")/../.."
# shellcheck source=tests/real/common.sh
. tests/real/common.sh

[ "$(uname)" = Linux ] || cannot_run "the toolkit needs Linux"
install toolkit sagemaker-training==5.1.4
binary=$(examples/penguins/build_static.sh)
build_round_trip

# train [NAME=VALUE...]: starts the job by the toolkit, with only these variables, and returns its
# exit code.
train() {
    local status=0
    timeout "$limit" env -i "PATH=$PATH" "SAGEMAKER_BASE_DIR=$job" TRAINING_JOB_NAME=real "$@" train >"$work/log" 2>&1 || status=$?
    return "$status"
}

# use_program FILE: makes FILE the user's program.
use_program() {
    mkdir -p "$job/code"
    cp "$1" "$job/code"
}

new_penguins_job by_hyperparameter
use_program "$binary"
set_hyperparameter sagemaker_program penguins
train || fail "penguins by sagemaker_program: exit code $?"
trained "penguins by sagemaker_program"
echo "penguins by sagemaker_program: trained, $(grep -o 'held-out:accuracy=[0-9.]*' "$work/log" | tail -n 1)"

new_penguins_job by_variable
use_program "$binary"
train SAGEMAKER_PROGRAM=penguins || fail "penguins by SAGEMAKER_PROGRAM: exit code $?"
trained "penguins by SAGEMAKER_PROGRAM"
echo "penguins by SAGEMAKER_PROGRAM: trained"

new_penguins_job nonsense
use_program "$binary"
set_hyperparameter l2-penalty lots
status=0
train SAGEMAKER_PROGRAM=penguins || status=$?
[ "$status" = 1 ] || fail "nonsense: exit code $status; expected 1"
# The toolkit keeps the failure that the program has written.
refused
echo "nonsense: exit code 1, $(tail -n 1 "$job/output/failure")"

for seed in $(seq "${SMENV_SEEDS:-30}"); do
    new_job "seed$seed"
    use_program "$round_trip"
    "$round_trip" send "$seed" >"$job/input/config/hyperparameters.json"
    train SAGEMAKER_PROGRAM=round-trip || fail "seed $seed: exit code $?"
    grep -q "^seed $seed: " "$work/log" || fail "seed $seed: the hyperparameters did not come back"
    rm -r "$job"
done
echo "random hyperparameters: $seed jobs, all came back equal"
