//! `markdown`: tables for a README.

use smenv::export::markdown;
use smenv::{Channel, SmChannels, SmHyperparameters, SmMetrics};

#[derive(SmHyperparameters)]
#[allow(dead_code, reason = "only its table matters")]
struct Hyperparameters {
    /// Step size | the
    /// rate <of learning> of a `Vec<T>`.
    #[sm(alias = "lr", range = 0.0..=1.0, default = 0.1, tunable)]
    learning_rate: f64,
    #[sm(delimiter = "|", default = vec!["a|b".to_owned()])]
    names: Vec<String>,
    #[sm(default = "hunter2")]
    api_key: String,
    note: Option<String>,
    epochs: u8,
    /// The rest.
    #[sm(rest, prefix = "rl.")]
    rl: std::collections::BTreeMap<String, f64>,
}

#[derive(SmChannels)]
#[allow(dead_code, reason = "only its table matters")]
struct Data {
    /// What to learn from.
    #[sm(content_type = "text/csv", input_mode = "File")]
    train: Channel,
    test: Option<Channel>,
}

#[derive(SmMetrics)]
#[allow(dead_code, reason = "only its table matters")]
struct Metrics {
    /// In nats.
    #[sm(name = "train:loss", minimize)]
    loss: f64,
    steps: u64,
}

#[test]
fn each_kind_is_a_table_whose_cells_stay_cells() {
    assert_eq!(
        markdown::<Hyperparameters, Data, Metrics>(),
        r#"| hyperparameter | type | default | description |
|---|---|---|---|
| `learning_rate`, `lr` | a number from 0.0 to 1.0, tunable | `0.1` | Step size \| the rate \<of learning> of a `Vec<T>`. |
| `names` | a list, each item a string, separated by "\|" | `["a\|b"]` | |
| `api_key` | a string | `******` | |
| `note` | a string | none | |
| `epochs` | an integer from 0 to 255 | required | |
| `rl.*` | any, each a number | | The rest. |

| channel | content | required | description |
|---|---|---|---|
| `train` | `text/csv`, `File` | yes | What to learn from. |
| `test` | any | no | |

| metric | objective | description |
|---|---|---|
| `train:loss` | minimize | In nats. |
| `steps` | | |
"#
    );
}
