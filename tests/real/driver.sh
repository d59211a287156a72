#!/usr/bin/env bash
# Starts programs by the driver of the SageMaker Python SDK v3 (sagemaker-train), as a `ModelTrainer`
# with a `.sh` entry script that ends in `./program "$@"`: penguins as a static binary, and random
# hyperparameters, which must come back equal, although the driver passes them a second time as
# arguments. Needs Linux, a Rust toolchain with a C linker, Python 3, and root or a `sudo` that asks
# for no password: the driver has the path /opt/ml, which is mounted for it alone.
cd "$(dirname "$0")/../.."
# shellcheck source=tests/real/common.sh
. tests/real/common.sh

[ "$(uname)" = Linux ] || cannot_run "the driver needs Linux"
needs unshare util-linux
become_root "to mount /opt/ml"
"${as_root[@]}" unshare --mount true 2>/dev/null || cannot_run "this machine does not allow a new mount namespace"
# Of the package only the driver is used, which is Python without dependencies.
install driver --no-deps sagemaker-train==1.27.0
binary=$(examples/penguins/build_static.sh)
build_round_trip
make_opt_ml

# prepare FILE: makes the job's code an entry script that starts FILE, and its driver that of the
# package, as `ModelTrainer` does.
prepare() {
    local name
    name=$(basename "$1")
    mkdir -p "$job/input/data/code"
    cp "$1" "$job/input/data/code"
    printf '#!/bin/sh\nexec ./%s "$@"\n' "$name" >"$job/input/data/code/train.sh"
    "$python" - "$job/input" <<'PYTHON'
import importlib.util, json, pathlib, shutil, sys

input = pathlib.Path(sys.argv[1])
[package] = importlib.util.find_spec("sagemaker").submodule_search_locations
train = pathlib.Path(package) / "train"
# Not by its name: the package imports dependencies.
spec = importlib.util.spec_from_file_location("templates", train / "templates.py")
templates = importlib.util.module_from_spec(spec)
spec.loader.exec_module(templates)

drivers = input / "data" / "sm_drivers"
shutil.copytree(train / "container_drivers", drivers)
(drivers / "sourcecode.json").write_text(json.dumps({"source_dir": "code", "entry_script": "train.sh"}))
(drivers / "distributed.json").write_text("{}")
(drivers / "sm_train.sh").write_text(templates.TRAIN_SCRIPT_TEMPLATE.format(
    working_dir="cd /opt/ml/input/data/code \n",
    install_requirements="",
    execute_driver=templates.EXECUTE_BASIC_SCRIPT_DRIVER,
))

resources = input / "config" / "resourceconfig.json"
config = json.loads(resources.read_text())
config.update(current_instance_type="local", current_group_name="group", instance_groups=[])
resources.write_text(json.dumps(config))
channels = input / "config" / "inputdataconfig.json"
config = json.loads(channels.read_text())
for channel in ["code", "sm_drivers"]:
    config[channel] = {"TrainingInputMode": "File"}
channels.write_text(json.dumps(config))
PYTHON
}

# train: starts the job by the driver, with the variables that a container has, and returns its exit
# code.
train() {
    local status=0
    # shellcheck disable=SC2016 # The inner shell expands it.
    timeout "$limit" "${as_root[@]}" unshare --mount bash -c '
        mount --bind "$1" /opt/ml
        exec env -i "PATH=$2" TRAINING_JOB_NAME=real /bin/bash -c "chmod +x $3 && $3"
    ' bash "$job" "$PATH" /opt/ml/input/data/sm_drivers/sm_train.sh >"$work/log" 2>&1 || status=$?
    return "$status"
}

new_penguins_job trains
prepare "$binary"
train || fail "penguins: exit code $?"
trained penguins
echo "penguins by a .sh script: trained, $(grep -o 'held-out:accuracy=[0-9.]*' "$work/log" | tail -n 1)"

try_nonsense "$binary"
# The driver itself cannot pass an apostrophe on.
try_seeds "$round_trip" --no-apostrophes
