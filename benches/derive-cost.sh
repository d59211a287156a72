#!/usr/bin/env bash
# What a derive costs who compiles it: the lines that it expands to, and the seconds of a clean `cargo build`, of `cargo check` and of
# `cargo build` after the source was touched. For structs of 20 and of 100 fields, by smenv, serde, clap and confique; each in a
# program that fills the struct. `none` is the program without a derive but `Debug`, which all have.
#
#     benches/derive-cost.sh [rounds of a touched source, 41 if not given] [rounds of a clean build, 5]
#
# Prints Markdown tables: lines less those of `none`, the fastest of the clean builds, and medians of the others. Each program is
# built in a target folder of its own.
set -euo pipefail
export LC_ALL=C

[ -n "${EPOCHREALTIME-}" ] || {
    echo "derive-cost.sh: needs bash 5, whose clock has microseconds; this is bash $BASH_VERSION" >&2
    exit 1
}
rounds=${1:-41}
clean_rounds=${2:-5}
repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fields COUNT ATTRIBUTE: ten types in turn, each field with the attribute before it.
fields() {
    for n in $(seq 1 $(($1 / 10))); do
        for type in u32 f64 bool String 'Option<u64>' 'Vec<usize>' i64 'Option<f64>' f32 'Option<String>'; do
            name=$(echo "$type" | tr -dc '[:alnum:]' | tr '[:upper:]' '[:lower:]')
            echo "    $2 pub ${name}_$n: $type,"
        done
    done
}

# program NAME COUNT DEPENDENCIES DERIVE ATTRIBUTE EXPRESSION
program() {
    folder=$work/$1-$2
    mkdir -p "$folder/src"
    printf '[package]\nname = "%s"\nedition = "2024"\n\n[dependencies]\n%s\n\n[workspace]\n' "$1-$2" "$3" >"$folder/Cargo.toml"
    {
        printf '#[derive(Debug%s)]\npub struct Struct {\n' "${4:+, $4}"
        fields "$2" "$5"
        printf '}\n\nfn filled() -> Struct {\n    %s\n}\n\nfn main() {\n    println!("{:?}", filled());\n}\n' "$6"
    } >"$folder/src/main.rs"
}

# seconds COMMAND…: how long it takes.
seconds() {
    local start=$EPOCHREALTIME end
    "$@"
    end=$EPOCHREALTIME
    awk "BEGIN { print $end - $start }"
}

# Of the numbers in a file, one a line.
median() {
    sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

lines() {
    RUSTC_BOOTSTRAP=1 cargo rustc --quiet --target-dir target -- -Zunpretty=expanded | wc -l >expanded
}

for count in 20 100; do
    program none $count '' '' '' 'std::process::abort()'
    program smenv $count "smenv = { path = \"$repository\" }" smenv::SmHyperparameters '' \
        'smenv::SmHyperparameters::from_env().unwrap()'
    program serde $count 'serde = { version = "1", features = ["derive"] }
serde_json = "1"' serde::Deserialize '' 'serde_json::from_str("{}").unwrap()'
    program clap $count 'clap = { version = "4", features = ["derive"] }' clap::Parser '#[arg(long)]' 'clap::Parser::parse()'
    program confique $count 'confique = { version = "0.4", default-features = false }' confique::Config '' \
        'confique::Config::builder().load().unwrap()'
done
names='none smenv serde clap confique'

# each COMMAND…: in the folder of each program, in turn, so that a busy moment is nobody's alone.
each() {
    for name in $names; do
        for count in 20 100; do
            cd "$work/$name-$count"
            "$@"
        done
    done
}
clean() {
    rm -rf target
    seconds cargo build --quiet --target-dir target >>clean
}
touched() {
    touch src/main.rs
    seconds cargo "$1" --quiet --target-dir target >>"touched-$1"
}

# The crates are there before the clock runs.
each cargo fetch --quiet
for _ in $(seq "$clean_rounds"); do
    each clean
done
each lines
each cargo check --quiet --target-dir target
each cargo build --quiet --target-dir target
for _ in $(seq "$rounds"); do
    each touched check
    each touched build
done

for count in 20 100; do
    printf '\n| %s fields | expanded lines | clean build | check after a touch | build after a touch |\n|---|---|---|---|---|\n' $count
    for name in $names; do
        cd "$work/$name-$count"
        printf '| %s | %d | %.1f s | %.0f ms | %.0f ms |\n' "$name" $(($(cat expanded) - $(cat "$work/none-$count/expanded"))) \
            "$(sort -n clean | head -n 1)" "$(median touched-check | awk '{ print 1000 * $1 }')" "$(median touched-build | awk '{ print 1000 * $1 }')"
    done
done
