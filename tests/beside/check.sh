#!/usr/bin/env bash
# Tests the program and runs it as a job, next to crates that enable syn's feature `full`.
set -euo pipefail
cd "$(dirname "$0")"

# Otherwise the check would prove nothing: smenv's macros must be built with the same syn as the
# other crates.
syn=$(cargo tree --locked --edges normal --package smenv-derive --prefix none |
    awk '$1 == "syn" && !found { found = 1; print substr($2, 2) }')
users=$(cargo tree --locked --edges features --invert "syn@$syn")
if [[ $users != *'syn feature "full"'* ]]; then
    echo "no crate turns on the feature \"full\" of syn $syn" >&2
    exit 1
fi

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked

job=$(mktemp -d)
trap 'rm -rf "$job"' EXIT
SAGEMAKER_BASE_DIR=$job SM_HPS='{"learning-rate": "0.5", "optimizer": "sgd"}' cargo run --locked >"$job/log"
grep -qx 'metrics: train:loss=0.125;' "$job/log"
grep -q '"optimizer":"sgd"' "$job/model/model.json"

if SAGEMAKER_BASE_DIR=$job SM_HPS='{"learning-rate": "0.5", "optimizer": "sgd", "batch-size": "5000"}' cargo run --quiet --locked 2>"$job/error"; then
    echo "the program trained on nonsense" >&2
    exit 1
fi
grep -q 'batch-size' "$job/error"
