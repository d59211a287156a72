//! Guesses what an invalid text was meant to be, and what to write instead.
//!
//! Each rule sees only the text, and proposes other texts. Only those that the field accepts are
//! shown, so a rule can guess freely.

use std::borrow::Cow;

use crate::render::code::code;
use crate::values::remedy::appearance::{Appearance, WRITE_VALUE};
use crate::values::remedy::form::form;
use crate::values::remedy::lists::{colons, commas_for_points, other_delimiter, times, unclosed};
use crate::values::remedy::numbers::{
    boolean, decimal_comma, expression, fortran, fraction, grouped, other_base, percentage,
    several, with_space, with_tail, with_underscores,
};
use crate::values::remedy::requirement::Requirement;
use crate::values::remedy::single::{
    assigned, commented, in_brackets, lookalike, no_value, not_expanded, number_for_bool, quoted,
    with_stray_punctuation, word_for_bool,
};
use crate::values::value_type::ValueType;

/// The reason why a text is invalid, and what to do about it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Remedy {
    /// A clause about the text, such as `it has a decimal comma`.
    pub(crate) looks: Option<Cow<'static, str>>,
    /// An imperative, such as ``write `0.1` ``.
    pub(crate) instead: Option<String>,
    /// Whether `instead` contains a text that the field accepts.
    pub(crate) is_sure: bool,
}

type Guess = fn(&str) -> Option<Appearance>;

/// The rules for all types except text types, which accept every text.
const ANY: &[Guess] = &[
    not_expanded,
    no_value,
    quoted,
    lookalike,
    commented,
    assigned,
    with_stray_punctuation,
];

const SINGLE: &[Guess] = &[in_brackets];

const NUMBERS: &[Guess] = &[
    other_base,
    percentage,
    grouped,
    decimal_comma,
    with_underscores,
    with_space,
    fortran,
    with_tail,
    several,
    expression,
    boolean,
];

const INTEGERS: &[Guess] = &[fraction];

const BOOLS: &[Guess] = &[number_for_bool, word_for_bool];

const LISTS: &[Guess] = &[unclosed];

const MAPS: &[Guess] = &[colons, unclosed];

/// The length of the longest text that is examined: a longer one is not a typo.
const LONGEST: usize = 200;

/// Returns the remedy for a text that the field does not accept.
#[cold]
pub(crate) fn remedy(text: &str, requirement: &Requirement<'_>) -> Remedy {
    let text = text.trim();
    let rules: &[&[Guess]] = match requirement.expected {
        ValueType::Text | ValueType::Char => return Remedy::default(),
        ValueType::Integer { .. } => &[ANY, SINGLE, INTEGERS, NUMBERS],
        ValueType::Float => &[ANY, SINGLE, NUMBERS],
        ValueType::Bool => &[ANY, SINGLE, BOOLS],
        ValueType::List(_) | ValueType::Array(..) | ValueType::Tuple(_) => &[ANY, LISTS],
        ValueType::Map(_) => &[ANY, MAPS],
        ValueType::Choice(_) | ValueType::Other(_) => &[ANY, SINGLE],
    };
    let form = || form(requirement);
    if text.is_empty() || text.len() > LONGEST {
        return Remedy {
            looks: None,
            instead: form(),
            is_sure: false,
        };
    }
    let mut first = None;
    let looks = rules
        .iter()
        .copied()
        .flatten()
        .filter_map(|rule| rule(text));
    let by_delimiter = [commas_for_points, other_delimiter, times];
    let of_delimiter = by_delimiter
        .iter()
        .filter_map(|rule| rule(text, requirement.delimiter.unwrap_or(",")));
    let of_delimiter = of_delimiter.filter(|_| requirement.expected.is_list());
    for look in looks.chain(of_delimiter) {
        let meant: Vec<String> = look
            .meant
            .iter()
            .filter(|meant| (requirement.accepts)(meant))
            .map(|m| code(m))
            .collect();
        if !meant.is_empty() {
            let instead = Some(format!("write {}", meant.join(" or ")));
            return Remedy {
                looks: Some(look.is),
                instead,
                is_sure: true,
            };
        }
        first = first.or(Some(look));
    }
    let hint = match &first {
        Some(Appearance {
            hint: WRITE_VALUE, ..
        }) if requirement.has_default => "write a value, or omit it to use the default",
        Some(Appearance {
            hint: WRITE_VALUE, ..
        }) if requirement.is_optional => "omit it, or write a value",
        Some(look) => look.hint,
        None => "",
    };
    let instead = if hint.is_empty() {
        form()
    } else {
        Some(hint.to_owned())
    };
    Remedy {
        looks: first.map(|look| look.is),
        instead,
        is_sure: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::hyperparameter_value::HyperparameterValue;

    fn told<T: HyperparameterValue>(text: &str) -> (String, String) {
        let accepts = |text: &str| T::from_text(text).is_ok();
        let remedy = remedy(
            text,
            &Requirement {
                expected: &T::EXPECTED,
                delimiter: None,
                has_default: false,
                is_optional: false,
                accepts: &accepts,
            },
        );
        (
            remedy.looks.unwrap_or_default().into_owned(),
            remedy.instead.unwrap_or_default(),
        )
    }

    #[test]
    fn what_is_too_long_to_be_a_slip_has_no_look() {
        let slip = |zeros| told::<u8>(&format!("{}3,0", "0".repeat(zeros)));
        assert_eq!(told::<Vec<u8>>(&" ".repeat(300)), told::<Vec<u8>>(""));
        let (longest, longer) = (slip(LONGEST - 3), slip(LONGEST - 2));
        assert!(!longest.0.is_empty(), "{longest:?}");
        assert_eq!(longer, told::<u8>(""));
    }

    #[test]
    fn no_text_makes_a_rule_panic() {
        let parts = [
            "", "-", "+", ".", ",", "e", "0x", "1", "000", " ", "%", "é", "−", "“", "=", "#", "[",
            "}", "${", "\u{feff}", "k",
        ];
        for a in parts {
            for b in parts {
                for c in parts {
                    let text = [a, b, c].concat();
                    for told in [told::<f64>, told::<u8>, told::<bool>, told::<Vec<u8>>] {
                        told(&text);
                    }
                }
            }
        }
    }

    #[test]
    fn a_list_or_a_map_has_the_form_that_its_type_takes() {
        fn is_right<T: HyperparameterValue>(words: &str) {
            assert_eq!(told::<T>("").1, words);
        }
        is_right::<Vec<u8>>("write it as `0,1,2` or `[0,1,2]`");
        is_right::<Vec<std::num::NonZeroU8>>("write it as `1,2,3` or `[1,2,3]`");
        is_right::<[f64; 2]>("write it as `0.1,0.2` or `[0.1,0.2]`");
        is_right::<(u8, String, bool)>("write it as `0,b,true` or `[0,\"b\",true]`");
        is_right::<Vec<Vec<u8>>>("write it as `[[0,1,2],[0,1],[0,1]]`");
        is_right::<std::collections::BTreeMap<String, u8>>(
            "write it as `a=1,b=2` or `{\"a\": 1, \"b\": 2}`",
        );
        is_right::<std::collections::BTreeMap<u8, u8>>("");
    }

    #[test]
    fn a_number_looks_like_what_it_is_and_like_nothing_where_a_part_of_it_is_something_else() {
        let decimal_comma = "it has a decimal comma";
        let unit = |unit: &str| format!("it has a unit ({unit})");
        for (text, looks, instead) in [
            ("0x1p3", "it is hexadecimal", "write it in decimal"),
            ("0x.8p-1", "it is hexadecimal", "write it in decimal"),
            ("0x1q3", "", ""),
            ("0xp3", "", ""),
            ("0x1p", "", ""),
            (
                "1d3",
                "its exponent has a `d` instead of an `e`",
                "write `1e3`",
            ),
            ("xd3", "", ""),
            ("10000,000", decimal_comma, "write `10000.000`"),
            ("1,0000", decimal_comma, "write `1.0000`"),
            ("0,001", decimal_comma, "write `0.001`"),
            ("1.000,5", decimal_comma, "write `1000.5`"),
            ("1.000", "", ""),
            ("1,000", "it has a comma", "write `1000` or `1.000`"),
            (
                "1,000,000",
                "it has `,` between its digits",
                "write `1000000`",
            ),
            (
                "1.000.000",
                "it has `.` between its digits",
                "write `1000000`",
            ),
            ("1 000", "it has a space between its digits", "write `1000`"),
            (
                "1 000.5",
                "it has a space between its digits",
                "write `1000.5`",
            ),
            ("1.5,5", "it contains 2 numbers", "write one number"),
            ("5,x", "", ""),
            ("5 epochs", &unit("epochs"), "write `5`"),
            ("5€", &unit("€"), "write `5`"),
            ("5%x", "", ""),
            ("5a~b", "", ""),
            ("1*", "", ""),
            ("*2", "", ""),
            ("1*x2", "", ""),
            ("5\"x", "", ""),
            (
                "1*2",
                "it is an expression, which is not evaluated",
                "write its result",
            ),
            ("x*2", "", ""),
            ("1*x", "", ""),
            ("no", "it is a boolean, not a number", "write `0`"),
            ("off", "it is a boolean, not a number", "write `0`"),
            (
                "${A}",
                "it looks like a variable that was not expanded",
                "write its value",
            ),
            (
                "$A",
                "it looks like a variable that was not expanded",
                "write its value",
            ),
            (
                "%A%",
                "it looks like a variable that was not expanded",
                "write its value",
            ),
            ("${A", "", ""),
            ("$1", "", ""),
            ("$", "", ""),
            ("%A", "", ""),
            ("%%", "", ""),
            ("<>", "", ""),
            ("\"5\"", "it is in quotes (\")", "write `5`"),
            ("\"5", "it has a stray quotation mark (\")", "write `5`"),
            ("\"", "it has a stray quotation mark (\")", ""),
            ("\"\"", "it is in quotes (\")", ""),
            (",5", "it has a stray `,`", "write `0.5` or `5`"),
            ("5,", "it has a stray `,`", "write `5`"),
        ] {
            assert_eq!(
                told::<f64>(text),
                (looks.to_owned(), instead.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_that_is_not_whole_has_those_around_it() {
        for (text, instead) in [
            ("1.5", "write `1` or `2`"),
            (
                "2251799813685247.5",
                "write `2251799813685247` or `2251799813685248`",
            ),
            ("1.0", ""),
            ("1e400", ""),
            ("-inf", ""),
            ("nan", ""),
        ] {
            assert_eq!(told::<u64>(text).1, instead, "{text}");
        }
    }

    #[test]
    fn a_comma_is_a_decimal_one_where_another_delimiter_is_beside_it() {
        let looks = |text: &'static str, delimiter: &'static str| {
            let accepts = |text: &str| Vec::<f64>::from_text(&text.replace(delimiter, ",")).is_ok();
            let expected = &<Vec<f64>>::EXPECTED;
            let delimiter = Some(delimiter);
            remedy(
                text,
                &Requirement {
                    expected,
                    delimiter,
                    has_default: false,
                    is_optional: false,
                    accepts: &accepts,
                },
            )
            .looks
        };
        assert_eq!(
            looks("1,5;2", ";").as_deref(),
            Some("its numbers have a decimal comma")
        );
        for (text, delimiter) in [("1;x", ";"), ("1,x", ","), ("1,x", ";")] {
            assert_ne!(
                looks(text, delimiter).as_deref(),
                Some("its numbers have a decimal comma"),
                "{text}"
            );
        }
    }

    #[test]
    fn words_for_no_are_false_and_an_open_bracket_is_closed() {
        for word in ["disable", "Disabled", "never", "nein", "non"] {
            assert_eq!(
                told::<bool>(word),
                ("it is not a boolean".to_owned(), "write `false`".to_owned()),
                "{word}"
            );
        }
        for (text, looks, instead) in [
            ("(1, 2", "its `)` is missing", "write `(1, 2)`"),
            ("[1, 2", "its `]` is missing", "write `[1, 2]`"),
            ("1x2", "its items are separated by `x`", "write `1,2`"),
            ("0x2", "", "write it as `0,1,2` or `[0,1,2]`"),
        ] {
            assert_eq!(
                told::<Vec<u8>>(text),
                (looks.to_owned(), instead.to_owned()),
                "{text}"
            );
        }
        let map = |text| told::<std::collections::BTreeMap<String, f64>>(text);
        assert_eq!(map("a:1,b:2").0, "its keys are followed by `:`");
        assert_eq!(map("{a:1,b:x}").0, "");
    }
}
