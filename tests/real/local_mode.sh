#!/usr/bin/env bash
# Starts jobs in containers by the local modes of the SageMaker Python SDK, v2 and v3: on one host
# and on two, that succeed, have a wrong value, lack a channel, fail on one host, or are stopped by
# `docker stop`. The images contain a static binary and nothing else. Needs Linux, docker with
# `docker compose` or docker-compose, a Rust toolchain with a C linker, and Python 3.
cd "$(dirname "$0")/../.."
# shellcheck source=tests/real/common.sh
. tests/real/common.sh

[ "$(uname)" = Linux ] || cannot_run "the images are for Linux"
become_root "to remove the containers' files"
needs docker
docker info >/dev/null 2>&1 || cannot_run "docker's daemon does not answer"
docker compose version >/dev/null 2>&1 || needs docker-compose "nor the plugin \`docker compose\`"

image() {
    mkdir "$work/$1"
    cp "$2" "$work/$1/train"
    printf 'FROM scratch\nCOPY train /train\nENTRYPOINT ["/train"]\n' >"$work/$1/Dockerfile"
    docker build --quiet --tag "smenv-real-$1" "$work/$1" >/dev/null 2>"$work/log" || fail "docker cannot build the image"
}
image penguins "$(examples/penguins/build_static.sh)"
image hosts "$(examples/penguins/build_static.sh --manifest-path tests/real/programs/Cargo.toml --bin hosts)"

clean_up() {
    for name in penguins hosts; do
        docker ps --quiet --all --filter "ancestor=smenv-real-$name" | xargs --no-run-if-empty docker rm --force >/dev/null
        docker image rm --force "smenv-real-$name" >/dev/null
    done
}

# start SDK IMAGE HOSTS [ARGUMENT...]: starts a job by the SDK, with the output of its containers in
# the log, and returns the exit code of local_mode.py.
start() {
    local sdk=$1 image=$2 hosts=$3 status=0
    shift 3
    root=$(mktemp -d "$work/$sdk-XXX")
    : >"$work/log"
    timeout "$limit" env -i "PATH=$PATH" "HOME=$work" PYTHONUNBUFFERED=1 SAGEMAKER_USER_CONFIG_OVERRIDE=tests/real/local_mode.yaml \
        AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1 \
        "$python" tests/real/local_mode.py "$sdk" "$root" "smenv-real-$image" "$hosts" "$@" >"$work/log" 2>&1 || status=$?
    return "$status"
}

# in_log TEXT TIMES: expects lines of the containers with a text.
in_log() {
    local found
    found=$(grep -c -- "$1" "$work/log" || true)
    [ "$found" = "$2" ] || fail "$sdk: \"$1\" is in $found lines of the log; expected $2"
}

# fails SDK...: expects that the SDK reports a failed job.
fails() {
    if start "$@"; then
        fail "$*: the SDK reports success"
    fi
}

# wait_for TEXT TIMES: waits until the containers have printed a text that often.
wait_for() {
    for _ in $(seq 300); do
        [ "$(grep -c -- "$1" "$work/log" || true)" -lt "$2" ] || return 0
        kill -0 "$job" 2>/dev/null || fail "$sdk: the job has ended before it printed: $1"
        sleep 0.2
    done
    fail "$sdk: the job did not print: $1"
}

try() {
    sdk=$1
    start "$sdk" penguins 1 l2-penalty=0.1 max-iterations=300 || fail "$sdk: exit code $?"
    in_log 'held-out:accuracy=[01]' 1
    in_log 'exited with code 0' 1
    [ -n "$(find "$root" -name model.tar.gz -size +0)" ] || fail "$sdk: no model"
    echo "$sdk: trained, $(grep -o 'held-out:accuracy=[0-9.]*' "$work/log")"

    fails "$sdk" penguins 2 l2-penalty=lots
    grep -q 'l2-penalty (hyperparameters.json): got "lots"' "$work/log" || fail "$sdk: no reason in the log"
    echo "$sdk, a wrong value: $(grep -o 'l2-penalty (.*' "$work/log" | head -n 1)"

    fails "$sdk" penguins 1 --no-channel
    in_log 'the required channel train is missing' 1
    echo "$sdk, a missing channel: $(grep -o 'channel other (.*' "$work/log")"

    fails "$sdk" hosts 2 others-fail=true
    in_log 'fails because of others-fail' 1
    # docker compose stops the other host, which is process 1 of its container, and no longer prints
    # its output.
    [ -n "$(find "$root" -name model.txt)" ] || fail "$sdk: the host that was stopped has not written its model"
    echo "$sdk, a host that fails: the other was stopped"

    for hosts in 1 2; do
        : >"$work/log"
        start "$sdk" hosts "$hosts" wait=true &
        job=$!
        wait_for ' waiting' "$hosts"
        # Of two, docker compose stops the other when the first has ended.
        docker ps --quiet --filter ancestor=smenv-real-hosts | head -n 1 | xargs docker stop >/dev/null
        status=0
        wait "$job" || status=$?
        [ "$status" = 0 ] || fail "$sdk, docker stop: exit code $status"
        in_log "host .* of $hosts" "$hosts"
        grep -q 'was stopped' "$work/log" || fail "$sdk: no host was stopped"
        in_log 'exited with code [1-9]' 0
        echo "$sdk, docker stop, hosts: $hosts: stopped, exit code 0"
    done
}

install local-mode-v2 sagemaker==2.257.7
try v2
install local-mode-v3 sagemaker-train==1.27.0
try v3
