//! Attributes of one field together: however the field is read, with a default or without, an
//! `Option` or not, secret or not, in a range and with a rule, each attribute keeps its meaning.

use std::fmt::Debug;

use crate::support::filled::{field, job, leaves, refused};
use smenv::ProblemKind::{Conflict, Invalid, Missing, OutOfRange, Rejected};
use smenv::{Error, ProblemKind, Scale, SmHyperparameters, Source};

fn even(value: &u8) -> Result<(), String> {
    if value % 2 == 0 {
        Ok(())
    } else {
        Err(format!("{value} is odd"))
    }
}

mod by_module {
    pub(super) fn from_text(text: &str) -> Result<u8, String> {
        text.parse()
            .map_err(|error| format!("{text} is none: {error}"))
    }

    pub(super) fn to_text(value: &u8) -> String {
        value.to_string()
    }
}

/// The expected behavior of a field with these attributes.
struct Should {
    /// The default, if there is one.
    default: Option<u8>,
    /// Whether it may be absent.
    option: bool,
    secret: bool,
    /// Whether it must be from 2 to 10.
    ranged: bool,
    /// What messages expect, with the range if there is one.
    expected: &'static str,
    /// How 6 is written.
    six: &'static str,
}

impl Should {
    fn of(expected: &'static str, six: &'static str) -> Self {
        Should {
            default: None,
            option: false,
            secret: false,
            ranged: false,
            expected,
            six,
        }
    }

    fn in_range(self) -> Self {
        Should {
            ranged: true,
            ..self
        }
    }
}

/// A struct with the one field `x`, which is returned as an `Option`.
trait OfX: SmHyperparameters + Debug {
    fn x(&self) -> Option<u8>;
}

#[track_caller]
fn gives<T: OfX>(source: &Source, value: Option<u8>) {
    match T::from_source(source) {
        Ok(hp) => assert_eq!(hp.x(), value, "{source:?}"),
        Err(error) => panic!("{source:?}: {error}"),
    }
}

#[track_caller]
fn is(error: &Error, kind: ProblemKind) {
    assert_eq!(error.problems().len(), 1, "{error}");
    assert_eq!(
        (error.problems()[0].kind(), error.problems()[0].name()),
        (kind, Some("x")),
        "{error}"
    );
}

fn check<T: OfX>(should: &Should) {
    // Given, by each name and in each source.
    for json in ["6", "\"6\"", "\" 6 \""] {
        gives::<T>(&job(&format!("{{\"x\": {json}}}")), Some(6));
    }
    gives::<T>(&job("{\"y-z\": 6}"), Some(6));
    gives::<T>(&job("{\"y_z\": 6, \"x\": \"6\"}"), Some(6));
    gives::<T>(
        &Source::from_vars([("SM_HPS", "{\"x\": 8}"), ("SM_HP_Y_Z", "6")]),
        Some(6),
    );
    gives::<T>(&job("{\"x\": 8}").args(["--y-z=6"]), Some(6));

    // Not given.
    let nothing = || Source::from_vars([("", ""); 0]);
    let absent = [
        nothing(),
        job("{}"),
        job("{\"x\": null}"),
        Source::from_vars([("SM_HP_X", "null")]),
    ];
    for source in &absent {
        match should.default {
            Some(default) => gives::<T>(source, Some(default)),
            None if should.option => gives::<T>(source, None),
            None => is(&T::from_source(source).unwrap_err(), Missing),
        }
    }
    if should.option {
        // `None`, spelt out.
        gives::<T>(&job("{\"x\": \"None\"}"), None);
    }

    // Invalid.
    let mut wrong = vec![("\"ten\"", Invalid), ("[6]", Invalid), ("7", Rejected)];
    if should.ranged {
        wrong.push(("20", OutOfRange));
        // The range is checked first.
        wrong.push(("21", OutOfRange));
    }
    for (json, kind) in wrong {
        let error = refused::<T>(&format!("{{\"x\": {json}}}"));
        is(&error, kind);
        let given = json.trim_matches('"');
        let problem = &error.problems()[0];
        assert_eq!(problem.given(), (!should.secret).then_some(given));
        assert_eq!(
            problem.expected(),
            (kind != Rejected).then_some(should.expected)
        );
        assert_eq!(error.to_string().contains(given), !should.secret, "{error}");
    }
    let both = refused::<T>("{\"x\": 6, \"y-z\": 8}");
    is(&both, Conflict);
    assert_eq!(both.to_string().contains("\"8\""), !should.secret, "{both}");

    // The table.
    let field = field::<T>("x");
    assert_eq!(field.aliases().collect::<Vec<_>>(), ["y-z"]);
    assert_eq!(field.default().is_some(), should.default.is_some());
    assert_eq!(field.is_secret(), should.secret);
    let ends = (
        field.min().map(|min| min.text),
        field.max().map(|max| (max.text, max.inclusive)),
    );
    assert_eq!(
        ends,
        if should.ranged {
            (Some("2"), Some(("10", true)))
        } else {
            (None, None)
        }
    );

    // The written form.
    leaves(
        &T::from_source(&job("{\"y-z\": 6}")).unwrap(),
        &[("x", should.six)],
    );
    if should.option {
        let none = T::from_source(&job("{\"x\": \"None\"}")).unwrap();
        leaves(
            &none,
            if should.default.is_some() {
                &[("x", "None")]
            } else {
                &[]
            },
        );
    }
    let source = job("{\"y-z\": 6}");
    let explanation = T::from_source(&source).unwrap().explain(&source);
    assert_eq!(
        explanation.rows()[0].value.as_deref(),
        Some(if should.secret { "******" } else { "6" })
    );
}

/// Combines each way to read the field with each of the other attributes.
macro_rules! in_every_company {
    ($($way:ident($($words:tt)*) $should:expr;)*) => {
        $(mod $way {
            use super::*;

            in_every_company!(@ required [u8] $should; [$($words)*]);
            in_every_company!(@ maybe [Option<u8>] Should { option: true, ..$should }; [$($words)*]);
            in_every_company!(@ defaulted [u8] Should { default: Some(4), ..$should }; [$($words)* default = 4,]);
            in_every_company!(
                @ maybe_defaulted [Option<u8>] Should { option: true, default: Some(4), ..$should };
                [$($words)* default = Some(4),]
            );
        })*
    };
    (@ $test:ident [$($type:tt)*] $should:expr; [$($words:tt)*]) => {
        #[test]
        fn $test() {
            #[derive(Debug, SmHyperparameters)]
            struct Open {
                #[sm($($words)* validate = even, alias = "y-z")]
                x: $($type)*,
            }
            #[derive(Debug, SmHyperparameters)]
            struct Secret {
                #[sm(secret, $($words)* alias = "y-z", validate = even)]
                x: $($type)*,
            }
            impl OfX for Open {
                fn x(&self) -> Option<u8> {
                    self.x.into()
                }
            }
            impl OfX for Secret {
                fn x(&self) -> Option<u8> {
                    self.x.into()
                }
            }
            check::<Open>(&$should);
            check::<Secret>(&Should { secret: true, ..$should });
        }
    };
}

in_every_company! {
    native() Should::of("an integer from 0 to 255", "6");
    native_in_a_range(range = 2..=10,) Should::of("an integer from 2 to 10", "6").in_range();
    from_str(from_str,) Should::of("a value of type u8", "\"6\"");
    from_str_in_a_range(from_str, range = 2..=10,) Should::of("a value of type u8 from 2 to 10", "\"6\"").in_range();
    json(json,) Should::of("a value of type u8", "6");
    with(with = by_module,) Should::of("a value of type u8", "\"6\"");
    with_in_a_range(with = by_module, range = 2..=10,) Should::of("a value of type u8 from 2 to 10", "\"6\"").in_range();
}

#[test]
fn a_tuners_words_change_no_value() {
    #[derive(Debug, SmHyperparameters)]
    struct Tuned {
        #[sm(name = "x", alias = "y-z", default = 4, range = 2..=10, validate = even, secret, tunable, scale = "log")]
        first: u8,
    }
    impl OfX for Tuned {
        fn x(&self) -> Option<u8> {
            Some(self.first)
        }
    }
    let expected = "an integer from 2 to 10";
    check::<Tuned>(&Should {
        default: Some(4),
        secret: true,
        ..Should::of(expected, "6").in_range()
    });
    assert_eq!(field::<Tuned>("x").scale(), Some(Scale::Log));
}

/// A name and an alias, both with a prefix, and the other attributes of a field.
#[test]
fn behind_a_prefix_every_attribute_keeps_its_meaning() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "SCREAMING-KEBAB-CASE")]
    struct Outer {
        batch_size: u8,
        #[sm(flatten, prefix = "in.")]
        inner: Inner,
    }
    #[derive(Debug, SmHyperparameters)]
    #[sm(rename_all = "camelCase")]
    struct Inner {
        #[sm(alias = "y-z", default = Some(4), range = 2..=10, validate = even, from_str, secret)]
        first_step: Option<u8>,
        #[sm(name = "kept", json, default = vec![1, 2])]
        second_step: Vec<u8>,
    }
    let hp = Outer::from_source(&job("{\"BATCH_SIZE\": 1, \"in.y_z\": 6}")).unwrap();
    assert_eq!(
        (
            hp.batch_size,
            hp.inner.first_step,
            &hp.inner.second_step[..]
        ),
        (1, Some(6), &[1, 2][..])
    );
    leaves(
        &hp,
        &[
            ("BATCH-SIZE", "1"),
            ("in.firstStep", "\"6\""),
            ("in.kept", "[1,2]"),
        ],
    );
    for (value, kind) in [("7", Rejected), ("20", OutOfRange), ("x", Invalid)] {
        let error = refused::<Outer>(&format!("{{\"BATCH_SIZE\": 1, \"in.y_z\": {value:?}}}"));
        assert_eq!(
            (error.problems()[0].kind(), error.problems()[0].name()),
            (kind, Some("in.firstStep"))
        );
        assert_eq!(error.problems()[0].given(), None);
    }
}
