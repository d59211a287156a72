//! Names: which spellings are one name, which variable stands for it, which belong to SageMaker,
//! which is near.

use std::borrow::Cow;

use crate::secret_names::words;

/// Whether both are one name: the same but for `-` and `_`.
#[inline]
pub(crate) fn same(a: &str, b: &str) -> bool {
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
pub(crate) fn is_variable_of(name: &str, variable: &str) -> bool {
    let name = upper(name);
    variable.len() == name.len()
        && variable
            .bytes()
            .zip(name.bytes())
            .all(|(v, n)| fold(v) == fold(n.to_ascii_uppercase()))
}

/// What is left of `name` behind `prefix`.
pub(crate) fn without_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (start, rest) = name.split_at_checked(prefix.len())?;
    same(prefix, start).then_some(rest)
}

const fn fold(byte: u8) -> u8 {
    if byte == b'-' { b'_' } else { byte }
}

/// The hash of every name that is not ASCII.
pub(crate) const NOT_ASCII: u32 = 0;

/// Equal for all spellings of a name and for its variable: case, `-` and `_` do not count.
#[inline]
pub(crate) const fn hash(name: &str) -> u32 {
    hash_of_bytes(name.as_bytes())
}

#[inline]
pub(crate) const fn hash_of_bytes(bytes: &[u8]) -> u32 {
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
        return NOT_ASCII;
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
pub(crate) fn folded(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

/// Equal for two names exactly where they are the [`same`].
pub(crate) fn with_underscores(name: &str) -> String {
    name.replace('-', "_")
}

/// Whether the variable `SM_HP_` + `variable` is what a producer makes of `name`: upper case,
/// dashes kept or written `_`.
pub(crate) fn stands_for(variable: &str, name: &str) -> bool {
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
pub(crate) enum Case {
    Exact,
    /// As in variables; that of other letters than ASCII's counts yet.
    Any,
}

/// [`same`] for the compiler.
#[inline]
pub(crate) const fn are_one(mut a: &[u8], mut b: &[u8], case: Case) -> bool {
    if a.len() != b.len() {
        return false;
    }
    while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b) {
        let (mut x, mut y) = (fold(*x), fold(*y));
        if let Case::Any = case {
            (x, y) = (x.to_ascii_lowercase(), y.to_ascii_lowercase());
        }
        if x != y {
            return false;
        }
        (a, b) = (rest_of_a, rest_of_b);
    }
    true
}

/// [`is_reserved`] for the compiler: whatever the case, since variables have none.
#[inline]
pub(crate) const fn is_reserved_in_any_case(name: &[u8]) -> bool {
    never_arrives(name) || are_one(MODEL_PARALLELISM.as_bytes(), name, Case::Any)
}

/// Whether the name, in any case, is one that never reaches a program under SageMaker's own
/// launchers. For the compiler.
#[inline]
pub(crate) const fn never_arrives(name: &[u8]) -> bool {
    let mut names: &[&str] = &OWN_NAMES;
    while let [own, others @ ..] = names {
        if are_one(own.as_bytes(), name, Case::Any) {
            return true;
        }
        names = others;
    }
    name.len() >= OWN_PREFIX.len()
        && are_one(
            OWN_PREFIX.as_bytes(),
            name.split_at(OWN_PREFIX.len()).0,
            Case::Any,
        )
}

/// The variable that a person types to set `name`.
pub(crate) fn variable_for(name: &str) -> String {
    format!("SM_HP_{}", folded(name))
}

const OWN_PREFIX: &str = "sagemaker_";
const OWN_NAMES: [&str; 2] = ["_tuning_objective_metric", "default_user_module_name"];
/// The launcher's, which hands it on to programs too.
const MODEL_PARALLELISM: &str = "mp_parameters";

/// Whether the name is SageMaker's own, so that it is no mistake where no field has it.
pub(crate) fn is_reserved(name: &str) -> bool {
    without_prefix(name, OWN_PREFIX).is_some()
        || OWN_NAMES.iter().any(|own| same(own, name))
        || same(MODEL_PARALLELISM, name)
}

fn is_separator(character: char) -> bool {
    !character.is_alphanumeric()
}

/// A name without its case and its separators: what is left to tell names apart for a reader.
pub(crate) fn plain(name: &str) -> String {
    lowercase_without(is_separator, name)
}

/// A name in lower case, without some of its characters.
pub(crate) fn lowercase_without(is_left_out: fn(char) -> bool, name: &str) -> String {
    name.chars()
        .filter(|c| !is_left_out(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Names in their order, each with where it stood.
pub(crate) fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(&'n str, usize)> {
    let mut sorted: Vec<(&str, usize)> = names.zip(0..).collect();
    sorted.sort_unstable();
    sorted
}

/// Returns the candidate that is near enough to be what was meant: by its letters, else the only
/// one that has all the words given or of which all words are given, else the only one that begins
/// the given name or begins with it, as `train` begins `training`.
pub(crate) fn nearest<'c>(given: &str, candidates: &[&'c str]) -> Option<&'c str> {
    // Names are at most 256 characters; the distance takes time in the product of both lengths.
    if given.chars().count() > 256 {
        return None;
    }
    let letters = plain(given);
    let given = words(given);
    let mut nearest: Option<(usize, &str)> = None;
    let (mut of_words, mut begun) = (Vec::new(), Vec::new());
    // A shorter beginning is no evidence.
    const SHORTEST: usize = 3;
    let begins = |a: &str, b: &str| a.len() >= SHORTEST && b.starts_with(a);
    for &candidate in candidates {
        let known = plain(candidate);
        if begins(&letters, &known) || begins(&known, &letters) {
            begun.push(candidate);
        }
        let limit = letters
            .chars()
            .count()
            .min(known.chars().count())
            .div_ceil(3)
            .max(1);
        let distance = distance(&letters, &known);
        if distance <= limit
            && distance < known.chars().count()
            && nearest.is_none_or(|(least, _)| distance < least)
        {
            nearest = Some((distance, candidate));
        }
        let words = words(candidate);
        let (few, many) = if given.len() < words.len() {
            (&given, &words)
        } else {
            (&words, &given)
        };
        if !few.is_empty() && few.iter().all(|word| many.contains(word)) {
            of_words.push(candidate);
        }
    }
    match (nearest, &of_words[..], &begun[..]) {
        (Some((_, nearest)), ..) => Some(nearest),
        (None, [only], _) | (None, [], [only]) => Some(only),
        _ => None,
    }
}

/// Whether the first name is the first letter of the other, as `e` is of `epochs`, or the first
/// letters of its words, as `lr` is of `learning-rate`.
pub(crate) fn abbreviates(short: &str, name: &str) -> bool {
    let initials: String = words(name)
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let short = plain(short);
    let is_letter = short.chars().count() == 1 && initials.starts_with(&short);
    !short.is_empty() && (is_letter || short == initials)
}

/// Whether the names differ in that one of them says no: `no-shuffle`, `disable_shuffle` and
/// `noshuffle` beside `shuffle`.
pub(crate) fn are_opposite(a: &str, b: &str) -> bool {
    let (plain_a, plain_b) = (plain(a), plain(b));
    let is_joined = |a: &str, b: &str| a.strip_prefix("no").is_some_and(|rest| rest == b);
    is_negation(a) != is_negation(b)
        || is_joined(&plain_a, &plain_b)
        || is_joined(&plain_b, &plain_a)
}

/// Whether a word of the name says no.
pub(crate) fn is_negation(name: &str) -> bool {
    const WORDS: [&str; 8] = [
        "no", "not", "non", "dont", "without", "disable", "disabled", "skip",
    ];
    words(name)
        .iter()
        .filter(|word| WORDS.contains(&word.as_str()))
        .count()
        % 2
        == 1
}

/// How many characters were inserted, left out, replaced or swapped with their neighbour (optimal
/// string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
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
            assert_eq!(hash(name), NOT_ASCII, "{name}");
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
                    assert_eq!(same(a, &b), i == j, "{a} {b}");
                    assert_eq!(
                        are_one(a.as_bytes(), b.as_bytes(), Case::Exact),
                        i == j,
                        "{a} {b}"
                    );
                    let are_variables_of_one = a.eq_ignore_ascii_case(names[j]);
                    assert_eq!(
                        are_one(a.as_bytes(), b.as_bytes(), Case::Any),
                        are_variables_of_one,
                        "{a} {b}"
                    );
                }
            }
        }
    }

    #[test]
    fn sagemakers_own_names_are_known_in_any_case_and_all_but_one_never_arrive() {
        for (name, is_own) in [
            ("sagemaker_program", true),
            ("sagemaker_", true),
            ("_tuning_objective_metric", true),
            ("default-user-module-name", true),
            ("sagemaker", false),
            ("my_sagemaker_program", false),
            ("tuning_objective_metric", false),
            ("", false),
        ] {
            assert_eq!(is_reserved(name), is_own, "{name}");
            for name in [name.to_owned(), name.to_uppercase()] {
                assert_eq!(never_arrives(name.as_bytes()), is_own, "{name}");
                assert_eq!(is_reserved_in_any_case(name.as_bytes()), is_own, "{name}");
            }
        }
        for name in ["mp_parameters", "mp-parameters"] {
            assert!(is_reserved(name) && is_reserved_in_any_case(name.as_bytes()));
            assert!(!never_arrives(name.as_bytes()));
        }
        assert!(is_reserved_in_any_case(b"MP_PARAMETERS"));
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
                    same(a, b),
                    with_underscores(a) == with_underscores(b),
                    "{a} {b}"
                );
                assert_eq!(
                    is_variable_of(a, b),
                    folded(a) == with_underscores(b),
                    "{a} {b}"
                );
                assert!(!stands_for(b, a) || is_variable_of(a, b), "{a} {b}");
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
            assert_eq!(stands_for(variable, name), yes, "{variable} {name}");
        }
    }

    #[test]
    fn a_typing_mistake_has_its_nearest_name() {
        let names = ["batch-size", "learning-rate", "lr", "epochs"];
        for (given, near) in [
            ("batchsize", Some("batch-size")),
            ("Batch_Size", Some("batch-size")),
            ("learnig_rate", Some("learning-rate")),
            ("l", Some("lr")),
            ("epcohs", Some("epochs")),
            ("momentum", None),
            ("rate", Some("learning-rate")),
            ("batch", Some("batch-size")),
            ("size-of-batch", Some("batch-size")),
            ("x", None),
            ("learn", Some("learning-rate")),
            ("epochs-of-pretraining", Some("epochs")),
            ("ba", None),
            ("size-size", None),
        ] {
            assert_eq!(nearest(given, &names), near, "{given}");
        }
    }

    #[test]
    fn of_two_names_that_are_equally_near_the_first_is_meant() {
        assert_eq!(nearest("rates", &["ratex", "ratez"]), Some("ratex"));
        assert_eq!(nearest("rates", &["ratexz", "ratez"]), Some("ratez"));
        // Of one letter nothing is left where it is another.
        assert_eq!(nearest("a", &["b", "_"]), None);
    }

    #[test]
    fn no_name_is_longer_than_256_characters() {
        let longest = "é".repeat(256);
        assert_eq!(nearest(&longest, &["epochs", &longest]), Some(&*longest));
        let longer = longest.clone() + "é";
        assert_eq!(nearest(&longer, &[&longest]), None);
        assert_eq!(nearest(&longer.repeat(2), &[&longest]), None);
    }

    #[test]
    fn the_distance_of_two_names_is_their_fewest_mistakes() {
        for (a, b, mistakes) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("abc", "ac", 1),
            ("abc", "abcd", 1),
            // Neighbours are swapped.
            ("ab", "ba", 1),
            ("abc", "bac", 1),
            ("abcdef", "abcdfe", 1),
            ("abcdef", "badcfe", 3),
            ("xabcdef", "abcdfe", 2),
            ("abcdef", "xyabcdfe", 3),
            // What is not swapped with its neighbour is replaced.
            ("abc", "cba", 2),
            ("aab", "bba", 2),
            ("abcd", "cdab", 4),
            ("abcdefg", "gbcdefa", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(
                (distance(a, b), distance(b, a)),
                (mistakes, mistakes),
                "{a} {b}"
            );
        }
    }

    #[test]
    fn a_name_is_abbreviated_by_its_first_letter_or_those_of_its_words() {
        for (short, name, yes) in [
            ("e", "epochs", true),
            ("E", "epochs", true),
            ("l", "learning-rate", true),
            ("lr", "learning-rate", true),
            ("l-r", "learning_rate", true),
            ("le", "learning-end-rate", false),
            ("r", "learning-rate", false),
            ("ep", "epochs", false),
            ("", "epochs", false),
        ] {
            assert_eq!(abbreviates(short, name), yes, "{short} {name}");
        }
    }
}
