#!/bin/sh
# Times clean release builds of programs that read one struct of 20 fields: by smenv, as it is and with its feature `run`, and by
# serde_json with serde's derive.
# Prints wall-clock seconds and the size of the program, a line a build, in turn.
set -eu
repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fields=$(for n in 0 1; do
    for type in u32 f64 bool String 'Option<u64>' 'Vec<usize>' i64 'Option<f64>' f32 'Option<String>'; do
        name=$(echo "$type" | tr -dc '[:alnum:]' | tr '[:upper:]' '[:lower:]')
        echo "    pub ${name}_$n: $type,"
    done
done)

program() {
    mkdir -p "$work/$1/src"
    printf '[package]\nname = "%s"\nedition = "2024"\n\n[dependencies]\n%s\n\n[workspace]\n' "$1" "$2" >"$work/$1/Cargo.toml"
    printf '#[derive(Debug, %s)]\npub struct Struct {\n%s\n}\n\nfn main() {\n    println!("{:?}", %s);\n}\n' "$3" "$fields" "$4" \
        >"$work/$1/src/main.rs"
}
for features in '' run; do
    program "with-smenv${features:+-$features}" "smenv = { path = \"$repository\", features = [${features:+\"$features\"}] }" \
        smenv::SmHyperparameters '<Struct as smenv::SmHyperparameters>::from_env()'
done
program with-serde 'serde = { version = "1", features = ["derive"] }
serde_json = "1"' serde::Deserialize 'serde_json::from_str::<Struct>(&std::env::var("SM_HPS").unwrap_or_default())'

for round in 1 2 3 4; do
    for name in with-smenv with-smenv-run with-serde; do
        cd "$work/$name"
        rm -rf target
        start=$(date +%s.%N)
        cargo build --release --quiet
        end=$(date +%s.%N)
        # The first round may have had to fetch crates.
        [ "$round" = 1 ] && continue
        echo "$name $(awk "BEGIN { print $end - $start }") s $(wc -c <"target/release/$name") bytes"
    done
done
