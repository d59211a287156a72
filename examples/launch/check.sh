#!/usr/bin/env bash
# Tries the launcher: botocore validates each request that it prints, and moto's server on loopback
# accepts those that it sends.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
    echo "check.sh: $*" >&2
    exit 1
}

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

cargo fmt --check
cargo build --locked
launch=$(cargo build --locked --quiet --message-format json-render-diagnostics |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet boto3 'moto[server]'

for what in training-job:CreateTrainingJob tuning-job:CreateHyperParameterTuningJob algorithm:CreateAlgorithm; do
    "$launch" "${what%%:*}" --dry-run -- --max-iterations 300 >"$work/request.json"
    "$work/python/bin/python" - "${what#*:}" "$work/request.json" <<'PYTHON'
import json, sys

import botocore.session
import botocore.validate

operation, file = sys.argv[1:]
model = botocore.session.get_session().get_service_model("sagemaker").operation_model(operation)
report = botocore.validate.ParamValidator().validate(json.load(open(file)), model.input_shape)
if report.has_errors():
    sys.exit(f"{operation}: {report.generate_report()}")
print(f"{operation}: valid")
PYTHON
done

# What the program would reject is not launched.
if "$launch" training-job --dry-run -- --max-iterations 0 2>"$work/error"; then
    fail "it launched nonsense"
fi
grep -q 'max-iterations' "$work/error" || fail "the error does not name the hyperparameter"

port=$((20000 + RANDOM % 20000))
"$work/python/bin/moto_server" --host 127.0.0.1 --port "$port" >"$work/moto" 2>&1 &
server=$!
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x
is_up() {
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null
}
for _ in $(seq 150); do
    is_up && break
    sleep 0.2
done
is_up || fail "moto has not started: $(cat "$work/moto")"
"$launch" training-job --poll 1 -- --l2-penalty 0.1 | tee "$work/log"
grep -q '^penguins: Completed' "$work/log" || fail "the training job has not completed"
"$launch" tuning-job --poll 1 | tee "$work/log"
grep -q '^penguins: ended' "$work/log" || fail "the tuning job has not ended"
# moto does not implement CreateAlgorithm; botocore has validated its request above.
