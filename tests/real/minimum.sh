#!/usr/bin/env bash
# Builds and tests the library with the minimum Rust version and the lowest versions of its
# dependencies that their requirements allow, dev-dependencies included, and a user's crate that
# depends on it. Needs rustup, which installs the toolchains, and a C linker.
cd "$(dirname "$0")/../.."
# shellcheck source=tests/real/common.sh
. tests/real/common.sh

needs rustup "it installs the minimum Rust version"
minimum=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
# Only a nightly cargo chooses the lowest versions.
for toolchain in "$minimum" nightly; do
    rustup toolchain list | grep -q "^$toolchain" ||
        rustup toolchain install "$toolchain" --profile minimal >"$work/log" 2>&1 ||
        cannot_run "rustup cannot install Rust $toolchain"
done

copy=$work/smenv
mkdir "$copy"
git ls-files --cached --others --exclude-standard | tar --create --files-from - | tar --extract --directory "$copy"
repository=$PWD
cd "$copy"
rm Cargo.lock
cargo +nightly generate-lockfile -Z direct-minimal-versions 2>"$work/log" || fail "no versions meet the requirements"

# The folder of the build survives the script, for the next run.
export CARGO_TARGET_DIR=$repository/target/real/minimum
run() {
    echo "minimum.sh: $*"
    "$@" >"$work/log" 2>&1 || fail "$*: exit code $?"
}
run cargo "+$minimum" check --workspace --all-features --locked
run cargo "+$minimum" test --package smenv-core --package smenv-derive --all-features --locked
# linfa and others of the tests' own crates need a newer Rust.
run cargo +stable check --workspace --all-features --all-targets --locked

# A user's crate, with the library as it is: the lowest versions, then the newest.
crate=$work/user
mkdir -p "$crate/src"
cat >"$crate/Cargo.toml" <<TOML
[package]
name = "user"
version = "0.0.0"
edition = "2024"
rust-version = "$minimum"

[dependencies]
smenv = { path = "$copy", features = ["log", "testing", "tracing"] }

[workspace]
TOML
cat >"$crate/src/main.rs" <<'RUST'
use smenv::{Channel, Job, SmCategorical, SmChannels, SmHyperparameters, SmMetrics};

#[derive(SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Hyperparameters {
    #[sm(range = 1e-6..=1.0, tunable, scale = "log")]
    learning_rate: f64,
    #[sm(default = vec![64, 64])]
    layers: Vec<usize>,
    #[sm(default = Optimizer::Adam)]
    optimizer: Optimizer,
}

#[derive(Debug, SmCategorical)]
enum Optimizer {
    Adam,
    Sgd,
}

#[derive(SmChannels)]
struct Data {
    train: Option<Channel>,
}

#[derive(SmMetrics)]
struct Metrics {
    #[sm(name = "train:loss", minimize)]
    loss: f64,
}

fn main() -> std::process::ExitCode {
    smenv::run(train)
}

fn train(job: Job<Hyperparameters, Data, Metrics>) -> std::io::Result<()> {
    let Hyperparameters { learning_rate, layers, optimizer } = &job.hyperparameters;
    println!("{learning_rate} {layers:?} {optimizer:?} {}", job.channels.train.is_some());
    job.report(&Metrics { loss: 0.5 });
    Ok(())
}
RUST
cd "$crate"
for versions in minimal newest; do
    case $versions in
    minimal) run cargo +nightly generate-lockfile -Z direct-minimal-versions ;;
    newest) run cargo "+$minimum" generate-lockfile ;;
    esac
    run cargo "+$minimum" build --locked
    SM_HPS='{"learning-rate": "0.5", "optimizer": "sgd"}' SAGEMAKER_BASE_DIR=$work/job "$CARGO_TARGET_DIR/debug/user" >"$work/log" 2>&1 ||
        fail "the user's crate, with the $versions versions: exit code $?"
    grep -qx '0.5 \[64, 64\] Sgd false' "$work/log" || fail "the user's crate, with the $versions versions: wrong output"
    grep -qx 'metrics: train:loss=0.5;' "$work/log" || fail "the user's crate, with the $versions versions: no metrics"
    echo "minimum.sh: a user's crate, Rust $minimum, the $versions versions: trained"
done
