#!/usr/bin/env bash
# Builds a static binary, which runs in an image that contains nothing else, and prints its path:
# penguins, or what the arguments of `cargo build` say. Needs Linux and a Rust toolchain with a C
# linker.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- --example penguins

# Link statically with musl if its target is installed, otherwise with glibc.
host=$(rustc -vV | sed -n 's/^host: //p')
arch=${host%%-*}
target=$arch-unknown-linux-musl
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
    target=$arch-unknown-linux-gnu
    export RUSTFLAGS="${RUSTFLAGS-} -C target-feature=+crt-static"
fi
# With an explicit target, the flags apply only to the program: macros and build scripts cannot be
# static.
binary=$(cargo build --quiet --release --locked --target "$target" --message-format json-render-diagnostics "$@" |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
headers=$(readelf --wide --segments --dynamic "$binary")
if [[ $headers == *INTERP* || $headers == *'(NEEDED)'* ]]; then
    echo "build_static.sh: $binary is not static" >&2
    exit 1
fi
echo "static: $(basename "$binary") for $target, $(wc -c <"$binary") bytes" >&2
echo "$binary"
