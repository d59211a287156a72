#!/usr/bin/env bash
# Builds the example, trains in 1, 2 and 4 processes, and compares all results. Needs Open MPI;
# installs nothing.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    printf 'allreduce: %s\n' "$*" >&2
    exit 1
}

# The positions of processes are read from Open MPI's variables.
[[ "$(mpirun --version 2>/dev/null)" == *"Open MPI"* ]] || fail "cannot find Open MPI's mpirun (on Debian, see README.md)"
# Allow more processes than processors, for small machines.
mpirun=(mpirun --oversubscribe)
[ "$(id -u)" != 0 ] || mpirun+=(--allow-run-as-root)

cargo fmt --check
cargo clippy --release --all-targets --locked -- -D warnings
program=$(cargo build --release --locked --message-format json-render-diagnostics |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
[ -x "$program" ] || fail "cargo built no program"

jobs=$(mktemp -d)
# If mpirun is killed, it may leave processes that wait for each other at full speed.
clean() {
    for file in "$jobs"/*/pid-*; do
        [ ! -e "$file" ] || [ ! "/proc/$(cat "$file")/exe" -ef "$program" ] || kill -KILL "$(cat "$file")"
    done
    rm -rf "$jobs"
}
trap clean EXIT
# Creates a separate job folder, to leave the checkout unchanged.
new_job() {
    export SAGEMAKER_BASE_DIR="$jobs/$1"
    cp -R ../penguins/opt/ml/. "$SAGEMAKER_BASE_DIR"
    rm -rf "$SAGEMAKER_BASE_DIR/model" "$SAGEMAKER_BASE_DIR/output"
}
# Trains in $1 processes, each of which runs $2 first. A process that waits for another forever is a
# failure, too.
train() {
    # shellcheck disable=SC2016 # each process must expand its own variables
    local note='echo $$ >"$SAGEMAKER_BASE_DIR/pid-$OMPI_COMM_WORLD_RANK"'
    timeout --kill-after=10 120 "${mpirun[@]}" -n "$1" bash -c "$note; ${2-:}; exec \"\$0\"" "$program"
}

# Compares two files, in which numbers may differ by rounding. The JSON written here has one number
# per line.
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

# A process with the wrong rank ends all of them, and the failure report names it; nothing is
# written.
new_job wrong-rank
# shellcheck disable=SC2016
if train 2 '[ "$OMPI_COMM_WORLD_RANK" = 0 ] || export OMPI_COMM_WORLD_RANK=0' >"$jobs/log" 2>&1; then
    fail "trained with two processes of one rank"
elif [ $? -ge 124 ]; then
    fail "a process failed, and the other waited for it"
fi
grep -q 'this is process 0 of 2 .*it is process 1 of 2' "$SAGEMAKER_BASE_DIR/output/failure" || fail "$(cat "$jobs/log")"
[ ! -e "$SAGEMAKER_BASE_DIR/model/model.json" ] || fail "a failed job wrote a model"

# The last of four processes is asked to stop: all of them stop, and the model is written.
new_job stopped
# The background process opens the log, at a later time: that of the previous job must not be read.
: >"$jobs/log"
SM_HP_MAX_ITERATIONS=100000000 train 4 >"$jobs/log" 2>&1 &
training=$!
# Once the leader prints the number of rows, all processes have met and handle signals.
until grep -q 'penguins to train on' "$jobs/log"; do
    kill -0 "$training" 2>/dev/null || fail "ended before it trained: $(cat "$jobs/log")"
    sleep 0.1
done
kill -TERM "$(cat "$SAGEMAKER_BASE_DIR/pid-3")"
wait "$training" || fail "failed when asked to stop: $(cat "$jobs/log")"
grep 'asked to stop after' "$jobs/log" || fail "was not asked to stop: $(cat "$jobs/log")"
[ -s "$SAGEMAKER_BASE_DIR/model/model.json" ] || fail "wrote no model when asked to stop"

echo "allreduce: 1, 2 and 4 processes agree, fail together and stop together"
