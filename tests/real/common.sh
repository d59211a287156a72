# What the scripts of this folder share. Each sources it, in the folder of the repository.
# shellcheck shell=bash
# shellcheck disable=SC2034 # The scripts use what is set here.

set -euo pipefail
export LC_ALL=C.UTF-8

script=$(basename "$0")
# Nothing waits for a fixed time; this is the limit in seconds after which a step counts as hanging.
limit=300
work=$(mktemp -d)
# What starts a command as root, for the scripts that need it.
as_root=()

# What a script has started or written outside of its folder is removed by `clean_up`, if it has one.
on_exit() {
    local status=$?
    if declare -F clean_up >/dev/null; then
        clean_up
    fi
    if [ -n "${made_opt_ml-}" ]; then
        "${as_root[@]}" rmdir /opt/ml
    fi
    "${as_root[@]}" rm -rf "$work"
    exit "$status"
}
trap on_exit EXIT

fail() {
    echo "$script: $*" >&2
    if [ -s "$work/log" ]; then
        tail -n 40 "$work/log" | cut -c 1-400 | sed 's/^/    /' >&2
    fi
    exit 1
}

# Ends a script that cannot run on this machine. The exit code is that of a skipped test in Automake.
cannot_run() {
    echo "$script: NOT RUN: $*" >&2
    exit 77
}

needs() {
    command -v "$1" >/dev/null || cannot_run "this machine has no $1${2:+ ($2)}"
}

# Finds out how to start a command as root, which is needed $1.
become_root() {
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || cannot_run "it needs root $1, and this user cannot become root"
        as_root=(sudo -n)
    fi
}

# install NAME PACKAGE...: installs packages of PyPI in a folder of their own, below `target`, and
# adds their programs to the path. A second run of the script uses what is there. With
# SMENV_LATEST=1, the newest versions are installed instead of those that the script names.
install() {
    local name=$1 folder packages
    shift
    needs python3
    packages=$*
    if [ -n "${SMENV_LATEST-}" ]; then
        packages=${packages//==+([^ ])/}
    fi
    folder=$PWD/target/real/$name
    if [ -n "${SMENV_LATEST-}" ] || [ "$(cat "$folder/packages" 2>/dev/null)" != "$packages" ]; then
        rm -rf "$folder"
        mkdir -p "$(dirname "$folder")"
        python3 -m venv "$folder" || cannot_run "python3 cannot make a virtual environment (python3-venv)"
        # shellcheck disable=SC2086 # The packages are words.
        "$folder/bin/pip" install --quiet --disable-pip-version-check $packages
        echo "$packages" >"$folder/packages"
    fi
    python=$folder/bin/python
    PATH=$folder/bin:$PATH
    echo "$script: $("$folder/bin/pip" list --format freeze --disable-pip-version-check 2>/dev/null | grep -E "^($(packages_of "$packages"))==" | tr '\n' ' ')"
}

# Prints the names of packages as alternatives of a regular expression.
packages_of() {
    local names=()
    for package in $1; do
        package=${package%%[=\[]*}
        names+=("${package//-/[-_]}")
    done
    (IFS='|' && echo "${names[*]}")
}

# built ARGUMENT...: builds a program by `cargo build` with these arguments, and prints its path.
built() {
    cargo build --quiet --locked --message-format json-render-diagnostics "$@" |
        sed -n 's/.*"executable":"\([^"]*\)".*/\1/p'
}

# Builds the program that sends random hyperparameters and expects them to come back.
build_round_trip() {
    round_trip=$(built --manifest-path tests/real/programs/Cargo.toml --bin round-trip)
}

# Makes the folder /opt/ml, over which a job's is mounted, for the time of the script.
make_opt_ml() {
    if [ ! -d /opt/ml ]; then
        "${as_root[@]}" mkdir -p /opt/ml
        made_opt_ml=yes
    fi
}

# new_job NAME: makes the folder `$job` of a job on one host, as a container has it in /opt/ml.
new_job() {
    job=$work/$1
    mkdir -p "$job/input/config" "$job/input/data" "$job/model" "$job/output/data"
    echo '{"current_host": "localhost", "hosts": ["localhost"], "network_interface_name": "lo"}' >"$job/input/config/resourceconfig.json"
    echo '{}' >"$job/input/config/inputdataconfig.json"
    echo '{}' >"$job/input/config/hyperparameters.json"
    : >"$work/log"
}

# new_penguins_job NAME: the same with the hyperparameters and the data of penguins.
new_penguins_job() {
    new_job "$1"
    cp examples/penguins/opt/ml/input/config/{hyperparameters,inputdataconfig}.json "$job/input/config"
    cp -R examples/penguins/opt/ml/input/data "$job/input"
}

# set_hyperparameter NAME VALUE: sets a hyperparameter of `$job`.
set_hyperparameter() {
    "$python" - "$job/input/config/hyperparameters.json" "$@" <<'PYTHON'
import json, sys

path, name, value = sys.argv[1:]
with open(path) as file:
    hyperparameters = json.load(file)
hyperparameters[name] = value
with open(path, "w") as file:
    json.dump(hyperparameters, file)
PYTHON
}

# trained WHAT: expects that penguins has trained in `$job`.
trained() {
    [ -s "$job/model/model.json" ] || fail "$1: no model"
    [ -s "$job/output/data/metrics.json" ] || fail "$1: no metrics"
    [ ! -e "$job/output/failure" ] || fail "$1: a successful job reported a failure"
    grep -q ' held-out:accuracy=0\.[0-9]' "$work/log" || fail "$1: no accuracy in the log"
}

# The following start jobs by two functions of the script: `prepare FILE` makes FILE the program of
# `$job`, and `train` starts it and returns its exit code.

# try_nonsense PENGUINS: expects that the program refuses "lots" as its penalty, and that the reason in
# output/failure is its own.
try_nonsense() {
    local status=0 reason
    new_penguins_job nonsense
    prepare "$1"
    set_hyperparameter l2-penalty lots
    train || status=$?
    [ "$status" = 1 ] || fail "nonsense: exit code $status; expected 1"
    [ ! -e "$job/model/model.json" ] || fail "nonsense: a model was written"
    reason=$(sed -n '2s/ (.*): / /p' "$job/output/failure")
    reason="$(head -n 1 "$job/output/failure") $reason"
    [ "$reason" = '1 problem in the settings of this job: - l2-penalty got "lots"; expected a number from 0.0 to 100.0' ] ||
        fail "nonsense: the failure is not that of penguins: $(cat "$job/output/failure")"
    echo "nonsense: exit code 1, $(sed -n 2p "$job/output/failure")"
}

# try_seeds ROUND_TRIP [OPTION]: expects that random hyperparameters come back, which the program sends
# with the option.
try_seeds() {
    local program=$1 seed
    shift
    for seed in $(seq "${SMENV_SEEDS:-30}"); do
        new_job "seed$seed"
        prepare "$program"
        "$program" send "$seed" "$@" >"$job/input/config/hyperparameters.json"
        train || fail "seed $seed: exit code $?"
        grep -q "^seed $seed: " "$work/log" || fail "seed $seed: the hyperparameters did not come back"
        rm -r "$job"
    done
    echo "random hyperparameters: $seed jobs, all came back equal"
}

shopt -s extglob
