#!/usr/bin/env bash
# Builds the digits example for CUDA, with the compiler and the libraries of this machine, or else
# those of PyPI. On a GPU the example is trained, stopped, killed and resumed, and a large network is
# timed there and on the CPU. On a machine without a GPU it must train on the CPU, and fail in a job
# that is said to have GPUs; a stand-in is the driver. Needs Linux, a Rust toolchain, g++ and Python 3.
cd "$(dirname "$0")/../.."
# shellcheck source=tests/real/common.sh
. tests/real/common.sh

[ "$(uname)" = Linux ] || cannot_run "CUDA needs Linux"
needs g++ "nvcc uses it"
if command -v nvcc >/dev/null; then
    nvcc=$(readlink -f "$(command -v nvcc)")
    CUDA_PATH=${CUDA_PATH:-${nvcc%/bin/nvcc}}
else
    # The oldest version whose nvcc PyPI has.
    install cuda nvidia-cuda-nvcc==13.0.88 nvidia-cuda-crt==13.0.88 nvidia-nvvm==13.0.88 \
        nvidia-cuda-runtime==13.0.96 nvidia-cuda-cccl==13.0.85 nvidia-cuda-nvrtc==13.0.88 \
        nvidia-cublas==13.0.2.14 nvidia-curand==10.4.0.35
    # Arranged as by NVIDIA's installer, with the names for which the linker looks.
    wheels=("$PWD"/target/real/cuda/lib/python3*/site-packages/nvidia/cu13)
    CUDA_PATH=$PWD/target/real/cuda/home
    mkdir -p "$CUDA_PATH/lib64"
    ln -sfn "${wheels[0]}"/{bin,include,nvvm} "$CUDA_PATH"
    for library in "${wheels[0]}"/lib/lib*; do
        name=$(basename "$library")
        ln -sf "$library" "$CUDA_PATH/lib64/$name"
        ln -sf "$library" "$CUDA_PATH/lib64/${name%%.so.*}.so"
    done
    PATH=$CUDA_PATH/bin:$PATH
    export LD_LIBRARY_PATH=$CUDA_PATH/lib64${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
fi
export CUDA_PATH CUDA_HOME=$CUDA_PATH
echo "cuda.sh: nvcc: $(nvcc --version | grep -o 'release.*')"

# A driver that finds no GPU: all functions of its header return CUDA_ERROR_NO_DEVICE. A machine
# without the driver needs it to link, too.
driver=$work/driver
mkdir "$driver"
{
    grep -ohE '\bcu[A-Z][A-Za-z0-9]*(_v[0-9]+|_ptsz|_ptds)*\b' "$CUDA_PATH/include/cuda.h" | sort -u |
        grep -vE '^cuGetError(Name|String)$' | sed 's/.*/int &(void) { return 100; }/'
    echo 'int cuGetErrorName(int error, const char **name) { *name = "CUDA_ERROR_NO_DEVICE"; return 0; }'
    echo 'int cuGetErrorString(int error, const char **text) { *text = "no device is detected"; return 0; }'
} >"$work/driver.c"
gcc -w -shared -fPIC -Wl,-soname,libcuda.so.1 -o "$driver/libcuda.so.1" "$work/driver.c"
ln -s libcuda.so.1 "$driver/libcuda.so"

gpus=$(nvidia-smi --list-gpus 2>/dev/null | grep -c '^GPU ' || true)
if [ "$gpus" = 0 ]; then
    # Without nvidia-smi the build cannot ask for it; any will do.
    export CUDA_COMPUTE_CAP=${CUDA_COMPUTE_CAP:-80}
fi
export CARGO_TARGET_DIR=$PWD/target/real/cuda-build LIBRARY_PATH=$driver${LIBRARY_PATH:+:$LIBRARY_PATH}
digits=$(built --release --manifest-path examples/digits/Cargo.toml --features cuda)
readelf --dynamic "$digits" | sed -n 's/.*NEEDED.*\[\(libcu.*\)\]/cuda.sh: digits needs \1/p'

# train NAME [VARIABLE=VALUE...]: trains digits in a job of this name, and returns its exit code.
train() {
    new_job "$1"
    shift
    cp -R examples/digits/opt/ml/input "$job"
    env SAGEMAKER_BASE_DIR="$job" "$@" "$digits" >"$work/log" 2>&1
}

# trained_on DEVICE: expects that the job has trained on the device, and well.
trained_on() {
    grep -qx "on $1" "$work/log" || fail "it has not trained on $1"
    [ -s "$job/model/model.safetensors" ] || fail "on $1: no model"
    grep -qE '^final held-out accuracy: 0\.9[0-9]*$' "$work/log" || fail "on $1: the accuracy is too low"
    echo "on $1: $(grep '^final' "$work/log")"
}

if [ "$gpus" = 0 ]; then
    export LD_LIBRARY_PATH=$driver${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    train no-gpu || fail "without a GPU: exit code $?"
    trained_on "the CPU"
    status=0
    train said-to-have-gpus SM_NUM_GPUS=1 || status=$?
    [ "$status" = 1 ] || fail "a job that is said to have a GPU: exit code $status; expected 1"
    grep -q CUDA_ERROR_NO_DEVICE "$job/output/failure" || fail "the failure is not that of the driver"
    echo "a job that is said to have a GPU: exit code 1, $(head -n 1 "$job/output/failure")"
    echo "cuda.sh: this machine has no GPU; nothing was trained on one"
    exit
fi

train gpu || fail "on a GPU: exit code $?"
trained_on "a GPU"
examples/digits/check.sh --features cuda
large=("SM_HP_HIDDEN_LAYERS=4096,4096" SM_HP_BATCH_SIZE=1024 SM_HP_EPOCHS=10)
for device in "a GPU" "the CPU"; do
    # A job that is said to have none does not use those that are there.
    [ "$device" = "a GPU" ] || large+=(SM_NUM_GPUS=0)
    started=$(date +%s%N)
    train large "${large[@]}" || fail "a large network on $device: exit code $?"
    milliseconds=$((($(date +%s%N) - started) / 1000000))
    grep -qx "on $device" "$work/log" || fail "the large network has not trained on $device"
    rm -r "$job"
    echo "a large network on $device: 10 epochs in $milliseconds ms"
done
