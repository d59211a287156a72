//! Names and values: in `SM_HPS`, in variables, in the config file.

use std::collections::BTreeMap;
use std::fmt::Write;

use smenv::{SmHyperparameters, Source};

use crate::{Shape, shape};

#[derive(Debug, SmHyperparameters)]
pub(crate) struct Few {
    #[sm(default = 10)]
    pub(crate) epochs: u32,
    #[sm(default = 0.1)]
    pub(crate) learning_rate: f64,
    #[sm(default)]
    pub(crate) layers: Vec<u32>,
    #[sm(default)]
    pub(crate) shuffle: bool,
    pub(crate) optimizer: Option<String>,
    #[sm(secret)]
    pub(crate) api_key: Option<String>,
}

#[derive(Debug, SmHyperparameters)]
pub(crate) struct Rest {
    #[sm(default = 10)]
    pub(crate) epochs: u32,
    #[sm(secret)]
    pub(crate) api_key: Option<String>,
    #[sm(rest)]
    pub(crate) rest: BTreeMap<String, String>,
}

#[derive(Debug, SmHyperparameters)]
pub(crate) struct Prefixed {
    #[sm(default = 10)]
    pub(crate) epochs: u32,
    #[sm(rest, prefix = "env-")]
    pub(crate) rest: BTreeMap<String, String>,
}

#[derive(Debug, SmHyperparameters)]
struct Outer {
    #[sm(flatten, prefix = "model-")]
    model: Few,
    #[sm(flatten, prefix = "data-")]
    data: Few,
}

/// Returns an object with this many entries.
pub(crate) fn object(size: usize, entry: impl Fn(usize) -> (String, String)) -> String {
    let mut object = String::from("{");
    for number in 0..size {
        let (name, value) = entry(number);
        let comma = if number > 0 { "," } else { "" };
        write!(object, "{comma}\"{name}\":\"{value}\"").expect("a `String` takes all");
    }
    object + "}"
}

/// Returns a name that a job may have, and its value.
pub(crate) fn named(number: usize) -> (String, String) {
    (format!("extra_name_{number}"), number.to_string())
}

fn upper(number: usize) -> String {
    format!("SM_HP_EXTRA_NAME_{number}")
}

fn sm_hps(entries: impl Into<String>) -> Source {
    Source::from_vars([("SM_HPS", entries.into())])
}

/// Returns a source with `SM_HPS`, and a variable for each number.
fn with_variables(
    sm_hps: String,
    size: usize,
    variable: impl Fn(usize) -> (String, String),
) -> Source {
    Source::from_vars(
        [("SM_HPS".to_owned(), sm_hps)]
            .into_iter()
            .chain((0..size).map(variable)),
    )
}

fn variables(size: usize, variable: impl Fn(usize) -> (String, String)) -> Source {
    Source::from_vars((0..size).map(variable))
}

fn rest_of(source: Source, size: usize) -> impl FnMut() -> Rest {
    move || {
        let filled = Rest::from_source(&source).expect("every field has a value");
        assert_eq!(filled.rest.len(), size);
        filled
    }
}

/// Returns a spelling of one name; spellings differ in `-` and `_`.
fn spelling(number: usize) -> String {
    let dash = |bit: usize| if number >> bit & 1 == 0 { "a_" } else { "a-" };
    (0..18).map(dash).collect::<String>() + "x"
}

