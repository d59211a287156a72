//! Every misuse is one message, on the token at fault, that says what to write instead; nothing else turns red.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the messages anew.

#[test]
fn misuse_is_told() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/ui/*/*.rs");
}
