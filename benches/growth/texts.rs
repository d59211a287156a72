//! The text of one value, for every type.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use smenv::{HyperparameterValue, SmHyperparameters, Source};

use crate::names::object;
use crate::{Shape, shape};

#[derive(Debug, SmHyperparameters)]
struct Json {
    #[sm(json)]
    value: Option<serde_json::Value>,
}

#[derive(Debug, SmHyperparameters)]
struct Delimited {
    #[sm(delimiter = ";")]
    values: Option<Vec<String>>,
    #[sm(delimiter = ";")]
    numbers: Option<Vec<f64>>,
}

#[derive(Debug, SmHyperparameters)]
struct Texts {
    value: Option<Vec<String>>,
    map: Option<BTreeMap<String, String>>,
}

/// A text that is parsed as a type, validly or not.
fn text<T: HyperparameterValue + 'static>(
    name: &'static str,
    of_size: impl Fn(usize) -> String + 'static,
) -> Shape {
    shape(name, move |size| {
        let source = Source::from_vars([("SM_HP_VALUE", of_size(size))]);
        move || {
            source
                .hyperparameter::<T>("value")
                .map_err(|error| error.to_string())
        }
    })
}

/// The same text in `SM_HPS`, as a JSON string.
fn string<T: HyperparameterValue + 'static>(
    name: &'static str,
    of_size: impl Fn(usize) -> String + 'static,
) -> Shape {
    shape(name, move |size| {
        let source = Source::from_vars([(
            "SM_HPS",
            serde_json::json!({"value": of_size(size)}).to_string(),
        )]);
        move || {
            source
                .hyperparameter::<T>("value")
                .map_err(|error| error.to_string())
        }
    })
}

fn filled<T: SmHyperparameters + 'static>(
    name: &'static str,
    hps: impl Fn(usize) -> String + 'static,
) -> Shape {
    shape(name, move |size| {
        let source = Source::from_vars([("SM_HPS", hps(size))]);
        move || T::from_source(&source).map_err(|error| error.to_string())
    })
}

fn joined(size: usize, separator: &str, part: impl Fn(usize) -> String) -> String {
    (0..size).map(part).collect::<Vec<_>>().join(separator)
}

