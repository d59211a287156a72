//! Every form of a text with a secret in it, passed in every way to structs of every shape: no
//! output contains the secret. Ordinary values are shown.

use std::collections::BTreeMap;
use std::fmt::Debug;

use smenv::{SmHyperparameters, Source, TrainingEnv};

use super::support::Folder;
use super::{job, json, outputs};

const SECRET: &str = "hunter2-Zx9";

#[derive(Debug, SmHyperparameters)]
struct Plain {
    #[sm(secret)]
    pin: Option<String>,
    api_key: Option<u32>,
    #[sm(flatten)]
    wandb: Wandb,
    #[sm(default)]
    epochs: u8,
    #[sm(default)]
    layers: Vec<u32>,
    #[sm(default)]
    sizes: BTreeMap<String, u16>,
    #[sm(default)]
    note: String,
}

#[derive(Debug, SmHyperparameters)]
struct Wandb {
    #[sm(secret)]
    entity: Option<String>,
    mode: Option<bool>,
}

#[derive(Debug, SmHyperparameters)]
#[sm(allow_unknown, validate = quotes)]
struct Lax {
    #[sm(flatten, prefix = "wandb-")]
    wandb: Wandb,
    #[sm(secret, default)]
    pin: String,
    #[sm(default = 1)]
    epochs: u8,
    note: Option<String>,
    #[sm(json)]
    config: Option<serde_json::Value>,
}

fn quotes(hp: &Lax) -> Result<(), String> {
    if hp.epochs == 2 {
        Ok(())
    } else {
        Err(format!("{hp:?}"))
    }
}

#[derive(Debug, SmHyperparameters)]
struct Texts {
    #[sm(secret)]
    pin: Option<String>,
    #[sm(secret)]
    entity: Option<String>,
    #[sm(rest)]
    rest: BTreeMap<String, String>,
}

#[derive(Debug, SmHyperparameters)]
struct Numbers {
    #[sm(secret, name = "wandb.entity")]
    entity: Option<u8>,
    #[sm(secret)]
    pin: Option<u8>,
    #[sm(rest)]
    rest: BTreeMap<String, Vec<f64>>,
}

#[derive(Debug, SmHyperparameters)]
struct OfName {
    jwt: Option<String>,
    db_password: Option<String>,
    #[sm(secret)]
    pin: Option<String>,
    #[sm(secret)]
    entity: Option<String>,
}

/// Names of secrets, declared or not, replace `K`, and the secret replaces `S`.
const FORMS: [&str; 32] = [
    r#"{"K": "S"}"#,
    r#"{"a": 1, "b": {"c": [{"K": "S"}]}}"#,
    r#"{"a": "{\"K\": \"S\"}"}"#,
    r#"{"K": ["S"]}"#,
    r#"{"K":"S","epochs":3}"#,
    r#"{"name": "K", "value": "S"}"#,
    r#"["--K", "S"]"#,
    r#"["--K=S"]"#,
    r#"[1, {"K": "S"}]"#,
    "{'K': 'S'}",
    "{'a': {'K': 'S'}}",
    "{K: S}",
    "[('K', 'S')]",
    "K=S",
    "K=S,b=2",
    "a=1,K=S",
    "a=1;K=S",
    "K:S",
    "K: S",
    "K = S",
    "3 --K S",
    "3 --K=S",
    "--K S",
    "export K=S",
    "+K=S",
    "run.K=S",
    "https://host/path?K=S",
    "https://host/path?a=1&K=S",
    "https%3A%2F%2Fhost%3FK%3DS",
    "postgres://user:S@host/K",
    "Authorization: Bearer S",
    "<K>S</K>",
];

const KEYS: [&str; 9] = [
    "pin",
    "PIN",
    "SM_HP_PIN",
    "api_key",
    "API-KEY",
    "jwt",
    "entity",
    "wandb.entity",
    "hf_token",
];

/// The names that the text is passed for: fields of every kind, and unknown names.
const NAMES: [&str; 8] = [
    "epochs",
    "layers",
    "sizes",
    "note",
    "wandb",
    "config",
    "other-name",
    "epohcs",
];

/// Returns everything that a program can print about a source.
fn printed<T: SmHyperparameters + Debug>(source: &Source) -> Vec<String> {
    let mut all = vec![format!("{source:?}")];
    match T::from_source(source) {
        Ok(filled) => {
            let explanation = filled.explain(source);
            all.extend([
                explanation.to_string(),
                format!("{explanation:?}"),
                format!("{:?}", explanation.rows()),
                serde_json::to_string(&explanation).unwrap(),
            ]);
        }
        Err(error) => all.extend(outputs(&error)),
    }
    all
}

#[track_caller]
fn check(source: &Source, way: &str) {
    let shapes = [
        printed::<Plain>,
        printed::<Lax>,
        printed::<Texts>,
        printed::<Numbers>,
        printed::<OfName>,
    ];
    for (shape, printed) in shapes.iter().enumerate() {
        for output in printed(source) {
            assert!(!output.contains(SECRET), "shape {shape}, {way}: {output}");
        }
    }
}

