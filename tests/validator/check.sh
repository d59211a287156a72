#!/usr/bin/env bash
# Compares the JSON Schema of a struct with what smenv reads.
set -euo pipefail
cd "$(dirname "$0")"

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked
