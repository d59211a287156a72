//! Suggests the known name that a mistyped one was meant to be.

use crate::limits::MAX_NAME_LENGTH;
use crate::names::{normalized, words};

/// Returns the candidate that was likely meant by `given`: the one with the fewest typing errors,
/// otherwise the only one that contains all of its words or has all of its words in it, otherwise
/// the only one that starts it or starts with it, as `train` starts `training`.
#[must_use]
pub fn nearest<'c>(given: &str, candidates: &[&'c str]) -> Option<&'c str> {
    // The time is proportional to the product of both lengths.
    if given.chars().count() > MAX_NAME_LENGTH {
        return None;
    }
    let letters = normalized(given);
    let given = words(given);
    let mut nearest: Option<(usize, &str)> = None;
    let (mut by_words, mut by_start) = (Vec::new(), Vec::new());
    // A shorter start is a coincidence.
    const SHORTEST: usize = 3;
    let starts = |a: &str, b: &str| a.len() >= SHORTEST && b.starts_with(a);
    for &candidate in candidates {
        let known = normalized(candidate);
        if starts(&letters, &known) || starts(&known, &letters) {
            by_start.push(candidate);
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
            by_words.push(candidate);
        }
    }
    match (nearest, &by_words[..], &by_start[..]) {
        (Some((_, nearest)), ..) => Some(nearest),
        (None, [only], _) | (None, [], [only]) => Some(only),
        _ => None,
    }
}

/// Returns whether `short` is the first letter of `name`, as `e` of `epochs`, or the initials of
/// its words, as `lr` of `learning-rate`.
#[must_use]
pub fn abbreviates(short: &str, name: &str) -> bool {
    let initials: String = words(name)
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let short = normalized(short);
    let is_letter = short.chars().count() == 1 && initials.starts_with(&short);
    !short.is_empty() && (is_letter || short == initials)
}

/// Returns whether one of two names negates the other: `no-shuffle`, `disable_shuffle` and
/// `noshuffle` negate `shuffle`.
#[must_use]
pub fn are_opposite(a: &str, b: &str) -> bool {
    let (normalized_a, normalized_b) = (normalized(a), normalized(b));
    let is_joined = |a: &str, b: &str| a.strip_prefix("no").is_some_and(|rest| rest == b);
    is_negation(a) != is_negation(b)
        || is_joined(&normalized_a, &normalized_b)
        || is_joined(&normalized_b, &normalized_a)
}

/// Returns whether a name contains a negation.
#[must_use]
pub fn is_negation(name: &str) -> bool {
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

/// Returns the number of characters that were inserted, omitted, replaced or swapped with their
/// neighbor: the distance of the optimal string alignment.
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
        // A single letter has no near names.
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