pub(crate) fn shapes() -> Vec<Shape> {
    vec![
        shape("SM_HPS: names that no field has", |size| {
            let source = sm_hps(object(size, named));
            move || Few::from_source(&source).map(|few| few.epochs + few.layers.len() as u32)
        }),
        shape(
            "SM_HPS: names that no field of a flattened struct has",
            |size| {
                let source = sm_hps(object(size, |number| {
                    (format!("model-extra-{number}"), number.to_string())
                }));
                move || {
                    Outer::from_source(&source).map(|outer| outer.model.epochs + outer.data.epochs)
                }
            },
        ),
        shape("SM_HPS: names near a field's", |size| {
            let source = sm_hps(object(size, |number| {
                (format!("learning_rate{number}"), String::new())
            }));
            move || {
                Few::from_source(&source)
                    .map(|few| (few.learning_rate, few.shuffle, few.optimizer, few.api_key))
            }
        }),
        shape("the message of unknown names", |size| {
            let error =
                Few::from_source(&sm_hps(object(size + 1, named))).expect_err("no field has them");
            move || error.to_string().len()
        }),
        shape("SM_HPS: names into rest", |size| {
            rest_of(sm_hps(object(size, named)), size)
        }),
        shape("SM_HPS: names into rest that has a prefix", |size| {
            let source = sm_hps(object(size, |number| {
                (format!("env-name-{number}"), number.to_string())
            }));
            move || {
                assert_eq!(
                    Prefixed::from_source(&source)
                        .expect("every field has a value")
                        .rest
                        .len(),
                    size
                )
            }
        }),
        shape(
            "SM_HPS: names into rest, each with both spellings of its prefix",
            |size| {
                let name = |number| {
                    (
                        format!("env{}name-{}", ["-", "_"][number % 2], number / 2),
                        "1".to_owned(),
                    )
                };
                let source = sm_hps(object(size, name));
                move || {
                    assert_eq!(
                        Prefixed::from_source(&source)
                            .expect("they agree")
                            .rest
                            .len(),
                        size.div_ceil(2)
                    )
                }
            },
        ),
        shape("SM_HPS: spellings of one name into rest", |size| {
            let source = sm_hps(object(size, |number| (spelling(number), "1".to_owned())));
            move || {
                assert_eq!(
                    Rest::from_source(&source).expect("they agree").rest.len(),
                    size
                )
            }
        }),
        shape("SM_HPS: one name, again and again", |size| {
            let source = sm_hps(object(size, |number| {
                ("epochs".to_owned(), number.to_string())
            }));
            move || Few::from_source(&source).expect("the last counts").epochs
        }),
        shape("SM_HPS: one name of rest, again and again", |size| {
            rest_of(
                sm_hps(object(size, |number| {
                    ("name".to_owned(), number.to_string())
                })),
                size.min(1),
            )
        }),
        shape("SM_HPS: spellings of a field, again and again", |size| {
            let source = sm_hps(object(size, |number| {
                (
                    ["learning_rate", "learning-rate"][number % 2].to_owned(),
                    "1".to_owned(),
                )
            }));
            move || Few::from_source(&source).expect("they agree").learning_rate
        }),
        shape("SM_HPS: names in escapes", |size| {
            rest_of(
                sm_hps(object(size, |number| {
                    (format!("n\\u00e4me{number}"), number.to_string())
                })),
                size,
            )
        }),
        shape("SM_HPS: one long name", |size| {
            let source = sm_hps(object(1, |_| ("long-name_".repeat(size), "1".to_owned())));
            move || Few::from_source(&source).map(|few| few.epochs)
        }),
        shape("SM_HPS: one long name of many words", |size| {
            let source = sm_hps(object(1, |_| ("a-B_".repeat(size), "1".to_owned())));
            move || Rest::from_source(&source).map(|filled| filled.rest.len())
        }),
        shape(
            "SM_HPS with names with `=`, and the variables cut there",
            |size| {
                let sm_hps = object(size, |number| {
                    (format!("extra_name_{number}=x"), "1".to_owned())
                });
                rest_of(
                    with_variables(sm_hps, size, |number| (upper(number), "X=1".to_owned())),
                    size,
                )
            },
        ),
        shape(
            "SM_HPS with names that begin alike and have `=`, and variables",
            |size| {
                let sm_hps = object(size, |number| (format!("a=x{number}"), "1".to_owned()));
                let source =
                    with_variables(sm_hps, size, |_| ("SM_HP_A".to_owned(), "X=1".to_owned()));
                move || Rest::from_source(&source).map(|filled| filled.rest.len())
            },
        ),
        shape("SM_HPS and its variables into rest", |size| {
            rest_of(
                with_variables(object(size, named), size, |number| {
                    (upper(number), number.to_string())
                }),
                size,
            )
        }),
        shape("SM_HPS and variables that override it into rest", |size| {
            rest_of(
                with_variables(object(size, named), size, |number| {
                    (upper(number), format!("{number}0"))
                }),
                size,
            )
        }),
        shape("SM_HPS and as many other variables into rest", |size| {
            let variable = |number: usize| (format!("SM_HP_OTHER_{number}"), number.to_string());
            rest_of(
                with_variables(object(size, named), size, variable),
                2 * size,
            )
        }),
        shape("SM_HPS and spellings of one variable into rest", |size| {
            let variable = |number: usize| {
                (
                    format!("SM_HP_{}", spelling(number).to_uppercase()),
                    "2".to_owned(),
                )
            };
            let source =
                with_variables(object(1, |_| (spelling(0), "1".to_owned())), size, variable);
            move || Rest::from_source(&source).map(|filled| filled.rest.len())
        }),
        // A variable with dashes may belong to any spelling, and is compared with all of them.
        shape("SM_HPS, and variables of spellings of its names", |size| {
            let variable = |number: usize| {
                (
                    format!("SM_HP_{}", spelling(number).to_uppercase()),
                    "2".to_owned(),
                )
            };
            let source = with_variables(
                object(size, |number| (spelling(number), "1".to_owned())),
                size,
                variable,
            );
            move || Rest::from_source(&source).map(|filled| filled.rest.len())
        })
        .reported_only(),
        shape("SM_HPS with unknown names and their variables", |size| {
            let source = with_variables(object(size, named), size, |number| {
                (upper(number), number.to_string())
            });
            move || {
                assert_eq!(
                    Few::from_source(&source).map_or_else(|error| error.problems().len(), |_| 0),
                    size
                )
            }
        }),
        shape("SM_HPS of one name, and other variables", |size| {
            rest_of(
                with_variables(
                    object(1, |_| ("a".to_owned(), "1".to_owned())),
                    size,
                    |number| (upper(number), number.to_string()),
                ),
                size + 1,
            )
        }),
        shape("variables into rest", |size| {
            rest_of(
                variables(size, |number| (upper(number), number.to_string())),
                size,
            )
        }),
        shape("variables that no field has", |size| {
            let source = variables(size, |number| (upper(number), number.to_string()));
            move || Few::from_source(&source).map(|few| few.epochs)
        }),
        shape("variables near a field's", |size| {
            let source = variables(size, |number| {
                (format!("SM_HP_EPOCHS{number}"), number.to_string())
            });
            move || Few::from_source(&source).map(|few| few.epochs)
        }),
        shape("one variable, again and again", |size| {
            let source = variables(size, |_| ("SM_HP_EPOCHS".to_owned(), "3".to_owned()));
            move || Few::from_source(&source).map(|few| few.epochs)
        }),
        shape("one variable with different values", |size| {
            let source = variables(size, |number| {
                ("SM_HP_EPOCHS".to_owned(), number.to_string())
            });
            move || Few::from_source(&source).map(|few| few.epochs)
        }),
        // The program controls the number of calls. Each adds a layer on top of all previous ones.
        shape("Source::var, one by one", |size| {
            move || {
                let set = |source: Source, number| {
                    source
                        .var(upper(number), "1")
                        .var(format!("SM_OTHER_{number}"), "1")
                };
                (0..size).fold(Source::default(), set)
            }
        })
        .reported_only(),
        shape("variables of the job other than hyperparameters", |size| {
            let source = variables(size, |number| {
                (format!("SM_OTHER_{number}"), number.to_string())
            });
            move || {
                Few::from_source(&source)
                    .expect("all have a default")
                    .epochs
            }
        }),
        shape("explain of names into rest", |size| {
            let source = sm_hps(object(size, named));
            let filled = Rest::from_source(&source).expect("every field has a value");
            move || assert_eq!(filled.explain(&source).rows().len(), size + 2)
        }),
        shape("explain of variables into rest, as a table", |size| {
            let source = variables(size, |number| (upper(number), number.to_string()));
            let filled = Rest::from_source(&source).expect("every field has a value");
            move || filled.explain(&source).to_string().len()
        }),
        shape("to_hyperparameters of rest", |size| {
            let filled =
                Rest::from_source(&sm_hps(object(size, named))).expect("every field has a value");
            move || filled.to_hyperparameters().len()
        }),
        shape(
            "Source::hyperparameter beside names and variables",
            |size| {
                let source = with_variables(object(size, named), size, |number| {
                    (upper(number), format!("{number}0"))
                });
                move || source.hyperparameter::<Option<u32>>("epochs")
            },
        ),
    ]
}
