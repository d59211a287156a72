//! Channels, hosts and the rest of the job.

use std::fmt::Write;

use smenv::{Job, SmChannels, Source, TrainingEnv};

use crate::arguments::Data;
use crate::names::Few;
use crate::{Shape, shape};

/// Returns a list of names as JSON.
fn list(size: usize, name: impl Fn(usize) -> String) -> String {
    let names: Vec<String> = (0..size)
        .map(|number| format!("{:?}", name(number)))
        .collect();
    format!("[{}]", names.join(","))
}

/// Returns an object of channels, or of other objects, as JSON.
fn configs(size: usize, config: impl Fn(usize) -> String) -> String {
    let mut configs = String::from("{");
    for number in 0..size {
        let comma = if number > 0 { "," } else { "" };
        write!(configs, "{comma}\"ch-{number}\":{}", config(number))
            .expect("writing to a `String` succeeds");
    }
    configs + "}"
}

fn setting(_: usize) -> String {
    r#"{"TrainingInputMode":"File","ContentType":"text/csv"}"#.to_owned()
}

fn channel(number: usize) -> String {
    format!("ch-{number}")
}

fn variable(number: usize) -> (String, String) {
    (format!("SM_CHANNEL_CH_{number}"), format!("/data/{number}"))
}

fn env(source: Source, channels: usize) -> impl FnMut() -> TrainingEnv {
    move || {
        let env = TrainingEnv::from_source(&source).expect("the environment is valid");
        assert_eq!(env.channels().len(), channels);
        env
    }
}

fn of_vars(
    size: usize,
    others: Vec<(&str, String)>,
    variable: impl Fn(usize) -> (String, String),
) -> Source {
    let others = others
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    Source::from_vars(others.chain((0..size).map(variable)))
}

