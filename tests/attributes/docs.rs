//! Doc comments reach the table however they are written.

#![allow(
    clippy::empty_docs,
    dead_code,
    reason = "docs are all that is read, empty ones too"
)]

use crate::support::filled::field;
use smenv::{Channel, SmChannels, SmHyperparameters};

/**
 * Trains the digits classifier.
 *
 * - fast
 *   and well
 */
#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[doc = concat!("Samples ", "per step.")]
    batch_size: u32,
    #[doc = include_str!("../docs/layers.md")]
    layers: Vec<u32>,
    /// Step size, of
    #[doc = concat!(" crate ", env!("CARGO_PKG_NAME"), "  ")]
    ///   - indented,
    #[doc = stringify!(a + b)]
    learning_rate: f64,
    /** One line. */
    one_line: u8,
    /** First,
        second,
          third.
    */
    without_stars: u8,
    /**
     * At the start.
     */
    at_the_start: u8,
    #[doc = "Modes:\n* a\n* b"]
    list: u8,
    #[doc = concat!("", " ")]
    blank: u8,
    #[doc(hidden)]
    none: u8,
    /// The rest of
    #[doc = concat!("it", ".")]
    #[sm(rest)]
    rest: std::collections::BTreeMap<String, String>,
}

#[doc = concat!("Of ", "whales.")]
#[derive(SmHyperparameters)]
struct Whales {}

/// What to learn
#[doc = concat!("from", ".")]
#[derive(SmChannels)]
struct Data {
    #[doc = include_str!("../docs/layers.md")]
    train: Channel,
    /**
     * To validate.
     */
    validation: Option<Channel>,
}

#[test]
fn macros_in_docs_are_expanded() {
    let docs = |name| field::<Hyperparameters>(name).docs();
    assert_eq!(docs("batch_size"), "Samples per step.");
    assert_eq!(docs("layers"), "# Layers\n\n* one\n* two");
    assert_eq!(
        docs("learning_rate"),
        "Step size, of\ncrate smenv\n  - indented,\na + b"
    );
    assert_eq!((docs("blank"), docs("none")), ("", ""));
    assert_eq!(
        Hyperparameters::SPEC.fields().last().unwrap().docs(),
        "The rest of\nit."
    );
    assert_eq!(Whales::SPEC.docs(), "Of whales.");
}

#[test]
fn block_comments_lose_what_stands_before_their_lines() {
    let docs = |name| field::<Hyperparameters>(name).docs();
    assert_eq!(
        Hyperparameters::SPEC.docs(),
        "Trains the digits classifier.\n\n- fast\n  and well"
    );
    assert_eq!(docs("one_line"), "One line.");
    assert_eq!(docs("without_stars"), "First,\nsecond,\n  third.");
    assert_eq!(docs("at_the_start"), "At the start.");
    assert_eq!(docs("list"), "Modes:\n* a\n* b");
}

#[test]
fn docs_of_channels_are_read_in_the_same_way() {
    assert_eq!(Data::SPEC.docs(), "What to learn\nfrom.");
    let docs: Vec<&str> = Data::SPEC
        .channels()
        .iter()
        .map(|channel| channel.docs())
        .collect();
    assert_eq!(docs, ["# Layers\n\n* one\n* two", "To validate."]);
}
