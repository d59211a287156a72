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

# prepare FILE: makes FILE the user's program, which a variable names.
prepare() {
    mkdir -p "$job/code"
    cp "$1" "$job/code"
    variables=("SAGEMAKER_PROGRAM=$(basename "$1")")
}

# train: starts the job by the toolkit, with only the variables of a container, and returns its exit
# code.
train() {
    local status=0
    timeout "$limit" env -i "PATH=$PATH" "SAGEMAKER_BASE_DIR=$job" TRAINING_JOB_NAME=real "${variables[@]}" train >"$work/log" 2>&1 || status=$?
    return "$status"
}

new_penguins_job by_hyperparameter
prepare "$binary"
set_hyperparameter sagemaker_program penguins
variables=()
train || fail "penguins by sagemaker_program: exit code $?"
trained "penguins by sagemaker_program"
echo "penguins by sagemaker_program: trained, $(grep -o 'held-out:accuracy=[0-9.]*' "$work/log" | tail -n 1)"

new_penguins_job by_variable
prepare "$binary"
train || fail "penguins by SAGEMAKER_PROGRAM: exit code $?"
trained "penguins by SAGEMAKER_PROGRAM"
echo "penguins by SAGEMAKER_PROGRAM: trained"

# The toolkit keeps the failure that the program has written.
try_nonsense "$binary"
try_seeds "$round_trip"