pub(crate) fn shapes() -> Vec<Shape> {
    let numbers = |size| joined(size, ",", |number| number.to_string());
    let nested = |size| "[".repeat(size) + &"]".repeat(size);
    let objects = |size| "{\"a\":".repeat(size) + "1" + &"}".repeat(size);
    vec![
        text::<u64>("digits as an integer", |size| "1".repeat(size)),
        text::<u64>("zeros before an integer", |size| "0".repeat(size) + "1"),
        text::<u64>("an integer with `_`", |size| "1_".repeat(size) + "1"),
        text::<i64>("a float that is an integer, with zeros", |size| {
            format!("1.{}", "0".repeat(size))
        }),
        text::<u64>("digits with an exponent as an integer", |size| {
            format!("{}e-{size}", "10".repeat(size))
        }),
        text::<f64>("digits as a float", |size| {
            format!("0.{}", "17".repeat(size))
        }),
        text::<f64>("digits with an exponent as a float", |size| {
            format!("{}e-{size}", "1".repeat(size))
        }),
        text::<f64>("letters as a float", |size| "x".repeat(size)),
        text::<u8>("a fraction as an integer", |size| "1/".repeat(size)),
        text::<bool>("letters as a bool", |size| "true ".repeat(size)),
        text::<char>("letters as a char", |size| "x".repeat(size)),
        text::<String>("letters as a text", |size| "x".repeat(size)),
        string::<String>("escapes as a text", |size| "\"\\\n".repeat(size)),
        text::<PathBuf>("letters as a path", |size| "x/".repeat(size)),
        text::<Vec<u64>>("numbers with commas as a list", numbers),
        text::<Vec<u64>>("numbers with blanks as a list", |size| {
            joined(size, " ", |number| number.to_string())
        }),
        text::<Vec<u64>>("numbers in brackets as a list", move |size| {
            format!("[{}]", numbers(size))
        }),
        text::<Vec<u64>>("numbers and a wrong one as a list", move |size| {
            format!("[{},x]", numbers(size + 1))
        }),
        text::<Vec<u8>>("one number as a list that is long", |size| "1".repeat(size)),
        text::<BTreeSet<u64>>("numbers as a set", numbers),
        text::<HashSet<u64>>("numbers as a hash set", numbers),
        text::<(u8, u8)>("numbers as a pair", numbers),
        text::<[u8; 3]>("numbers as an array", numbers),
        text::<Vec<Vec<u64>>>("lists as a list of lists", |size| {
            format!("[{}]", joined(size, ",", |number| format!("[{number}]")))
        }),
        text::<Vec<Vec<u64>>>("lists with blanks as a list of lists", |size| {
            format!("[{}]", joined(size, " ", |number| format!("[{number}]")))
        }),
        text::<Vec<Vec<u64>>>("brackets as a list of lists", nested),
        text::<Vec<Vec<u64>>>("brackets that are not closed as a list of lists", |size| {
            "[".repeat(size)
        }),
        text::<Vec<u64>>("brackets as a list", nested),
        text::<Vec<String>>("texts of Python as a list", |size| {
            format!(
                "[{}]",
                joined(size, ", ", |number| format!("'it\\'s {number}'"))
            )
        }),
        text::<Vec<String>>("bare words as a list", |size| {
            format!(
                "[{}]",
                joined(size, ", ", |number| format!("don't {number}"))
            )
        }),
        text::<Vec<String>>("quotes as a list", |size| "\"".repeat(size)),
        text::<Vec<String>>("quotes in brackets as a list", |size| {
            format!("[{}", "'\\".repeat(size))
        }),
        text::<BTreeMap<String, u64>>("an object as a map", |size| {
            object(size, |number| (format!("a{number}"), number.to_string()))
        }),
        text::<HashMap<String, u64>>("an object as a hash map", |size| {
            object(size, |number| (format!("a{number}"), number.to_string()))
        }),
        text::<BTreeMap<String, u64>>("a dict of Python as a map", |size| {
            format!(
                "{{{}}}",
                joined(size, ", ", |number| format!("'a{number}': {number}"))
            )
        }),
        text::<BTreeMap<String, u64>>("k=v as a map", |size| {
            joined(size, ",", |number| format!("a{number}={number}"))
        }),
        text::<BTreeMap<String, u64>>("one key, again and again, as a map", |size| {
            object(size, |number| ("a".to_owned(), number.to_string()))
        }),
        text::<BTreeMap<u64, u64>>("keys spelt differently as a map", |size| {
            object(size, |number| {
                (
                    format!("{}{}", "0".repeat(number % 2), number / 2),
                    "1".to_owned(),
                )
            })
        }),
        text::<BTreeMap<String, u64>>("one key that is long, again and again, as a map", |size| {
            object(8, |_| ("k".repeat(size), "1".to_owned()))
        }),
        text::<BTreeMap<String, BTreeMap<String, u64>>>("objects as a map of maps", objects),
        text::<Option<u64>>("letters as an option", |size| "None".repeat(size)),
        filled::<Json>("brackets as a serde_json value", move |size| {
            format!("{{\"value\":{}}}", nested(size + 1))
        }),
        filled::<Json>("objects as a serde_json value", move |size| {
            format!("{{\"value\":{}}}", objects(size))
        }),
        filled::<Json>("tuples of Python as a serde_json value", |size| {
            format!("{{\"value\":\"{}{}\"}}", "(".repeat(size), ")".repeat(size))
        }),
        filled::<Json>("tuples of Python in a list as a serde_json value", |size| {
            format!(
                "{{\"value\":\"[{}]\"}}",
                joined(size, ",", |_| "(1)".to_owned())
            )
        }),
        filled::<Json>("a dict of Python as a serde_json value", |size| {
            format!(
                "{{\"value\":\"{{{}}}\"}}",
                joined(size, ", ", |number| format!("'a{number}': {number}"))
            )
        }),
        filled::<Json>("brackets in a text as a serde_json value", move |size| {
            format!("{{\"value\":\"{}\"}}", nested(size + 1))
        }),
        filled::<Json>("quotes in a text as a serde_json value", |size| {
            format!("{{\"value\":\"[{}\"}}", "'".repeat(size))
        }),
        filled::<Delimited>("texts with a delimiter", |size| {
            format!("{{\"values\":\"{}\"}}", "a;".repeat(size))
        }),
        filled::<Delimited>("numbers with a delimiter", |size| {
            format!("{{\"numbers\":\"{}\"}}", "1;".repeat(size))
        }),
        filled::<Delimited>("numbers without a delimiter that has one", |size| {
            format!("{{\"numbers\":\"{}\"}}", "1,".repeat(size))
        }),
        filled::<Texts>("brackets in SM_HPS as a list of texts", move |size| {
            format!("{{\"value\":{}}}", nested(size + 1))
        }),
        filled::<Texts>("numbers in SM_HPS as a list of texts", move |size| {
            format!("{{\"value\":[{}]}}", numbers(size))
        }),
        filled::<Texts>("SM_HPS that is cut off", |size| {
            object(size, |number| (format!("a{number}"), number.to_string())) + "\"x"
        }),
        filled::<Texts>("SM_HPS of brackets that are not closed", |size| {
            format!("{{\"value\":{}", "[".repeat(size))
        }),
        filled::<Texts>("SM_HPS of blanks", |size| " ".repeat(size)),
        filled::<Texts>("SM_HPS of lines", |size| format!("{{{}", "\n".repeat(size))),
        filled::<Texts>("SM_HPS of escapes", |size| {
            format!("{{\"map\":{{\"a\":\"{}\"}}}}", "\\u00e9\\n".repeat(size))
        }),
        filled::<Texts>("SM_HPS of byte order marks", |size| {
            "\u{feff}".repeat(size) + "{}"
        }),
        shape(
            "an object in SM_HPS, and its variable in another order",
            |size| {
                let map = |size: usize, at: fn(usize, usize) -> usize| {
                    object(size, move |number| {
                        (format!("a{}", at(size, number)), "x".to_owned())
                    })
                };
                let source = Source::from_vars([
                    (
                        "SM_HPS",
                        format!("{{\"map\":{}}}", map(size, |_, number| number)),
                    ),
                    ("SM_HP_MAP", map(size, |size, number| size - 1 - number)),
                ]);
                move || {
                    Texts::from_source(&source)
                        .expect("they agree")
                        .map
                        .map_or(0, |map| map.len())
                }
            },
        ),
        shape("brackets in SM_HPS, and their variable", move |size| {
            let source = Source::from_vars([
                ("SM_HPS", format!("{{\"value\":{}}}", nested(size + 1))),
                ("SM_HP_VALUE", nested(size + 1).replacen("[", "[ ", 1)),
            ]);
            move || Texts::from_source(&source).map(|texts| texts.value)
        }),
        shape(
            "nested objects in SM_HPS, and their variable",
            move |size| {
                let source = Source::from_vars([
                    ("SM_HPS", format!("{{\"value\":{}}}", objects(size + 1))),
                    ("SM_HP_VALUE", objects(size + 1).replacen("{", "{ ", 1)),
                ]);
                move || Texts::from_source(&source).map(|texts| texts.value)
            },
        ),
        shape(
            "nested objects in SM_HPS, and their variable in another order",
            |size| {
                let map = |size, b: &str, behind: &str| {
                    format!("{{{b}\"a\":").repeat(size) + "1" + &format!("{behind}}}").repeat(size)
                };
                let source = Source::from_vars([
                    (
                        "SM_HPS",
                        format!("{{\"map\":{}}}", map(size, "\"b\":2,", "")),
                    ),
                    ("SM_HP_MAP", map(size, "", ",\"b\":2")),
                ]);
                move || Texts::from_source(&source).map(|texts| texts.map)
            },
        ),
        shape("a list, written", |size| {
            let value: Vec<String> = (0..size).map(|number| number.to_string()).collect();
            let texts = Texts {
                value: Some(value),
                map: None,
            };
            move || texts.to_hyperparameters()
        }),
        shape("a map, written", |size| {
            let map = (0..size)
                .map(|number| (number.to_string(), "\"".to_owned()))
                .collect();
            let texts = Texts {
                value: None,
                map: Some(map),
            };
            move || texts.to_hyperparameters()
        }),
    ]
}
