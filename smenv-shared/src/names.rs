//! Names of hyperparameters: which spellings are equivalent, and their environment variables.
//!
//! `-` and `_` are equivalent. Variables are in upper case, so case does not count there.

use std::borrow::Cow;

/// Returns whether two names are equal if `-` and `_` are equivalent.
#[must_use]
#[inline]
pub fn are_equivalent(a: &str, b: &str) -> bool {
    are_equal(a.as_bytes(), b.as_bytes()) || differ_in_dashes(a, b)
}

/// Compares like `==`, but inline for the length of most names.
#[inline]
fn are_equal(a: &[u8], b: &[u8]) -> bool {
    match (a.first_chunk::<8>(), a.last_chunk::<8>()) {
        (first @ Some(_), last @ Some(_)) if a.len() <= 16 => {
            a.len() == b.len() && first == b.first_chunk() && last == b.last_chunk()
        }
        _ => a == b,
    }
}

fn differ_in_dashes(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).all(|(a, b)| fold(a) == fold(b))
}

/// Returns whether `variable` (without `SM_HP_`) is `name` in upper case, if `-` and `_` are
/// equivalent.
#[must_use]
pub fn is_variable_of(name: &str, variable: &str) -> bool {
    let name = upper(name);
    variable.len() == name.len()
        && variable
            .bytes()
            .zip(name.bytes())
            .all(|(v, n)| fold(v) == fold(n.to_ascii_uppercase()))
}

/// Removes a prefix from a name, if it starts with an equivalent of it.
#[must_use]
pub fn without_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (start, rest) = name.split_at_checked(prefix.len())?;
    are_equivalent(prefix, start).then_some(rest)
}

const fn fold(byte: u8) -> u8 {
    if byte == b'-' { b'_' } else { byte }
}

/// The hash of every non-ASCII name.
pub const NON_ASCII_HASH: u32 = 0;

/// Hashes a name. All equivalent spellings of a name and its variable have the same hash: case, `-`
/// and `_` do not count.
#[must_use]
#[inline]
pub const fn hash(name: &str) -> u32 {
    hash_bytes(name.as_bytes())
}

/// Hashes the bytes of a name like [`hash`].
#[must_use]
#[inline]
pub const fn hash_bytes(bytes: &[u8]) -> u32 {
    let mut hash = (bytes.len() as u64).rotate_right(8);
    let mut all = 0;
    // Word by word, up to the last two words, which can overlap.
    let mut rest = bytes;
    while let (true, Some((word, others))) = (rest.len() > 16, rest.split_first_chunk::<8>()) {
        let word = u64::from_le_bytes(*word);
        all |= word;
        hash = mix(hash, word);
        rest = others;
    }
    let (first, last) = match (rest.first_chunk::<8>(), rest.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (few(rest), 0),
    };
    if (all | first | last) & TOPS != 0 {
        return NON_ASCII_HASH;
    }
    ((mix(mix(hash, first), last) >> 32) as u32) | 1
}

/// Packs fewer than eight bytes into a word.
const fn few(bytes: &[u8]) -> u64 {
    match bytes {
        [a, b, c, d, ..] => match bytes {
            [.., w, x, y, z] => u64::from_le_bytes([*a, *b, *c, *d, *w, *x, *y, *z]),
            _ => 0,
        },
        [a, b, c] => u64::from_le_bytes([*a, *b, *c, 0, 0, 0, 0, 0]),
        [a, b] => u64::from_le_bytes([*a, *b, 0, 0, 0, 0, 0, 0]),
        [a] => *a as u64,
        [] => 0,
    }
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const TOPS: u64 = ONES << 7;

/// Mixes a word into a hash. It ignores the bits that distinguish `-` from `_`, which include the
/// bit that distinguishes upper from lower case. The others suffice for the few names of a struct.
const fn mix(hash: u64, word: u64) -> u64 {
    const SAME: u64 = ONES * !(b'-' ^ b'_') as u64;
    let hash = (hash ^ (word & SAME)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 29)
}

/// Converts a name to the form of its variable: upper case with underscores. A variable [is that of
/// a name](is_variable_of) exactly if this equals the variable [with
/// underscores](with_underscores).
#[must_use]
pub fn to_variable_case(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

/// Replaces dashes with underscores. The results are equal exactly if the names are
/// [equivalent](are_equivalent).
#[must_use]
pub fn with_underscores(name: &str) -> String {
    name.replace('-', "_")
}

/// Returns whether a producer writes the variable `SM_HP_` + `variable` for `name`: upper case,
/// with dashes as they are or as `_`.
#[must_use]
pub fn is_exact_variable_of(name: &str, variable: &str) -> bool {
    let name = upper(name);
    variable.len() == name.len()
        && variable.bytes().zip(name.bytes()).all(|(v, n)| {
            let n = n.to_ascii_uppercase();
            v == n || v == b'_' && n == b'-'
        })
}

/// Converts non-ASCII names to upper case. The callers convert ASCII letters, which avoids a copy
/// of most names.
fn upper(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_uppercase())
    }
}

/// Whether a comparison of names is case-sensitive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// It is.
    Sensitive,
    /// It is not, for ASCII letters.
    Insensitive,
}

/// [`are_equivalent`] for `const` evaluation.
#[must_use]
#[inline]
pub const fn are_equivalent_bytes(mut a: &[u8], mut b: &[u8], case: Case) -> bool {
    if a.len() != b.len() {
        return false;
    }
    while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b) {
        let (mut x, mut y) = (fold(*x), fold(*y));
        if let Case::Insensitive = case {
            (x, y) = (x.to_ascii_lowercase(), y.to_ascii_lowercase());
        }
        if x != y {
            return false;
        }
        (a, b) = (rest_of_a, rest_of_b);
    }
    true
}

