//! A field whose name looks like a secret's is a secret, as if it had `secret`.

use std::collections::BTreeMap;

use smenv::{SmHyperparameters, Source};

use super::{SECRET, hides, job, json};

#[derive(Debug, SmHyperparameters)]
struct Undeclared {
    #[sm(default, validate = super::never)]
    api_key: Option<String>,
    #[sm(default)]
    session_token: u32,
    #[sm(name = "x", alias = "db-password")]
    x: Option<u8>,
    #[sm(flatten, prefix = "wandb-")]
    wandb: Wandb,
    #[sm(default)]
    max_tokens: u32,
}

#[derive(Debug, SmHyperparameters)]
struct Wandb {
    key: Option<u32>,
    mode: Option<u32>,
}

#[test]
fn a_field_whose_name_looks_like_a_secrets_is_one() {
    for name in ["api_key", "session-token", "x", "db-password", "wandb-key"] {
        let variable = format!("SM_HP_{}", name.to_uppercase().replace('-', "_"));
        for source in [
            job(&json(&[(name, SECRET)])),
            Source::from_vars([(variable.as_str(), SECRET)]),
            job("{}").args([format!("--{name}"), SECRET.to_owned()]),
            job("{}").args([format!("--{name}={SECRET}")]),
            job("{}").args([format!("{name}={SECRET}")]),
            job("{}").args([format!("--{name} {SECRET}")]),
            job("{}").args([format!("--{name}={SECRET}"), format!("--{name}={SECRET}2")]),
        ] {
            hides(&Undeclared::from_source(&source).unwrap_err(), SECRET);
        }
    }
    let given = [
        ("session_token", "4711"),
        ("x", "47"),
        ("wandb-key", "4711"),
        ("wandb-mode", "5"),
        ("max_tokens", "6"),
    ];
    let source = job(&json(&given));
    let explanation = Undeclared::from_source(&source).unwrap().explain(&source);
    assert!(!super::shown(&explanation).contains("47"), "{explanation}");
    let shown = explanation
        .rows()
        .iter()
        .filter_map(|row| row.value.as_deref())
        .collect::<Vec<_>>();
    assert_eq!(shown, ["******", "******", "******", "5", "6"]);
}

#[test]
fn the_table_of_fields_says_that_it_is_one() {
    let fields = Undeclared::SPEC.fields();
    let secret: Vec<&str> = fields
        .iter()
        .filter(|field| field.is_secret())
        .map(|field| field.name())
        .collect();
    assert_eq!(secret, ["api_key", "session_token", "x"]);
}

#[test]
fn the_table_of_all_hyperparameters_says_so_of_full_names() {
    #[derive(SmHyperparameters)]
    struct Outer {
        #[sm(flatten, prefix = "api_")]
        inner: Inner,
    }

    #[derive(SmHyperparameters)]
    struct Inner {
        #[sm(default = "x7Kq")]
        key: String,
        #[sm(default = 3)]
        version: u32,
    }

    let all = Outer::SPEC.hyperparameters();
    let secret: Vec<(&str, bool)> = all
        .iter()
        .map(|(name, field)| (name.as_str(), field.is_secret()))
        .collect();
    assert_eq!(secret, [("api_key", true), ("api_version", false)]);
    assert!(!format!("{all:?}").contains("x7Kq"), "{all:?}");
    assert_eq!(
        Outer::from_source(&Source::default())
            .unwrap()
            .inner
            .version,
        3
    );
}

#[test]
fn what_is_missing_is_not_suggested_as_an_argument() {
    #[derive(Debug, SmHyperparameters)]
    struct Key {
        api_key: String,
    }
    let error = Key::from_source(&job("{}").args([""; 0])).unwrap_err();
    assert!(!error.to_string().contains("--api_key"), "{error}");
}

#[test]
fn secret_is_false_shows_what_only_looks_like_one() {
    #[derive(Debug, SmHyperparameters)]
    struct Shown {
        #[sm(secret = false)]
        selector_key: u32,
        #[sm(flatten, prefix = "api-")]
        inner: Inner,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Inner {
        #[sm(secret = false)]
        key: Option<u8>,
    }
    let error =
        Shown::from_source(&job(r#"{"selector_key": "long", "api-key": "short"}"#)).unwrap_err();
    assert!(
        error.to_string().contains("\"long\"") && error.to_string().contains("\"short\""),
        "{error}"
    );
    let source = job(r#"{"selector_key": 5, "api-key": 7}"#);
    let hp = Shown::from_source(&source).unwrap();
    let table = hp.explain(&source).to_string();
    assert!(
        table.contains('5') && table.contains('7'),
        "{table} {:?}",
        hp.inner.key
    );
    assert!(!Shown::SPEC.fields()[0].is_secret() && hp.selector_key == 5);
}

#[test]
fn a_secret_default_is_not_quoted_by_the_structs_rule() {
    fn token() -> String {
        SECRET.to_owned()
    }
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = quotes)]
    struct Defaults {
        #[sm(secret, default = token())]
        pin: String,
        #[sm(default = 1)]
        open: u8,
    }
    fn quotes(hp: &Defaults) -> Result<(), String> {
        Err(format!("{hp:?} {} {}", hp.pin, hp.open))
    }
    #[derive(Debug, SmHyperparameters)]
    struct Outer {
        #[sm(flatten, prefix = "in-")]
        inner: Defaults,
    }
    hides(&Defaults::from_source(&job("{}")).unwrap_err(), SECRET);
    hides(&Outer::from_source(&job("{}")).unwrap_err(), SECRET);
    let said = Outer::from_source(&job("{}")).unwrap_err().to_string();
    assert!(
        said.contains(
            "in-*: validation by `quotes` failed (reason redacted: it may quote the secret in-pin)"
        ),
        "{said}"
    );

    // The default of a type reveals nothing, nor does an empty text.
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = refuses)]
    struct Empty {
        #[sm(secret, default)]
        pin: String,
        #[sm(secret, default = "")]
        code: String,
        #[sm(secret, default)]
        number: u32,
    }
    fn refuses(hp: &Empty) -> Result<(), String> {
        Err(format!("bad: {:?} {:?} {}", hp.pin, hp.code, hp.number))
    }
    let said = Empty::from_source(&job("{}")).unwrap_err().to_string();
    assert!(said.contains("bad: \"\" \"\" 0"), "{said}");
}

#[test]
fn a_rest_map_has_its_names_by_the_same_rule() {
    #[derive(Debug, SmHyperparameters)]
    struct Rest {
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let source = job(&json(&[
        ("jwt", "hunter2"),
        ("pad_token", "<pad>"),
        ("patience", "3"),
    ]));
    let hp = Rest::from_source(&source).unwrap();
    let table = hp.explain(&source).to_string();
    assert!(
        !table.contains(SECRET) && table.contains("<pad>") && hp.rest.len() == 3,
        "{table}"
    );
}
