#!/usr/bin/env bash
# Trains on two hosts: network namespaces with an address, a host name and an /opt/ml of their own,
# between which mpirun starts the processes with the options of the SageMaker training toolkit. One
# host is killed while both train: mpirun ends with a message that names it, and the job resumes from
# its checkpoint. Needs Linux, Open MPI, `ip`, and root.
cd "$(dirname "$0")/../.."
# shellcheck source=tests/real/common.sh
. tests/real/common.sh
PATH=$PATH:/usr/sbin:/sbin

limit=60
hosts=()
[ "$(uname)" = Linux ] || cannot_run "network namespaces need Linux"
[ "$(id -u)" = 0 ] || cannot_run "it needs root to make network namespaces"
for program in mpirun ip nsenter; do
    needs "$program"
done
unshare --net --uts --mount --pid --fork true 2>/dev/null || cannot_run "this machine does not allow new namespaces"
program=$(built --release --manifest-path examples/allreduce/Cargo.toml)
make_opt_ml

clean_up() {
    local host
    for host in "${hosts[@]}"; do
        kill -KILL "$host" 2>/dev/null || true
    done
}

printf '127.0.0.1 localhost\n10.99.0.1 algo-1\n10.99.0.2 algo-2\n' >"$work/hosts"

# new_job_on_two NAME: makes the folders of a new job, one for each host.
new_job_on_two() {
    job=$work/$1
    for number in 1 2; do
        mkdir -p "$job/$number"
        cp -R examples/penguins/opt/ml/input "$job/$number"
        cat >"$job/$number/input/config/resourceconfig.json" <<JSON
{"current_host": "algo-$number", "hosts": ["algo-1", "algo-2"], "network_interface_name": "eth0"}
JSON
    done
}

# start_host NUMBER [OPTION...]: starts a host, which is a process in namespaces of its own, and keeps
# its number in `pid-NUMBER`.
start_host() {
    local number=$1 pid
    shift
    # shellcheck disable=SC2016 # The host expands it.
    unshare --net --uts --mount "$@" bash -c '
        hostname "$1"
        mount --bind "$2" /etc/hosts
        mount --bind "$3" /opt/ml
        ip link set lo up
        touch "$4"
        exec sleep infinity
    ' bash "algo-$number" "$work/hosts" "$job/$number" "$work/ready-$number" 2>"$work/host-$number" &
    pid=$!
    hosts+=("$pid")
    # The shell need not tell that it was killed.
    disown
    for _ in $(seq "$((limit * 10))"); do
        [ ! -e "$work/ready-$number" ] || break
        sleep 0.1
    done
    [ -e "$work/ready-$number" ] || fail "host $number has not started"
    rm "$work/ready-$number"
    # With a PID namespace, the host is the child of `unshare`.
    if [[ " $* " == *" --pid "* ]]; then
        pid=$(pgrep --parent "$pid")
    fi
    echo "$pid" >"$work/pid-$number"
}

# start_hosts: starts both hosts and joins them by a cable. All processes of the second end with it.
start_hosts() {
    start_host 1
    start_host 2 --pid --fork --kill-child
    ip link add "smenv-1" type veth peer name "smenv-2"
    for number in 1 2; do
        local pid
        pid=$(cat "$work/pid-$number")
        ip link set "smenv-$number" netns "$pid" name eth0
        nsenter --target "$pid" --net ip addr add "10.99.0.$number/24" dev eth0
        nsenter --target "$pid" --net ip link set eth0 up
    done
}

# In the place of ssh: runs a command on the other host.
cat >"$work/agent" <<AGENT
#!/bin/sh
shift
exec nsenter --target "\$(cat "$work/pid-2")" --net --uts --mount --pid /bin/sh -c "\$*"
AGENT
chmod +x "$work/agent"

# train [NAME=VALUE...]: starts the job on the first host, with the toolkit's options for mpirun.
train() {
    local options=()
    for variable in "$@"; do
        options+=(-x "$variable")
    done
    timeout --kill-after=5 "$limit" nsenter --target "$(cat "$work/pid-1")" --net --uts --mount \
        env -i "PATH=$PATH" HOME=/root TRAINING_JOB_NAME=allreduce \
        mpirun --host algo-1,algo-2 -np 2 --allow-run-as-root --display-map --tag-output \
        -mca btl_tcp_if_include eth0 -mca oob_tcp_if_include eth0 -mca plm_rsh_no_tree_spawn 1 \
        -bind-to none -map-by slot -mca pml ob1 -mca btl ^openib -mca orte_abort_on_non_zero_status 1 \
        -mca plm_rsh_agent "$work/agent" -x TRAINING_JOB_NAME -x PATH "${options[@]}" "$program" >"$work/log" 2>&1
}

new_job_on_two trains
start_hosts
train || fail "two hosts: exit code $?"
grep -q 'processes: 2$' "$work/log" || fail "the two hosts did not train together"
grep -q 'held-out accuracy: 0\.9' "$work/log" || fail "the two hosts learnt too little"
[ -s "$job/1/model/model.json" ] || fail "the leader wrote no model"
[ ! -e "$job/2/model/model.json" ] || fail "the other host wrote a model, too"
echo "two hosts: trained, $(grep -o 'held-out accuracy: [0-9.]*' "$work/log")"
kill -KILL "$(cat "$work/pid-1")" "$(cat "$work/pid-2")"

new_job_on_two killed
start_hosts
train SM_HP_MAX_ITERATIONS=100000000 SM_HP_CHECKPOINT_EVERY=100 &
training=$!
for _ in $(seq "$((limit * 10))"); do
    [ ! -d "$job/1/checkpoints" ] || [ -z "$(find "$job/1/checkpoints" -name training.json)" ] || break
    kill -0 "$training" 2>/dev/null || fail "the job ended before it saved a checkpoint"
    sleep 0.1
done
started=$SECONDS
kill -KILL "$(cat "$work/pid-2")"
status=0
wait "$training" || status=$?
[ "$status" != 0 ] || fail "the job succeeded without its second host"
case $status in
# timeout has ended it, or killed it.
124 | 137) fail "the first host waited for the second for more than $limit s" ;;
esac
grep -q 'algo-2' <(grep -v 'Data for node\|Process OMPI' "$work/log") || fail "no message names the host that was killed"
[ ! -e "$job/1/model/model.json" ] || fail "a failed job wrote a model"
echo "a host that is killed: exit code $status after $((SECONDS - started)) s: $(grep -o '.*algo-2.*' "$work/log" | grep -v 'Data for node\|map' | tail -n 1 | tr -s ' ')"
kill -KILL "$(cat "$work/pid-1")"

# A new job on new hosts, with the checkpoints that SageMaker kept.
checkpoint=$(find "$job/1/checkpoints" -name training.json | sort | tail -n 1)
iterations=$(sed -n 's/.*"iterations": \([0-9]*\).*/\1/p' "$checkpoint")
cp -R "$job/1/checkpoints" "$work/kept"
new_job_on_two resumed
for number in 1 2; do
    cp -R "$work/kept" "$job/$number/checkpoints"
done
start_hosts
train SM_HP_MAX_ITERATIONS=$((iterations + 1000)) || fail "resumed: exit code $?"
grep -q "resumes from iteration $iterations$" "$work/log" || fail "the job did not resume from iteration $iterations"
grep -q "\"iterations\": $((iterations + 1000))" "$job/1/output/data/metrics.json" || fail "the resumed job ended early"
[ -s "$job/1/model/model.json" ] || fail "the resumed job wrote no model"
echo "resumed: from iteration $iterations to $((iterations + 1000))"
