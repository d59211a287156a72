#!/usr/bin/env bash
# Copies the template out of the repository, as its README says, and checks the copy. Needs a Rust
# toolchain.
set -euo pipefail
cd "$(dirname "$0")"

export CARGO_TARGET_DIR=$PWD/target
repository=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R Cargo.toml Cargo.lock specification.json data src tests "$copy"
cd "$copy"
sed -i.old "s|path = \"../..\"|path = \"$repository\"|" Cargo.toml

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked
cargo run --quiet --locked -- --describe training-specification | diff - specification.json
cargo run --quiet --locked -- --learning-rate 0.05 --model-dir model
grep -q '"slope": ' model/model.json
# A change of the structs does not compile.
sed -i.old 's/range = 1..=100_000/range = 1..=1_000/' src/settings.rs
if cargo check --quiet --locked 2>error; then
    echo "the lock has not noticed a change" >&2
    exit 1
fi
grep -q 'epochs.* has a different range' error
