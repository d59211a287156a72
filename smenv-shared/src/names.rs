//! Names: which spellings are one name, which variable stands for it, which belong to SageMaker,
//! which is near.

use std::borrow::Cow;

/// Whether both are one name: the same but for `-` and `_`.
#[inline]
pub fn are_equivalent(a: &str, b: &str) -> bool {
    are_equal(a.as_bytes(), b.as_bytes()) || differ_in_dashes(a, b)
}

/// As `==`, but for the length of most names without a call.
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

/// Whether `variable` (without `SM_HP_`) is `name` in upper case, `-` and `_` being one.
pub fn is_variable_of(name: &str, variable: &str) -> bool {
    let name = upper(name);
    variable.len() == name.len()
        && variable
            .bytes()
            .zip(name.bytes())
            .all(|(v, n)| fold(v) == fold(n.to_ascii_uppercase()))
}

/// What is left of `name` behind `prefix`.
pub fn without_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (start, rest) = name.split_at_checked(prefix.len())?;
    are_equivalent(prefix, start).then_some(rest)
}

const fn fold(byte: u8) -> u8 {
    if byte == b'-' { b'_' } else { byte }
}

/// The hash of every name that is not ASCII.
pub const NON_ASCII_HASH: u32 = 0;

/// Equal for all spellings of a name and for its variable: case, `-` and `_` do not count.
#[inline]
pub const fn hash(name: &str) -> u32 {
    hash_bytes(name.as_bytes())
}

#[inline]
/// Hashes the bytes of a name: see [`hash`].
pub const fn hash_bytes(bytes: &[u8]) -> u32 {
    let mut hash = (bytes.len() as u64).rotate_right(8);
    let mut all = 0;
    // Word by word up to the last two, which may have bytes in common.
    let mut rest = bytes;
    while let (true, Some((word, behind))) = (rest.len() > 16, rest.split_first_chunk::<8>()) {
        let word = u64::from_le_bytes(*word);
        all |= word;
        hash = mix(hash, word);
        rest = behind;
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

/// Fewer than eight bytes as a word.
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

/// Of each byte the bits that `-` and `_` share, which upper and lower case share too: enough to
/// tell a struct's few names apart.
const fn mix(hash: u64, word: u64) -> u64 {
    const SAME: u64 = ONES * !(b'-' ^ b'_') as u64;
    let hash = (hash ^ (word & SAME)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 29)
}

/// The same for all spellings of a name and for its variable: a variable is one [of a
/// name](is_variable_of) exactly where this is the variable [with underscores](with_underscores).
pub fn to_variable_case(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

/// Equal for two names exactly where they are the [`same`].
pub fn with_underscores(name: &str) -> String {
    name.replace('-', "_")
}

/// Whether the variable `SM_HP_` + `variable` is what a producer makes of `name`: upper case,
/// dashes kept or written `_`.
pub fn is_exact_variable_of(name: &str, variable: &str) -> bool {
    let name = upper(name);
    variable.len() == name.len()
        && variable.bytes().zip(name.bytes()).all(|(v, n)| {
            let n = n.to_ascii_uppercase();
            v == n || v == b'_' && n == b'-'
        })
}

/// Upper case but for ASCII letters, which the callers fold themselves: nothing is copied for the
/// usual name.
fn upper(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_uppercase())
    }
}

/// Whether case counts where names are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// It does.
    Sensitive,
    /// As in variables; that of other letters than ASCII's counts yet.
    Insensitive,
}

/// [`same`] for the compiler.
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

/// The variable that a person types to set `name`.
pub fn variable_name(name: &str) -> String {
    format!("SM_HP_{}", to_variable_case(name))
}

fn is_separator(character: char) -> bool {
    !character.is_alphanumeric()
}

/// A name without its case and its separators: what is left to tell names apart for a reader.
pub fn normalized(name: &str) -> String {
    lowercase_without(is_separator, name)
}

/// A name in lower case, without some of its characters.
pub fn lowercase_without(is_left_out: fn(char) -> bool, name: &str) -> String {
    name.chars()
        .filter(|c| !is_left_out(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Names in their order, each with where it stood.
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
