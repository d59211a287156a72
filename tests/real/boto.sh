#!/usr/bin/env bash
# Sends the requests of the documentation to moto's server on loopback by boto3, and compares them,
# what the programs print and smenv's own limits with every limit and pattern of SageMaker's service
# model, which botocore has but does not enforce. Needs a Rust toolchain with a C linker, and Python 3.
cd "$(dirname "$0")/../.."
# shellcheck source=tests/real/common.sh
. tests/real/common.sh

install boto boto3==1.44.8 'moto[server]==5.2.5' regex==2026.7.19
penguins=$(built --release --example penguins)
build_round_trip

"$python" -m moto.server --host 127.0.0.1 --port 0 >"$work/log" 2>&1 &
server=$!
clean_up() {
    kill "$server" 2>/dev/null || true
}
port=
for _ in $(seq "$((limit * 5))"); do
    port=$(sed -n 's|.*Running on http://127.0.0.1:\([0-9]*\).*|\1|p' "$work/log")
    [ -z "$port" ] || break
    kill -0 "$server" 2>/dev/null || fail "moto has ended"
    sleep 0.2
done
[ -n "$port" ] || fail "moto has not started"

# The documentation's `docker run IMAGE …` is the program itself.
mkdir "$work/bin"
cat >"$work/bin/docker" <<'DOCKER'
#!/bin/sh
while [ "$1" != penguins:1 ]; do
    shift
done
shift
exec "$PENGUINS" "$@"
DOCKER
chmod +x "$work/bin/docker"

# No account, no configuration of the user, no network but loopback.
env -i "PATH=$work/bin:$PATH" "HOME=$work" "PENGUINS=$penguins" "ROUND_TRIP=$round_trip" "SMENV_SEEDS=${SMENV_SEEDS:-30}" \
    "AWS_ENDPOINT_URL=http://127.0.0.1:$port" AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1 \
    AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x \
    "$python" tests/real/boto.py || fail "see above"
