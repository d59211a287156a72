//! Hyperparameters of every kind of type.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use smenv::{SmCategorical, SmHyperparameters};

use crate::random::Random;

#[derive(Debug, PartialEq, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
pub struct Hyperparameters {
    pub seed: u64,
    pub apostrophes: bool,
    text: String,
    other_text: String,
    third_text: Box<str>,
    maybe_text: Option<String>,
    path: PathBuf,
    letter: char,
    texts: Vec<String>,
    pair: (String, i64),
    map: BTreeMap<String, String>,
    small: i8,
    large: i128,
    maybe_count: Option<u32>,
    float: f64,
    single: f32,
    maybe_float: Option<f64>,
    flag: bool,
    numbers: Vec<f64>,
    optimizer: Optimizer,
    #[sm(json)]
    schedule: Schedule,
    #[sm(secret)]
    password: String,
    #[sm(flatten, prefix = "aug-")]
    augment: Augment,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
pub struct Augment {
    flip_share: Option<f64>,
    crop_sizes: Vec<usize>,
    label: String,
}

#[derive(Debug, PartialEq, SmCategorical)]
pub enum Optimizer {
    Adam,
    #[sm(name = "1e5")]
    Number,
    #[sm(name = "true")]
    Boolean,
    #[sm(name = "sgd + momentum")]
    Momentum,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    name: String,
    steps: Vec<u64>,
    warmup: Option<f64>,
}

impl Hyperparameters {
    /// Returns the values that follow from a seed.
    pub fn random(seed: u64, apostrophes: bool) -> Self {
        let random = &mut Random::new(seed, apostrophes);
        Hyperparameters {
            seed,
            apostrophes,
            text: random.text(),
            other_text: random.text(),
            third_text: random.text().into(),
            maybe_text: random.some(Random::text),
            path: random.text().into(),
            letter: random.text().chars().next().unwrap_or('x'),
            texts: random.texts(),
            pair: (random.text(), random.number() as i64),
            map: (0..random.below(4))
                .map(|at| (format!("{at}{}", random.text()), random.text()))
                .collect(),
            small: random.number() as i8,
            large: i128::from(random.number() as i64) << random.below(64),
            maybe_count: random.some(|random| random.number() as u32),
            float: random.float(),
            single: random.below(1 << 24) as f32 / 3.0,
            maybe_float: random.some(Random::float),
            flag: random.flip(),
            numbers: (0..random.below(4)).map(|_| random.float()).collect(),
            optimizer: match random.below(4) {
                0 => Optimizer::Adam,
                1 => Optimizer::Number,
                2 => Optimizer::Boolean,
                _ => Optimizer::Momentum,
            },
            schedule: Schedule {
                name: random.text(),
                steps: (0..random.below(3)).map(|_| random.number()).collect(),
                warmup: random.some(|random| random.below(100) as f64 / 8.0),
            },
            password: random.text(),
            augment: Augment {
                flip_share: random.some(Random::float),
                crop_sizes: (0..random.below(4)).map(|_| random.below(1000)).collect(),
                label: random.text(),
            },
        }
    }
}
