//! What the derives make of a struct of each shape, in `snapshots/`: whoever changes the expansion
//! sees all that changes.
//!
//! `SMENV_BLESS=1 cargo test -p smenv-derive` writes the files anew.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::quote;

/// A derive, under its name.
type Derive = (&'static str, fn(TokenStream) -> TokenStream);

const HYPERPARAMETERS: Derive = ("SmHyperparameters", crate::derive::hyperparameters);
const CATEGORICAL: Derive = ("SmCategorical", crate::derive::categorical);
const CHANNELS: Derive = ("SmChannels", crate::derive::channels);
const METRICS: Derive = ("SmMetrics", crate::derive::metrics);

macro_rules! snapshots {
    ($($name:ident: $derive:ident { $($input:tt)* })*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                assert_snapshot(stringify!($name), $derive, quote!($($input)*));
            }
        )*
    };
}

snapshots! {
    plain: HYPERPARAMETERS {
        struct Hyperparameters {
            epochs: u32,
            learning_rate: f64,
            layers: Option<Vec<usize>>,
        }
    }

    of_self: HYPERPARAMETERS {
        #[sm(validate = Self::sound)]
        struct Hyperparameters {
            #[sm(default = vec![Self::UNITS; 2])]
            layers: Vec<usize>,
            #[sm(default = Self::BATCH, range = 1..=Self::MOST)]
            batch_size: u32,
            #[sm(skip)]
            before: Option<Box<Self>>,
        }
    }

    docs: HYPERPARAMETERS {
        #[doc = include_str!("hyperparameters.md")]
        struct Hyperparameters {
            /// Samples per step, of
            #[doc = concat!("at most ", "4096.")]
            batch_size: u32,
            /**
             * Step size.
             */
            learning_rate: f64,
        }
    }

    empty: HYPERPARAMETERS {
        struct Hyperparameters;
    }

    names: HYPERPARAMETERS {
        /// Trains the digits classifier.
        ///
        /// Fast.
        #[sm(rename_all = "kebab-case", allow_unknown, crate = framework::smenv)]
        pub(crate) struct Hyperparameters {
            /// Samples per step.
            pub batch_size: u32,
            #[sm(name = "lr", alias = "eta", alias = "step-size")]
            learning_rate: f64,
            r#type: String,
        }
    }

    defaults: HYPERPARAMETERS {
        struct Hyperparameters {
            #[sm(default)]
            verbose: bool,
            #[sm(default = 64)]
            batch_size: u32,
            #[sm(default = "adam")]
            optimizer: String,
            #[sm(default = vec![64, 64])]
            layers: Vec<usize>,
            #[sm(default = Some(STEPS))]
            warmup_steps: Option<u64>,
            #[sm(skip)]
            done: u32,
            #[sm(skip, default = Instant::now())]
            started: Instant,
        }
    }

    ranges_of_literals: HYPERPARAMETERS {
        struct Hyperparameters {
            #[sm(default = 64, range = 1..=4096)]
            batch_size: u32,
            #[sm(range = 0.0..1.0)]
            dropout: Option<f64>,
            #[sm(range = 1..)]
            epochs: u32,
            #[sm(range = ..=-1)]
            layer: i8,
        }
    }

    ranges_of_constants: HYPERPARAMETERS {
        struct Hyperparameters {
            #[sm(default = BATCH, range = 1..=4 * BATCH)]
            batch_size: u32,
            #[sm(default = Some(RATE), range = f64::EPSILON..1.0, tunable, scale = "log")]
            learning_rate: Option<f64>,
            #[sm(range = limits::LEAST..)]
            epochs: u32,
        }
    }

    flatten: HYPERPARAMETERS {
        struct Hyperparameters {
            epochs: u32,
            #[sm(flatten, prefix = "aug-")]
            augment: Augment,
            #[sm(flatten)]
            optimizer: optimizers::Adam,
        }
    }

    rest: HYPERPARAMETERS {
        struct Hyperparameters {
            /// What no field describes.
            #[sm(rest)]
            others: BTreeMap<String, String>,
            epochs: u32,
        }
    }

    rest_with_prefix: HYPERPARAMETERS {
        struct Hyperparameters {
            #[sm(rest, prefix = "rl.")]
            agent: BTreeMap<String, f64>,
            #[sm(rest, prefix = "config:", json)]
            config: HashMap<String, Value>,
        }
    }

    delimiter: HYPERPARAMETERS {
        struct Hyperparameters {
            /// Columns of the table.
            #[sm(delimiter = " ", default)]
            features: Vec<String>,
        }
    }

    own_types: HYPERPARAMETERS {
        struct Hyperparameters {
            #[sm(from_str, range = Size(1, 1)..)]
            image: Size,
            #[sm(json)]
            schedule: Option<Schedule>,
            #[sm(with = units::seconds, default = Duration::from_secs(60))]
            patience: Duration,
        }
    }

    rules_and_secrets: HYPERPARAMETERS {
        #[sm(validate = warmup_ends)]
        struct Hyperparameters {
            #[sm(validate = power_of_two)]
            batch_size: u32,
            #[sm(secret)]
            api_key: Option<String>,
            #[sm(tunable)]
            optimizer: Optimizer,
        }
    }

    schema: HYPERPARAMETERS {
        #[sm(schema = "snapshots/schema.json")]
        struct Hyperparameters {
            epochs: u32,
            #[sm(flatten, prefix = "aug-")]
            augment: Augment,
        }
    }

    mistake: HYPERPARAMETERS {
        struct Hyperparameters {
            #[sm(default = 0, rage = 1..=4096)]
            batch_size: u32,
            #[sm(flatten, secret)]
            augment: Augment,
        }
    }

    categorical: CATEGORICAL {
        enum Optimizer {
            Adam,
            #[sm(alias = "adam-with-decay")]
            AdamW,
            #[sm(name = "sgd")]
            StochasticGradientDescent,
        }
    }

    categorical_mistake: CATEGORICAL {
        enum Optimizer {
            Adam,
            #[sm(name = "adam")]
            AdamW,
        }
    }

    channels_of_a_job: CHANNELS {
        /// The penguins.
        #[sm(rename_all = "kebab-case")]
        pub struct Data {
            /// What to learn from.
            #[sm(content_type = "text/csv", content_type = "text/tab-separated-values")]
            train_set: Channel,
            #[sm(name = "val", input_mode = "FastFile")]
            validation: Option<Channel>,
        }
    }

    channels_with_defaults: CHANNELS {
        struct Data {
            #[sm(default = "data/train", non_empty)]
            train: Channel,
            #[sm(non_empty)]
            validation: Channel,
            #[sm(default = concat!(env!("CARGO_MANIFEST_DIR"), "/test"))]
            test: Option<Channel>,
        }
    }

    metrics_of_a_step: METRICS {
        /// What a step reports.
        #[sm(rename_all = "kebab-case")]
        pub struct Metrics {
            /// In nats.
            #[sm(name = "train:loss", minimize)]
            train_loss: f64,
            #[sm(maximize)]
            top_accuracy: Option<f32>,
            steps: u64,
        }
    }

    channels_mistake: CHANNELS {
        struct Data {
            #[sm(name = "the train set")]
            train: Channel,
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

#[test]
fn every_snapshot_is_a_shapes() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        assert!(
            !is_rust || NAMES.contains(&name),
            "{} is of no test",
            path.display()
        );
    }
}

#[track_caller]
fn assert_snapshot(name: &str, (derive_name, derive): Derive, input: TokenStream) {
    let comment: String = formatted(&input)
        .lines()
        .map(|line| format!("// {line}").trim_end().to_owned() + "\n")
        .collect();
    let expansion = formatted(&derive(input));
    // The schema's path is whole in the expansion.
    let expansion = expansion.replace(&folder().display().to_string(), "…/snapshots");
    let now = format!("// What `{derive_name}` makes of\n//\n{comment}\n{expansion}");

    let path = folder().join(name).with_extension("rs");
    if env::var_os("SMENV_BLESS").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let differs = (1..)
        .zip(lines(&before).zip(lines(&now)))
        .find(|(_, (before, now))| before != now);
    if let Some((line, (before, now))) = differs {
        panic!(
            "{}, line {line}, was\n    {before}\nand is now\n    {now}\n\
             Where that is meant, `SMENV_BLESS=1 cargo test -p smenv-derive` writes it anew.",
            path.display(),
        );
    }
}

/// The lines of a text, and then its end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().chain(["(the end)"])
}

/// As prettyplease formats it. Outside of the compiler tokens have more space between them:
/// `f64 :: EPSILON`.
fn formatted(tokens: &TokenStream) -> String {
    prettyplease::unparse(&syn_of_prettyplease::parse_file(&tokens.to_string()).unwrap())
}
