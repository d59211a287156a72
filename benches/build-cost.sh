#!/usr/bin/env bash
# Times clean release builds of programs that read one struct of 20 fields: the lean build of smenv
# (`derive` alone) against serde_json with serde's derive, and smenv with its default features
# against clap with its derive.
#
#     benches/build-cost.sh [rounds, 3 by default]
#
# Prints wall-clock seconds and the size of the program, one line per build, interleaved. Each
# program is built in its own target folder.
set -euo pipefail
export LC_ALL=C

fail() {
    echo "build-cost.sh: $*" >&2
    exit 1
}

[ -n "${EPOCHREALTIME-}" ] || fail "needs bash 5, whose clock has microseconds; this is bash $BASH_VERSION"
rounds=${1:-3}
repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fields=$(for n in 0 1; do
    for type in u32 f64 bool String 'Option<u64>' 'Vec<usize>' i64 'Option<f64>' f32 'Option<String>'; do
        name=$(echo "$type" | tr -dc '[:alnum:]' | tr '[:upper:]' '[:lower:]')
        echo "    pub ${name}_$n: $type,"
    done
done)

# program NAME DEPENDENCIES DERIVE EXPRESSION [ATTRIBUTE of each field]
program() {
    mkdir -p "$work/$1/src"
    printf '[package]\nname = "%s"\nedition = "2024"\n\n[dependencies]\n%s\n\n[workspace]\n' "$1" "$2" >"$work/$1/Cargo.toml"
    printf '#[derive(Debug, %s)]\npub struct Struct {\n%s\n}\n\nfn main() {\n    println!("{:?}", %s);\n}\n' "$3" "${fields//    pub/    ${5-} pub}" "$4" \
        >"$work/$1/src/main.rs"
}
program with-smenv-lean "smenv = { path = \"$repository\", default-features = false, features = [\"derive\"] }" \
    smenv::SmHyperparameters '<Struct as smenv::SmHyperparameters>::from_env()'
program with-serde 'serde = { version = "1", features = ["derive"] }
serde_json = "1"' serde::Deserialize 'serde_json::from_str::<Struct>(&std::env::var("SM_HPS").unwrap_or_default())'
program with-smenv "smenv = { path = \"$repository\" }" smenv::SmHyperparameters '<Struct as smenv::SmHyperparameters>::from_env()'
program with-clap 'clap = { version = "4", features = ["derive"] }' clap::Parser '<Struct as clap::Parser>::try_parse()' '#[arg(long)]'

# The first round may have to download crates.
for round in $(seq 0 "$rounds"); do
    for name in with-smenv-lean with-serde with-smenv with-clap; do
        cd "$work/$name"
        rm -rf target
        start=$EPOCHREALTIME
        program=$(cargo build --release --quiet --target-dir target --message-format json-render-diagnostics |
            sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
        end=$EPOCHREALTIME
        [ -x "$program" ] || fail "cargo built no program"
        bytes=$(wc -c <"$program")
        [ "$round" = 0 ] || echo "$name $(awk "BEGIN { print $end - $start }") s $bytes bytes"
    done
done
