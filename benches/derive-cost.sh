#!/usr/bin/env bash
# Measures what a derive costs to compile: the lines that it expands to, and the time of a clean
# `cargo build`, and of `cargo check` and `cargo build` after the source was touched. It does so for
# structs of 20 and 100 fields with smenv, serde, clap and confique, each in a program that fills
# the struct. `smenv-lean` is smenv without its default features except `derive`. `none` is the
# program without any derive except `Debug`, which all of them have.
#
#     benches/derive-cost.sh [rounds after a touch, 41 by default] [rounds of a clean build, 5]
#
# Prints Markdown tables: lines in excess of `none`'s, the fastest of the clean builds, and medians
# of the others. Each program is built in its own target folder.
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

# fields COUNT ATTRIBUTE: prints fields of ten types in turn, each with the attribute.
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

# seconds COMMAND…: runs the command and prints how long it takes.
seconds() {
    local start=$EPOCHREALTIME end
    "$@"
    end=$EPOCHREALTIME
    awk "BEGIN { print $end - $start }"
}

# median FILE: prints the median of the numbers in a file, one per line.
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
    program smenv-lean $count "smenv = { path = \"$repository\", default-features = false, features = [\"derive\"] }" \
        smenv::SmHyperparameters '' 'smenv::SmHyperparameters::from_env().unwrap()'
    program serde $count 'serde = { version = "1", features = ["derive"] }
serde_json = "1"' serde::Deserialize '' 'serde_json::from_str("{}").unwrap()'
    program clap $count 'clap = { version = "4", features = ["derive"] }' clap::Parser '#[arg(long)]' 'clap::Parser::parse()'
    program confique $count 'confique = { version = "0.4", default-features = false }' confique::Config '' \
        'confique::Config::builder().load().unwrap()'
done
names='none smenv-lean serde smenv clap confique'

# each COMMAND…: runs the command in the folder of each program, interleaved, so that a busy
# moment does not affect only one of them.
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

# Download crates before measuring.
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
