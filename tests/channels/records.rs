//! Whatever the producer, the channels of a recorded job are those in its `inputdataconfig.json`.

#![cfg(unix)]

use std::path::Path;

use crate::support::{Folder, Record};
use smenv::{Channel, ProblemKind, SmChannels, Source, TrainingEnv};

/// Every channel in the records, except those of [`CLASH`], which cannot all be in one struct.
#[derive(Debug, SmChannels)]
struct Every {
    train: Option<Channel>,
    validation: Option<Channel>,
    training: Option<Channel>,
    eval: Option<Channel>,
    #[sm(name = "train-data")]
    train_data: Option<Channel>,
    val_data: Option<Channel>,
    s: Option<Channel>,
    model: Option<Channel>,
    checkpoint: Option<Channel>,
    code: Option<Channel>,
    sm_drivers: Option<Channel>,
}

impl Every {
    fn there(self) -> Vec<Channel> {
        let Every {
            train,
            validation,
            training,
            eval,
            train_data,
            val_data,
            s,
            model,
            checkpoint,
            code,
            sm_drivers,
        } = self;
        let channels = [
            train, validation, training, eval, train_data, val_data, s, model, checkpoint, code,
            sm_drivers,
        ];
        let mut there: Vec<Channel> = channels.into_iter().flatten().collect();
        there.sort_by(|a, b| a.name().cmp(b.name()));
        there
    }
}

/// The record whose names differ only in case.
const CLASH: &str = "ch_case_clash";

/// A job, the folder of its data, and its source.
struct Given<'r> {
    record: &'r Record,
    way: String,
    source: Source,
    base: &'r Path,
}

/// Calls `test` with each record from each producer, with its config files, and with only these
/// files.
fn for_each_job(test: impl Fn(&Given<'_>)) {
    for record in &Record::all() {
        let folder: Folder = record.folder();
        for producer in record.producers() {
            let source = record.variables(producer).unwrap();
            test(&Given {
                record,
                way: producer.to_owned(),
                source,
                base: Path::new("/opt/ml"),
            });
            // A base folder takes precedence over all variables.
            let source = record.variables(producer).unwrap().base_dir(folder.path());
            test(&Given {
                record,
                way: format!("{producer} in a folder"),
                source,
                base: folder.path(),
            });
        }
        test(&Given {
            record,
            way: "bare".to_owned(),
            source: record.bare(&folder),
            base: folder.path(),
        });
    }
}

#[track_caller]
fn assert_recorded(channels: &[Channel], job: &Given<'_>) {
    let job_and_way = format!("{} from {}", job.record.name, job.way);
    let expected = job.record.channels();
    let names: Vec<&str> = channels.iter().map(Channel::name).collect();
    assert_eq!(
        names,
        expected.keys().map(String::as_str).collect::<Vec<_>>(),
        "{job_and_way}"
    );
    for (channel, (name, [content_type, input_mode])) in channels.iter().zip(&expected) {
        let place = format!("{name} of {job_and_way}");
        assert_eq!(
            channel.dir(),
            job.base.join("input/data").join(name),
            "{place}"
        );
        assert_eq!(channel.content_type(), content_type.as_deref(), "{place}");
        assert_eq!(
            channel.input_mode().map(|mode| mode.to_string()),
            *input_mode,
            "{place}"
        );
    }
}

#[test]
fn the_environment_has_the_channels_of_the_record() {
    for_each_job(|job| {
        let env = TrainingEnv::from_source(&job.source).unwrap();
        assert_recorded(env.channels(), job);
        for channel in env.channels() {
            assert_eq!(env.channel(channel.name()).unwrap(), channel);
        }
    });
}

#[test]
fn a_struct_has_the_channels_of_the_record() {
    for_each_job(|job| {
        if job.record.name != CLASH {
            assert_recorded(&Every::from_source(&job.source).unwrap().there(), job);
        }
    });
}

/// Names that differ only in case share a variable, so their directories are those of the standard
/// layout.
#[test]
fn a_struct_takes_one_of_the_names_that_differ_in_case() {
    #[derive(SmChannels)]
    #[sm(allow_unknown)]
    struct Upper {
        #[sm(name = "TRAIN")]
        train: Channel,
    }
    for_each_job(|job| {
        if job.record.name != CLASH {
            return;
        }
        let dir = |name: &str| job.base.join("input/data").join(name);
        assert_eq!(
            Upper::from_source(&job.source).unwrap().train.dir(),
            dir("TRAIN"),
            "{}",
            job.way
        );
        let problems = Every::from_source(&job.source).unwrap_err();
        let told = problems.to_string();
        let [first, second] = problems.problems() else {
            panic!("{told}")
        };
        for (problem, name) in [(first, "TRAIN"), (second, "Train")] {
            assert_eq!(
                (problem.kind(), problem.name()),
                (ProblemKind::Unknown, Some(name)),
                "{}: {told}",
                job.way
            );
        }
    });
}

/// A struct with only `train` accepts the jobs that have only `train`, whatever the driver adds.
#[test]
fn the_drivers_own_channels_are_passed_over_in_the_records() {
    #[derive(SmChannels)]
    struct Train {
        train: Channel,
    }
    for_each_job(|job| {
        let mut names: Vec<String> = job.record.channels().into_keys().collect();
        names.retain(|name| !["code", "recipe", "sm_drivers"].contains(&name.as_str()));
        let filled = Train::from_source(&job.source);
        assert_eq!(
            filled.is_ok(),
            names == ["train"],
            "{} from {}",
            job.record.name,
            job.way
        );
        if let Ok(data) = filled {
            assert_eq!(
                data.train.dir(),
                job.base.join("input/data/train"),
                "{}",
                job.way
            );
        }
    });
}

/// Each property that the records are meant to cover is in one of them.
#[test]
fn the_records_have_every_kind_of_channel() {
    let channels: Vec<_> = Record::all()
        .iter()
        .flat_map(|record| record.channels().into_values())
        .collect();
    let has_mode = |mode: &str| {
        channels
            .iter()
            .any(|[_, given]| given.as_deref() == Some(mode))
    };
    assert!(has_mode("File") && has_mode("Pipe") && has_mode("FastFile"));
    let has_type =
        |known: Option<&str>| channels.iter().any(|[given, _]| given.as_deref() == known);
    assert!(
        has_type(None) && has_type(Some("text/csv")) && has_type(Some("text/csv; label_size=0"))
    );
    assert!(
        Record::all()
            .iter()
            .any(|record| record.channels().is_empty())
    );
}
