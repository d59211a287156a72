//! Arguments: those that a person types, and those that a launcher generates from the
//! hyperparameters.

use smenv::{Channel, Job, SmChannels, SmHyperparameters, Source};

use crate::names::{Few, Prefixed, Rest, named, object};
use crate::{Shape, shape};

#[derive(Debug, SmChannels)]
pub(crate) struct Data {
    pub(crate) train: Option<Channel>,
    pub(crate) test: Option<Channel>,
}

fn typed(size: usize, words: impl Fn(usize) -> Vec<String>) -> Source {
    Source::default().args((0..size).flat_map(words))
}

fn few(source: Source) -> impl FnMut() -> Result<Few, smenv::Error> {
    move || Few::from_source(&source)
}

fn rest(source: Source) -> impl FnMut() -> Result<Rest, smenv::Error> {
    move || Rest::from_source(&source)
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

/// Returns a source with `SM_HPS`, and the arguments that the toolkit generates from it.
fn rendered(
    size: usize,
    entry: impl Fn(usize) -> (String, String) + Copy,
) -> (Source, Vec<String>) {
    let words: Vec<String> = (0..size)
        .map(entry)
        .flat_map(|(name, value)| [format!("--{name}"), value])
        .collect();
    let list: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    let variables = [
        ("SM_HPS", object(size, entry)),
        ("SM_USER_ARGS", format!("[{}]", list.join(","))),
    ];
    (Source::from_vars(variables), words)
}

fn of_driver(
    size: usize,
    entry: impl Fn(usize) -> (String, String) + Copy,
) -> (Source, Vec<String>) {
    let words: Vec<String> = (0..size)
        .map(entry)
        .flat_map(|(name, value)| [format!("--{name}"), value])
        .collect();
    (Source::from_vars([("SM_HPS", object(size, entry))]), words)
}

pub(crate) fn shapes() -> Vec<Shape> {
    vec![
        shape("arguments that no field has", |size| {
            few(typed(size, |number| {
                vec![format!("--extra-{number}"), number.to_string()]
            }))
        }),
        shape("arguments near a field's", |size| {
            few(typed(size, |number| {
                vec![format!("--epochs{number}"), number.to_string()]
            }))
        }),
        shape("arguments into rest", |size| {
            rest(typed(size, |number| {
                vec![format!("--extra-{number}"), number.to_string()]
            }))
        }),
        shape("arguments into rest that has a prefix", |size| {
            let source = typed(size, |number| {
                vec![format!("--env-{number}"), number.to_string()]
            });
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
        shape("arguments into rest, with as many in SM_HPS", |size| {
            let source = Source::from_vars([("SM_HPS", object(size, named))]);
            rest(source.args(
                (0..size).flat_map(|number| [format!("--other-{number}"), number.to_string()]),
            ))
        }),
        shape(
            "arguments into rest that override those in SM_HPS",
            |size| {
                let source = Source::from_vars([("SM_HPS", object(size, named))]);
                rest(source.args(
                    (0..size).flat_map(|number| [format!("--extra-name-{number}"), "x".to_owned()]),
                ))
            },
        ),
        shape("one argument, again and again", |size| {
            few(typed(size, |_| words(["--epochs", "3"])))
        }),
        shape("one argument with different values", |size| {
            few(typed(size, |number| {
                vec!["--epochs".to_owned(), number.to_string()]
            }))
        }),
        shape("one argument of rest, again and again", |size| {
            rest(typed(size, |_| words(["--name", "3"])))
        }),
        shape("one argument of rest with different values", |size| {
            rest(typed(size, |number| {
                vec!["--name".to_owned(), number.to_string()]
            }))
        }),
        shape("arguments without a value", |size| {
            few(typed(size, |_| words(["--epochs"])))
        }),
        shape("arguments `--x=`", |size| {
            few(typed(size, |number| vec![format!("--x{number}=")]))
        }),
        shape("arguments `--epochs=`", |size| {
            few(typed(size, |_| words(["--epochs="])))
        }),
        shape("arguments `--epochs = 5`", |size| {
            few(typed(size, |_| words(["--epochs", "=", "5"])))
        }),
        shape("arguments without dashes", |size| {
            few(typed(size, |_| words(["epochs=5"])))
        }),
        shape("arguments in one: `--epochs 5`", |size| {
            few(typed(size, |_| words(["--epochs 5"])))
        }),
        shape("words without a name", |size| {
            few(typed(size, |number| vec![number.to_string()]))
        }),
        shape("words without a name, and a secret", |size| {
            few(Source::default().args(
                (0..size)
                    .map(|number| format!("word{number}"))
                    .chain(words(["--api-key", "x"])),
            ))
        }),
        shape("words after the value of a field", |size| {
            few(Source::default().args(
                words(["--epochs"])
                    .into_iter()
                    .chain((0..size).map(|number| number.to_string())),
            ))
        }),
        shape("words after the value of a text", |size| {
            few(Source::default().args(
                words(["--optimizer"])
                    .into_iter()
                    .chain((0..size).map(|number| number.to_string())),
            ))
        }),
        shape("words after a name that no field has", |size| {
            few(Source::default().args(
                words(["--extra"])
                    .into_iter()
                    .chain((0..size).map(|number| number.to_string())),
            ))
        }),
        shape("arguments `--`", |size| few(typed(size, |_| words(["--"])))),
        shape("typographic dashes", |size| {
            few(typed(size, |_| words(["–epochs", "5"])))
        }),
        shape("secrets, again and again", |size| {
            few(typed(size, |_| words(["--api-key", "x"])))
        }),
        shape("names joined to a secret's", |size| {
            few(typed(size, |number| {
                vec![format!("--api-key{number}"), "x".to_owned()]
            }))
        }),
        shape("secrets in rest", |size| {
            rest(typed(size, |number| {
                vec![format!("--token-{number}"), "x".to_owned()]
            }))
        }),
        shape("flags", |size| few(typed(size, |_| words(["--shuffle"])))),
        shape("flags and their opposites", |size| {
            few(typed(size, |number| {
                words([["--shuffle", "--no-shuffle"][number % 2]])
            }))
        }),
        shape("the words of a list", |size| {
            few(Source::default().args(
                words(["--layers"])
                    .into_iter()
                    .chain((0..size).map(|number| number.to_string())),
            ))
        }),
        shape("a list in one word", |size| {
            let list: Vec<String> = (0..size).map(|number| number.to_string()).collect();
            few(Source::default().args(["--layers".to_owned(), list.join(",")]))
        }),
        shape("one long argument", |size| {
            few(Source::default().args([format!("--epochs={}", "5 ".repeat(size))]))
        }),
        shape("one argument with many options", |size| {
            few(Source::default().args(["--epochs 5 ".repeat(size)]))
        }),
        shape("one word with many `=`", |size| {
            few(Source::default().args(["a=".repeat(size)]))
        }),
        shape("the toolkit's arguments", |size| {
            let (source, words) = rendered(size, named);
            rest(source.args(words))
        }),
        shape("the toolkit's arguments and typed ones", |size| {
            let (source, words) = rendered(size, named);
            rest(source.args(
                words.into_iter().chain(
                    (0..size).flat_map(|number| [format!("--other-{number}"), "x".to_owned()]),
                ),
            ))
        }),
        shape("the toolkit's arguments except the first", |size| {
            let (source, words) = rendered(size, named);
            rest(source.args(words.into_iter().skip(2)))
        }),
        shape("the toolkit's arguments in another order", |size| {
            let (source, words) = rendered(size, named);
            rest(source.args(words.chunks(2).rev().flatten().cloned().collect::<Vec<_>>()))
        }),
        shape("the toolkit's arguments twice", |size| {
            let (source, words) = rendered(size, named);
            rest(source.args(words.clone().into_iter().chain(words)))
        }),
        shape("the toolkit's arguments, one pair at a time", |size| {
            let (source, words) = rendered(size, named);
            let alone = words
                .chunks(2)
                .flat_map(|pair| pair.iter().cloned().chain(["--shuffle".to_owned()]));
            few(source.args(alone.collect::<Vec<_>>()))
        }),
        shape("the toolkit's arguments of one name, also typed", |size| {
            let (source, words) = rendered(size, |_| ("epochs".to_owned(), "3".to_owned()));
            few(source.args(words))
        }),
        shape(
            "the toolkit's arguments of one name, and half as many typed",
            |size| {
                let (source, words) = rendered(size, |_| ("epochs".to_owned(), "3".to_owned()));
                let count = words.len() / 4 * 2;
                few(source.args(words.into_iter().take(count).chain(["4".to_owned()])))
            },
        ),
        shape("the toolkit's arguments, split by a shell", |size| {
            let (source, words) = rendered(size, |number| {
                (format!("extra_name_{number}"), format!("{number} x y"))
            });
            rest(
                source.args(
                    words
                        .iter()
                        .flat_map(|word| word.split(' '))
                        .map(str::to_owned)
                        .collect::<Vec<_>>(),
                ),
            )
        }),
        shape("the driver's arguments", |size| {
            let (source, words) = of_driver(size, named);
            rest(source.args(words))
        }),
        shape("a job's arguments into rest", |size| {
            let source = typed(size, |number| {
                vec![format!("--extra-{number}"), number.to_string()]
            });
            move || {
                Job::<Rest, Data>::from_source(source.clone())
                    .map(|job| (job.channels.train, job.channels.test))
            }
        }),
        shape("a job's channel, typed again and again", |size| {
            let source = typed(size, |_| words(["--train", "."]));
            move || Job::<Few, Data>::from_source(source.clone())
        }),
        shape(
            "a job's channel, typed with different directories",
            |size| {
                let source = typed(size, |number| {
                    vec!["--train".to_owned(), format!("dir{number}")]
                });
                move || Job::<Few, Data>::from_source(source.clone())
            },
        ),
        shape("words after a job's channel", |size| {
            let words = ["--train".to_owned()]
                .into_iter()
                .chain((0..size).map(|number| number.to_string()));
            let source = Source::default().args(words);
            move || Job::<Few, Data>::from_source(source.clone())
        }),
        shape("a job's arguments that no field has", |size| {
            let source = typed(size, |number| {
                vec![format!("--extra-{number}"), number.to_string()]
            });
            move || Job::<Few, Data>::from_source(source.clone())
        }),
    ]
}
