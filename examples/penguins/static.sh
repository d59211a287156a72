#!/usr/bin/env bash
# Builds penguins as a static binary and starts it as SageMaker starts an image that contains
# nothing else: as `/train train`, in a root folder with only the program and /opt/ml. It must
# train, report what is wrong with a job, and stop when asked to, as process 1, too. Needs Linux, a
# Rust toolchain with a C linker, and root, `unshare -r` or a `sudo` that asks for no password.
set -euo pipefail
cd "$(dirname "$0")/../.."
# `chroot` is here, and not every user has these in the path.
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C

# The limit in seconds after which a step counts as hanging. Nothing here waits for a fixed time.
limit=300
work=$(mktemp -d)
as_root=(env)
trap '"${as_root[@]}" rm -rf "$work"' EXIT

fail() {
    echo "static.sh: $*" >&2
    if [ -s "$work/log" ]; then
        sed 's/^/    /' "$work/log" >&2
    fi
    exit 1
}

binary=$(examples/penguins/build_static.sh)

for way in env "unshare -r" "sudo -n" none; do
    if [ "$way" = none ]; then
        fail "chroot needs root, and this user cannot become root"
    fi
    read -ra as_root <<<"$way"
    if "${as_root[@]}" chroot / true 2>/dev/null; then
        break
    fi
done
# Only the variables that SageMaker sets reach the container, and none of this shell's.
start=(timeout "$limit" "${as_root[@]}" env -i "PATH=$PATH" TRAINING_JOB_NAME=penguins)

# Prepares a container in the folder `root`, without starting it.
new_container() {
    root=$work/$1
    ml=$root/opt/ml
    mkdir -p "$ml/model" "$ml/output/data"
    cp "$binary" "$root/train"
    cp -R examples/penguins/opt/ml/input "$ml"
    : >"$work/log"
}

new_container trains
status=0
"${start[@]}" chroot "$root" /train train >"$work/log" 2>&1 || status=$?
[ "$status" = 0 ] || fail "exit code $status"
grep -q ' held-out:accuracy=0\.[0-9]' "$work/log" || fail "no accuracy in the log"
[ -s "$ml/model/model.json" ] || fail "no model"
[ -s "$ml/output/data/metrics.json" ] || fail "no metrics"
[ ! -e "$ml/output/failure" ] || fail "a successful job reported a failure"
echo "alone in its root: trained, exit code 0, $(grep '^held-out' "$work/log")"

new_container refuses
sed -i 's/"l2-penalty": "0.1"/"l2-penalty": "lots"/' "$ml/input/config/hyperparameters.json"
status=0
"${start[@]}" chroot "$root" /train train >"$work/log" 2>&1 || status=$?
[ "$status" = 1 ] || fail "exit code $status from an invalid job; expected 1"
grep -q 'l2-penalty (hyperparameters.json): got "lots"' "$ml/output/failure" || fail "the reason is not in output/failure"
[ ! -e "$ml/model/model.json" ] || fail "a job with nonsense settings wrote a model"
echo "with nonsense: exit code 1, $(tail -n 1 "$ml/output/failure")"

if ! "${as_root[@]}" unshare --pid --fork --kill-child true 2>/dev/null; then
    echo "NOT CHECKED: SIGTERM to process 1, because this machine does not allow a new PID namespace"
    exit 0
fi

# Minutes of work: about as many penalties as fit into the 2,500 characters of a hyperparameter,
# each with 257 times the data.
new_container stops
penalties=600
sed -i "s/^{/{\"sweep\": \"$(seq -s , "$penalties")\",/" "$ml/input/config/hyperparameters.json"
for copy in {1..256}; do
    cp "$ml/input/data/train/penguins.csv" "$ml/input/data/train/$copy.csv"
done
mkfifo "$work/out"
"${start[@]}" unshare --pid --fork --kill-child chroot "$root" /train train >"$work/out" 2>"$work/err" &
launcher=$!
exec {out}<"$work/out"

# Copies the job's output to the log, up to a line that ends with $1.
read_to() {
    local line
    while IFS= read -r -t "$limit" -u "$out" line; do
        printf '%s\n' "$line" >>"$work/log"
        if [[ $line == *"$1" ]]; then
            return
        fi
    done
    cat "$work/err" >>"$work/log"
    fail "the job ended, or hangs, before it printed: $1"
}

# Finds the descendant of the launcher that is process 1 in its own namespace. Other processes come
# and go in the meantime.
first_process() {
    { cat /proc/[0-9]*/status 2>/dev/null || true; } | awk -v launcher="$launcher" '
        $1 == "Pid:" { pid = $2 }
        $1 == "PPid:" { parent[pid] = $2 }
        $1 == "NSpid:" && NF > 2 && $NF == 1 { first[pid] }
        END {
            for (found in first)
                for (above = found; above in parent; above = parent[above])
                    if (above == launcher) print found
        }'
}

read_to "with a value missing"
pid=$(first_process)
[[ $pid =~ ^[0-9]+$ ]] || fail "process 1 of the container cannot be found: '$pid'"
"${as_root[@]}" bash -c "kill -TERM $pid"
read_to "penguins.svg"
status=0
wait "$launcher" || status=$?
[ "$status" = 0 ] || fail "exit code $status after SIGTERM"
[ -s "$ml/model/model.json" ] || fail "no model after SIGTERM"
[ ! -e "$ml/output/failure" ] || fail "a stopped job reported a failure"
done=$(grep -c '"l2_penalty":' "$ml/output/data/metrics.json" || true)
[ "$done" -lt $((penalties / 2)) ] || fail "SIGTERM did not stop the sweep: $done of $penalties penalties"
echo "SIGTERM to process 1: stopped at $done of $penalties penalties, exit code 0, model written"
