//! `Template`: hyperparameters to fill in.

use serde_json::json;
use smenv::export::Template;
use smenv::{SmHyperparameters, Source};

use crate::support::Folder;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = "1.10")]
    version: String,
    #[sm(default = vec![1, 2])]
    layers: Vec<u8>,
    note: Option<String>,
    #[sm(default = "hunter2")]
    api_key: String,
}

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only its template matters")]
struct Required {
    #[sm(range = 1..=9)]
    epochs: u8,
    path: std::path::PathBuf,
}

#[test]
fn what_is_required_and_what_is_secret_is_a_placeholder() {
    assert_eq!(
        serde_json::to_value(Template::of::<Required>()).unwrap(),
        json!({"epochs": "<an integer from 1 to 9>", "path": "<a string>"})
    );
    assert_eq!(
        serde_json::to_value(Template::of::<Hyperparameters>()).unwrap(),
        json!({"version": "\"1.10\"", "layers": "[1,2]", "api_key": "<a string>"})
    );
}

#[test]
fn the_program_reads_the_template_as_its_defaults() {
    let folder = Folder::new("template");
    let json = serde_json::to_string(&Template::of::<Hyperparameters>()).unwrap();
    folder.write("input/config/hyperparameters.json", &json);
    let hp = Hyperparameters::from_source(&Source::default().base_dir(folder.path())).unwrap();
    assert_eq!(
        (&*hp.version, &hp.layers[..], hp.note),
        ("1.10", &[1, 2][..], None)
    );
    assert_eq!(hp.api_key, "<a string>");
}

#[test]
fn equal_defaults_have_equal_texts() {
    #[derive(SmHyperparameters)]
    #[allow(dead_code, reason = "only its template matters")]
    struct Sets {
        #[sm(default = ["c", "a", "b"].map(str::to_owned).into())]
        letters: std::collections::HashSet<String>,
        #[sm(default = Rate(0.5))]
        rate: Rate,
    }

    for _ in 0..8 {
        assert_eq!(
            serde_json::to_value(Template::of::<Sets>()).unwrap(),
            json!({"letters": "[\"a\",\"b\",\"c\"]", "rate": "0.5"})
        );
    }
}

/// A number of the program's own.
#[derive(Debug)]
struct Rate(f64);

impl smenv::HyperparameterValue for Rate {
    const EXPECTED: smenv::ValueType = smenv::ValueType::Float;

    fn from_text(text: &str) -> Result<Self, smenv::ValueError> {
        f64::from_text(text).map(Rate)
    }

    fn to_text(&self) -> String {
        self.0.to_text()
    }
}
