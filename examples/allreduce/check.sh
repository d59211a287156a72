#!/usr/bin/env bash
# Builds the example, trains in 1, 2 and 4 processes, and compares all that they write. Needs Open MPI; installs nothing.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    printf 'allreduce: %s\n' "$*" >&2
    exit 1
}

# The places of processes are read as Open MPI tells them.
[[ "$(mpirun --version 2>/dev/null)" == *"Open MPI"* ]] || fail "there is no mpirun of Open MPI (Debian: see README.md)"
# More processes than processors, which a small machine has.
mpirun=(mpirun --oversubscribe)
[ "$(id -u)" != 0 ] || mpirun+=(--allow-run-as-root)

cargo fmt --check
cargo clippy --release --all-targets --locked -- -D warnings
program=$(cargo build --release --locked --message-format json-render-diagnostics |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
[ -x "$program" ] || fail "cargo built no program"

jobs=$(mktemp -d)
# mpirun that is killed may leave processes behind, which wait for each other at full speed.
clean() {
    for file in "$jobs"/*/pid-*; do
        [ ! -e "$file" ] || [ ! "/proc/$(cat "$file")/exe" -ef "$program" ] || kill -KILL "$(cat "$file")"
    done
    rm -rf "$jobs"
}
trap clean EXIT
# A job folder of its own, so that the checkout stays as it is.
new_job() {
    export SAGEMAKER_BASE_DIR="$jobs/$1"
    cp -R ../penguins/opt/ml/. "$SAGEMAKER_BASE_DIR"
    rm -rf "$SAGEMAKER_BASE_DIR/model" "$SAGEMAKER_BASE_DIR/output"
}
# In $1 processes, each of which does $2 first. One that waits for another for ever is a failure too.
train() {
    # shellcheck disable=SC2016 # each process is to read its own variables
    local note='echo $$ >"$SAGEMAKER_BASE_DIR/pid-$OMPI_COMM_WORLD_RANK"'
    timeout --kill-after=10 120 "${mpirun[@]}" -n "$1" bash -c "$note; ${2-:}; exec \"\$0\"" "$program"
}

# Two files that are the same but for numbers that differ by rounding. JSON as it is written here has a number a line.
same() {
    awk -v a="$1" -v b="$2" '
        function number(line) { return match(line, /-?[0-9][0-9.]*([eE][-+]?[0-9]+)?,?$/) ? substr(line, RSTART) : "" }
        function differ() { printf "%s, %s, line %d: %s and %s\n", a, b, FNR, lines[FNR], $0; bad = 1; exit }
        NR == FNR { lines[FNR] = $0; count = FNR; next }
        {
            x = number(lines[FNR]); y = number($0); gap = x - y
            if (substr(lines[FNR], 1, length(lines[FNR]) - length(x)) != substr($0, 1, length($0) - length(y))) differ()
            if ((x == "") != (y == "") || gap > 1e-9 || gap < -1e-9) differ()
            if (x != "") compared++
        }
        END {
            if (!bad && (FNR != count || !compared)) { printf "%s, %s: not the same lines\n", a, b; bad = 1 }
            if (!bad) printf "%s: %d numbers are the same\n", b, compared
            exit bad
        }' "$1" "$2"
}

for n in 1 2 4; do
    new_job "$n"
    train "$n" | tee "$jobs/log"
    grep -q "^processes: $n$" "$jobs/log" || fail "$n processes did not train together"
    grep -q 'held-out accuracy: 0\.9' "$jobs/log" || fail "$n processes learnt too little"
    rows=$(sed -n 's/^ *\([0-9]*\) penguins to train on$/\1/p' "$jobs/log")
    grep -q "\"training_rows\": $rows,*$" "$SAGEMAKER_BASE_DIR/output/data/metrics.json" ||
        fail "$n processes together have other rows than the $rows of the file"
    for file in model/model.json output/data/metrics.json; do
        [ -s "$SAGEMAKER_BASE_DIR/$file" ] || fail "$n processes wrote no $file"
        [ "$n" = 1 ] || same "$jobs/1/$file" "$jobs/$n/$file" || fail "$n processes have another $file than one"
    done
done

# A process that takes itself for another ends all of them, and is named in the failure report; nothing is written.
new_job wrong-rank
# shellcheck disable=SC2016
if train 2 '[ "$OMPI_COMM_WORLD_RANK" = 0 ] || export OMPI_COMM_WORLD_RANK=0' >"$jobs/log" 2>&1; then
    fail "trained with two processes of one rank"
elif [ $? -ge 124 ]; then
    fail "a process failed, and the other waited for it"
fi
grep -q 'this is process 0 of 2 .*it is process 1 of 2' "$SAGEMAKER_BASE_DIR/output/failure" || fail "$(cat "$jobs/log")"
[ ! -e "$SAGEMAKER_BASE_DIR/model/model.json" ] || fail "a job that failed wrote a model"

# One process is asked to stop, the last of four: all of them do, and the model is written.
new_job stopped
SM_HP_MAX_ITERATIONS=100000000 train 4 >"$jobs/log" 2>&1 &
training=$!
# When the leader tells of rows, all processes have met, and listen.
for _ in {1..600}; do
    ! grep -q 'penguins to train on' "$jobs/log" || break
    sleep 0.1
done
kill -TERM "$(cat "$SAGEMAKER_BASE_DIR/pid-3")"
wait "$training" || fail "did not end well when it was asked to stop: $(cat "$jobs/log")"
grep 'asked to stop after' "$jobs/log" || fail "was not asked to stop: $(cat "$jobs/log")"
[ -s "$SAGEMAKER_BASE_DIR/model/model.json" ] || fail "wrote no model when it was asked to stop"

echo "allreduce: 1, 2 and 4 processes agree, fail together and stop together"