pub(crate) fn shapes() -> Vec<Shape> {
    vec![
        shape("SM_CHANNELS", |size| {
            env(
                Source::from_vars([("SM_CHANNELS", list(size, channel))]),
                size,
            )
        }),
        shape("SM_CHANNELS and SM_CHANNEL_*", |size| {
            env(
                of_vars(size, vec![("SM_CHANNELS", list(size, channel))], variable),
                size,
            )
        }),
        shape("SM_CHANNEL_*", |size| {
            env(of_vars(size, Vec::new(), variable), size)
        }),
        shape("empty SM_CHANNEL_*", |size| {
            env(
                of_vars(size, Vec::new(), |number| {
                    (variable(number).0, String::new())
                }),
                0,
            )
        }),
        shape("SM_CHANNELS, and SM_CHANNEL_* of other channels", |size| {
            let other = |number| (format!("SM_CHANNEL_OTHER_{number}"), "/x".to_owned());
            env(
                of_vars(size, vec![("SM_CHANNELS", list(size, channel))], other),
                size,
            )
        }),
        shape("SM_CHANNELS: one name, again and again", |size| {
            env(
                Source::from_vars([("SM_CHANNELS", list(size, |_| "train".to_owned()))]),
                size.min(1),
            )
        }),
        shape("SM_CHANNELS: names whose variables are shared", |size| {
            let name = |number: usize| format!("ch{}{}", ["-", "_"][number % 2], number / 2);
            env(
                of_vars(size / 2, vec![("SM_CHANNELS", list(size, name))], variable),
                size,
            )
        }),
        shape("SM_INPUT_DATA_CONFIG", |size| {
            env(
                Source::from_vars([("SM_INPUT_DATA_CONFIG", configs(size, setting))]),
                size,
            )
        }),
        shape("SM_INPUT_DATA_CONFIG with invalid settings", |size| {
            let source = Source::from_vars([(
                "SM_INPUT_DATA_CONFIG",
                configs(size, |_| r#"{"TrainingInputMode":"Fil"}"#.to_owned()),
            )]);
            move || TrainingEnv::from_source(&source).map_err(|error| error.to_string())
        }),
        shape("SM_TRAINING_ENV with channels", |size| {
            let dirs = configs(size, |number| format!("\"/data/{number}\""));
            env(
                Source::from_vars([(
                    "SM_TRAINING_ENV",
                    format!("{{\"channel_input_dirs\":{dirs}}}"),
                )]),
                size,
            )
        }),
        shape("channels from all sources", |size| {
            let dirs = configs(size, |number| format!("\"/data/{number}\""));
            let places = vec![
                ("SM_CHANNELS", list(size, channel)),
                ("SM_INPUT_DATA_CONFIG", configs(size, setting)),
                (
                    "SM_TRAINING_ENV",
                    format!("{{\"channel_input_dirs\":{dirs}}}"),
                ),
            ];
            env(of_vars(size, places, variable), size)
        }),
        shape("channels unknown to a struct", |size| {
            let source = of_vars(size, vec![("SM_CHANNELS", list(size, channel))], variable);
            move || {
                Data::from_source(&source)
                    .map(|data| (data.train, data.test))
                    .map_err(|error| error.to_string())
            }
        }),
        shape("channels near those of a struct", |size| {
            let source =
                Source::from_vars([("SM_CHANNELS", list(size, |number| format!("train{number}")))]);
            move || {
                Data::from_source(&source)
                    .map(|data| (data.train, data.test))
                    .map_err(|error| error.to_string())
            }
        }),
        shape("channels unknown to a job's program", |size| {
            let source = of_vars(size, vec![("SM_CHANNELS", list(size, channel))], variable);
            move || {
                Job::<Few, Data>::from_source(source.clone())
                    .map(|_| ())
                    .map_err(|error| error.to_string())
            }
        }),
        shape("channels of a program that takes any", |size| {
            let source = of_vars(size, vec![("SM_CHANNELS", list(size, channel))], variable);
            move || {
                Job::<Few>::from_source(source.clone())
                    .expect("the job is valid")
                    .env
            }
        }),
        shape("the table of channels", |size| {
            let source = Source::from_vars([("SM_INPUT_DATA_CONFIG", configs(size, setting))]);
            let env = TrainingEnv::from_source(&source).expect("the environment is valid");
            move || env.to_string().len()
        }),
        shape("a channel that is missing", |size| {
            let source = Source::from_vars([("SM_CHANNELS", list(size, channel))]);
            let env = TrainingEnv::from_source(&source).expect("the environment is valid");
            move || {
                env.channel("train")
                    .expect_err("the channel is missing")
                    .to_string()
            }
        }),
        shape("hosts", |size| {
            let source = Source::from_vars([
                (
                    "SM_HOSTS",
                    list(size.max(1), |number| format!("algo-{number}")),
                ),
                ("SM_CURRENT_HOST", "algo-0".to_owned()),
            ]);
            move || {
                TrainingEnv::from_source(&source)
                    .expect("the environment is valid")
                    .host_count()
            }
        }),
        shape("groups of hosts", |size| {
            let group = |number| {
                format!(
                    r#"{{"instance_group_name":"g{number}","instance_type":"ml.m5.large","hosts":["algo-{number}"]}}"#
                )
            };
            let groups: Vec<String> = (0..size.max(1)).map(group).collect();
            let hosts = list(size.max(1), |number| format!("algo-{number}"));
            let config = format!(
                r#"{{"current_host":"algo-0","current_group_name":"g0","current_instance_type":"ml.m5.large","hosts":{hosts},"instance_groups":[{}]}}"#,
                groups.join(","),
            );
            let source = Source::from_vars([("SM_RESOURCE_CONFIG", config)]);
            move || TrainingEnv::from_source(&source).map(|env| env.to_string().len())
        }),
        shape("keys of SM_TRAINING_ENV", |size| {
            env(
                Source::from_vars([(
                    "SM_TRAINING_ENV",
                    configs(size, |number| number.to_string()),
                )]),
                0,
            )
        }),
        shape("brackets in SM_TRAINING_ENV", |size| {
            let source = Source::from_vars([(
                "SM_TRAINING_ENV",
                format!("{{\"hosts\":{}{}}}", "[".repeat(size), "]".repeat(size)),
            )]);
            move || TrainingEnv::from_source(&source).map_err(|error| error.to_string())
        }),
        shape("variables of the job besides its facts", |size| {
            let source = of_vars(
                size,
                vec![
                    ("SM_HOSTS", "[\"algo-1\"]".to_owned()),
                    ("SM_CURRENT_HOST", "algo-1".to_owned()),
                ],
                |number| (format!("SM_OTHER_{number}"), "1".to_owned()),
            );
            move || {
                TrainingEnv::from_source(&source)
                    .expect("the environment is valid")
                    .host_count()
            }
        }),
    ]
}