/// Returns the variable that sets `name`: `SM_HP_BATCH_SIZE`.
#[must_use]
pub fn variable_name(name: &str) -> String {
    format!("SM_HP_{}", to_variable_case(name))
}

/// Returns whether a character is a hyphen or looks like one, as word processors and web pages
/// replace it.
#[must_use]
pub fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

fn is_separator(character: char) -> bool {
    !character.is_alphanumeric()
}

/// Splits a name into its words, in lower case: at separators, and at the capitals of `camelCase`
/// and `HFToken`.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = None;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        let is_next_lower = characters.peek().is_some_and(|next| next.is_lowercase());
        let is_start = before.is_some_and(|before: char| !before.is_uppercase() || is_next_lower);
        let is_separator = !character.is_alphanumeric();
        if is_separator || character.is_uppercase() && is_start {
            words.push(String::new());
        }
        if !is_separator {
            words
                .last_mut()
                .into_iter()
                .for_each(|word| word.extend(character.to_lowercase()));
        }
        before = Some(character);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Removes the case and the separators of a name, which readers do not distinguish.
#[must_use]
pub fn normalized(name: &str) -> String {
    lowercase_without(is_separator, name)
}

/// Converts a name to lower case without some of its characters.
#[must_use]
pub fn lowercase_without(is_left_out: fn(char) -> bool, name: &str) -> String {
    name.chars()
        .filter(|c| !is_left_out(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Sorts names, each with its index.
pub fn sorted_with_index<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(&'n str, usize)> {
    let mut sorted: Vec<(&str, usize)> = names.zip(0..).collect();
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_hash() {
        for names in [
            &["batch-size", "batch_size", "BATCH_SIZE", "Batch-Size"][..],
            &[
                "learning_rate_of_the_encoder",
                "LEARNING-RATE-OF_THE-ENCODER",
            ],
            &["a", "A"],
            &["--------", "________", "-_-_-_-_"],
        ] {
            for name in names {
                assert_eq!(hash(name), hash(names[0]), "{name}");
            }
        }
        let different = [
            "",
            "a",
            "b",
            "aa",
            "batch_size",
            "batch_sizf",
            "a-b-c-d-e",
            "a-b-c-d-f",
            "12345678",
            "123456789",
            "hp000",
            "hp001",
        ];
        for (i, a) in different.iter().enumerate() {
            for b in &different[..i] {
                assert_ne!(hash(a), hash(b), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_name_that_is_not_ascii_has_the_hash_of_all_such_names() {
        for name in [
            "é",
            "größe",
            // Words of eight bytes with the letter at one place in each.
            "größe_",
            "éaaaaaaéaaaaaaaaaaaaaa",
            "éaaaaaa____________________",
            "____________________éaaaaaa",
            "__________éaaaaaa__________",
        ] {
            assert_eq!(hash(name), NON_ASCII_HASH, "{name}");
        }
    }

    #[test]
    fn dashes_and_underscores_are_one_and_case_counts() {
        let names = [
            "",
            "batch-size",
            "Batch-size",
            "batchsize",
            "batchsizes",
            "aaaaaaaa",
            "aaaaaaaaa",
            "abcdefgh-one",
            "abcdefgh-two",
            "abcdefgh-1-abcdefgh",
            "abcdefgh-2-abcdefgh",
            "mp-parameters",
            "Mp-parameters",
            "sagemaker-program",
        ];
        for (i, a) in names.iter().enumerate() {
            for (j, b) in names.iter().enumerate() {
                for b in [(*b).to_owned(), b.replace('-', "_")] {
                    assert_eq!(are_equivalent(a, &b), i == j, "{a} {b}");
                    assert_eq!(
                        are_equivalent_bytes(a.as_bytes(), b.as_bytes(), Case::Sensitive),
                        i == j,
                        "{a} {b}"
                    );
                    let are_variables_of_one = a.eq_ignore_ascii_case(names[j]);
                    assert_eq!(
                        are_equivalent_bytes(a.as_bytes(), b.as_bytes(), Case::Insensitive),
                        are_variables_of_one,
                        "{a} {b}"
                    );
                }
            }
        }
    }

    #[test]
    fn keys_are_equal_exactly_where_names_match() {
        let names = [
            "a-b",
            "a_b",
            "A-B",
            "A_B",
            "a--",
            "-",
            "_",
            "",
            "ß",
            "SS",
            "ss",
            "ı",
            "I",
            "i",
            "größe-x",
            "GRÖSSE_X",
            "GRÖßE_X",
        ];
        for a in names {
            for b in names {
                assert_eq!(
                    are_equivalent(a, b),
                    with_underscores(a) == with_underscores(b),
                    "{a} {b}"
                );
                assert_eq!(
                    is_variable_of(a, b),
                    to_variable_case(a) == with_underscores(b),
                    "{a} {b}"
                );
                assert!(
                    !is_exact_variable_of(a, b) || is_variable_of(a, b),
                    "{a} {b}"
                );
            }
        }
    }

    #[test]
    fn a_variable_stands_for_what_a_producer_made_it_of() {
        for (variable, name, yes) in [
            ("BATCH-SIZE", "batch-size", true),
            ("BATCH_SIZE", "batch-size", true),
            ("BATCH_SIZE", "batch_size", true),
            ("BATCH-SIZE", "batch_size", false),
            ("batch-size", "batch-size", false),
            ("STRASSE", "straße", true),
            ("GRÖSSE_X", "größe-x", true),
            ("A_B", "a.b", false),
            ("AXB", "a-b", false),
            ("", "", true),
        ] {
            assert_eq!(
                is_exact_variable_of(name, variable),
                yes,
                "{variable} {name}"
            );
        }
    }
}