/// Returns every way to pass a text for a name.
fn ways(name: &str, text: &str) -> Vec<Source> {
    let variable = format!("SM_HP_{}", name.to_uppercase().replace('-', "_"));
    let hps = json(&[(name, text)]);
    let twice = json(&[(name, "1"), (&name.replace('-', "_"), text)]);
    let mut ways = vec![
        job(&hps),
        job(&twice),
        Source::from_vars([("SM_HPS", "{}"), (variable.as_str(), text)]),
        Source::from_vars([("SM_HPS", hps.as_str()), (variable.as_str(), "7")]),
        job("{}").args([format!("--{name}"), text.to_owned()]),
        job("{}").args([format!("--{name}={text}")]),
        job("{}").args([format!("{name}={text}")]),
        job("{}").args([format!("--{name} {text}")]),
        job("{}").args([format!("--{name}={text}"), format!("--{name}=7")]),
        job("{}").args(["-D", text]),
        job("{}").args([text]),
    ];
    if serde_json::from_str::<serde_json::Value>(text).is_ok() {
        ways.push(job(&json(&[(name, "⌘")]).replace("\"⌘\"", text)));
    }
    ways
}

#[test]
fn a_secret_is_in_no_output_in_whatever_way_it_is_given() {
    let mut number = 0;
    for (index, form) in FORMS.iter().enumerate() {
        for key in KEYS.iter().skip(index % 2).step_by(2) {
            let text = form.replace('K', key).replace('S', SECRET);
            // `SM_HP_PIN` already contains an `S`.
            let text = if key.contains('S') {
                form.replace('S', SECRET).replace('K', key)
            } else {
                text
            };
            // Only every second key, and one of the names in turn: all combinations would take
            // minutes.
            let name = NAMES[number % NAMES.len()];
            for (way, source) in ways(name, &text).iter().enumerate() {
                check(source, &format!("{name}, way {way}, {text}"));
            }
            number += 1;
        }
    }
}

#[test]
fn a_secret_is_in_no_output_of_a_config_file_or_of_a_broken_text() {
    for (number, form) in FORMS.iter().enumerate() {
        let key = KEYS[number % KEYS.len()];
        let text = form.replace('S', SECRET).replace('K', key);
        let hps = json(&[(NAMES[number % NAMES.len()], &text)]);
        let folder = Folder::new("secrets-ways");
        folder.write("input/config/hyperparameters.json", &hps);
        check(
            &Source::from_vars([("", ""); 0]).base_dir(folder.path()),
            &text,
        );
        for cut in (number % 5 + 1..hps.len()).step_by(5) {
            if hps.is_char_boundary(cut) {
                check(&job(&hps[..cut]), &hps[..cut]);
            }
        }
    }
}

#[test]
fn a_secret_is_in_no_output_of_the_facts_of_the_job() {
    const FACTS: [&str; 9] = [
        "SM_NUM_GPUS",
        "SM_NUM_CPUS",
        "SM_RESOURCE_CONFIG",
        "SM_TRAINING_ENV",
        "SM_USER_ARGS",
        "SM_LOG_LEVEL",
        "SM_FRAMEWORK_PARAMS",
        "SM_DISTRIBUTED_CONFIG",
        "WORLD_SIZE",
    ];
    for form in FORMS {
        for key in ["api_key", "hf_token"] {
            let text = form.replace('K', key).replace('S', SECRET);
            for fact in FACTS {
                let nested = format!("{{\"num_gpus\": {text}, \"log_level\": {text}}}");
                for text in [&text, &nested] {
                    let source = Source::from_vars([(fact, text)]);
                    let said = match TrainingEnv::from_source(&source) {
                        Ok(env) => {
                            format!("{env:?} {env:#?} {}", serde_json::to_string(&env).unwrap())
                        }
                        Err(error) => outputs(&error).concat(),
                    };
                    assert!(!said.contains(SECRET), "{fact}={text}: {said}");
                }
            }
        }
    }
}

/// A message is only useful if it shows what is wrong.
#[test]
fn ordinary_values_are_shown() {
    for value in [
        "ten",
        "adam",
        "tokenizer=bert",
        "max_tokens: 512",
        "{\"max_tokens\": 512, \"token_type_ids\": [0]}",
        "pad_token=<pad>",
        "patience=3,path=/opt/ml",
        "{'sort_key': 'length', 'author': 'me', 'key': 'text'}",
        "num_tokens=3",
        "s3://bucket/prefix",
        "https://host:8080/x?max_tokens=3",
        "[64, 32]",
        "me@example.com",
        "bert-base-uncased",
    ] {
        for name in [
            "epochs",
            "optimizer",
            "max_tokens",
            "tokenizer",
            "pad_token",
            "patience",
            "key_dim",
            "pin_memory",
        ] {
            #[derive(Debug, SmHyperparameters)]
            struct Ordinary {
                #[sm(secret)]
                wort: Option<String>,
                #[sm(default)]
                epochs: u8,
            }
            let variable = format!("SM_HP_{}", name.to_uppercase());
            for source in [
                job(&json(&[(name, value)])),
                Source::from_vars([(variable.as_str(), value)]),
                job("{}").args([format!("--{name}={value}")]),
            ] {
                let said = Ordinary::from_source(&source)
                    .map(|hp| (hp.epochs, hp.wort))
                    .unwrap_err()
                    .to_string();
                assert!(
                    said.contains(&format!("got {value:?}")),
                    "{name} {value}: {said}"
                );
            }
        }
    }
}
