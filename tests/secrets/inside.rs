//! A secret inside the value of something else.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;
use smenv::{HyperparameterValue, SmHyperparameters, Source};

use super::{SECRET, hides, job, json, outputs, shown};

#[derive(Debug, SmHyperparameters)]
struct Job {
    #[sm(flatten)]
    wandb: Wandb,
    #[sm(flatten, prefix = "db-")]
    db: Db,
    #[sm(secret)]
    pin: Option<String>,
    #[sm(default)]
    epochs: u8,
    #[sm(default)]
    sizes: HashMap<String, u16>,
    #[sm(default)]
    note: String,
}

#[derive(Debug, SmHyperparameters)]
struct Wandb {
    #[sm(secret)]
    entity: Option<String>,
}

#[derive(Debug, SmHyperparameters)]
struct Db {
    #[sm(secret)]
    place: Option<String>,
}

#[track_caller]
fn refused(source: &Source) {
    hides(&Job::from_source(source).unwrap_err(), SECRET);
}

#[test]
fn an_object_under_the_name_of_a_flattened_struct_shows_none_of_its_secrets() {
    refused(&job(r#"{"wandb": {"entity": "hunter2"}}"#));
    refused(&job(r#"{"db": {"place": "hunter2"}}"#));
    refused(&job(r#"{"db": {"db_place": "hunter2", "x": 1}}"#));
    refused(&job(r#"{"wandb": "{'ENTITY': 'hunter2'}"}"#));
    refused(&job(
        r#"{"wandb.entity": "a", "other": "wandb.entity=hunter2"}"#,
    ));
    refused(&job(r#"{"wandb": {"key": "hunter2"}}"#));
}

#[test]
fn an_unknown_argument_shows_no_secret_that_its_value_sets() {
    for arguments in [
        &["--set=pin=hunter2"][..],
        &["--set", "pin=hunter2"],
        &["-D", "pin=hunter2"],
        &["-Dpin=hunter2"],
        &["-D", "SM_HP_PIN=hunter2"],
        &["--epochs", "3 --pin hunter2"],
        &["--epochs=3 --pin hunter2"],
        &["--sizes", "pin=hunter2"],
        &["--json", r#"{"a": 1, "pin": "hunter2"}"#],
        &["--json", r#"{"a":1,"api_key":"hunter2"}"#],
        &["PIN=hunter2"],
        &["API_KEY=hunter2", "--epochs", "3"],
        &["--env", "API_KEY=hunter2"],
        &["--url=https://host/?token=hunter2"],
        &["--db", "postgres://user:hunter2@host"],
        &[r#"{"pin": "hunter2"}"#],
    ] {
        refused(&job("{}").args(arguments.iter().copied()));
    }
}

#[test]
fn a_text_field_keeps_what_it_is_given_and_shows_no_secret_in_it() {
    let note = "x --api_key hunter2";
    for source in [
        job(&json(&[("note", note)])),
        job("{}").args(["--note", note]),
        Source::from_vars([("SM_HP_NOTE", note)]),
    ] {
        let hp = Job::from_source(&source).unwrap();
        assert_eq!(hp.note, note);
        let explanation = hp.explain(&source);
        assert!(!shown(&explanation).contains(SECRET), "{explanation}");
    }
}

#[test]
fn a_name_that_has_a_secret_in_it_is_not_shown() {
    for name in [
        "api_key=hunter2",
        "--api_key hunter2",
        "postgres://user:hunter2@host",
        "{\"pin\": \"hunter2\"}",
    ] {
        refused(&job(&json(&[(name, "1")])));
        refused(&job(&json(&[("epochs", "x"), (name, "1")])));
        #[derive(Debug, SmHyperparameters)]
        struct Rest {
            #[sm(secret)]
            pin: Option<String>,
            #[sm(rest)]
            rest: BTreeMap<String, String>,
        }
        let source = job(&json(&[(name, "1")]));
        let hp = Rest::from_source(&source).unwrap();
        let explanation = hp.explain(&source);
        assert!(!shown(&explanation).contains(SECRET), "{explanation}");
        assert!(hp.rest.contains_key(name) && hp.pin.is_none());
    }
}

#[test]
fn a_value_of_a_type_alone_does_not_quote_a_secrets_entry() {
    let invalid = HashMap::<String, u16>::from_text(r#"{"api_key": "hunter2"}"#).unwrap_err();
    assert!(
        !format!("{invalid} {invalid:?}").contains(SECRET),
        "{invalid}"
    );
    let error = job(r#"{"config": {"api_key": "hunter2"}}"#)
        .hyperparameter::<u8>("config")
        .unwrap_err();
    hides(&error, SECRET);
}

#[test]
fn the_reason_of_a_rule_is_not_shown_where_a_value_may_hold_a_secret() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = quotes)]
    struct Rules {
        #[sm(default, validate = super::never)]
        url: Option<String>,
        #[sm(default, json)]
        config: Option<Value>,
    }
    fn quotes(hp: &Rules) -> Result<(), String> {
        Err(format!("{:?} {:?}", hp.url, hp.config))
    }
    hides(
        &Rules::from_source(&job(r#"{"config": {"api_key": "hunter2"}}"#)).unwrap_err(),
        SECRET,
    );
    let url = "postgres://user:hunter2@host/db";
    hides(
        &Rules::from_source(&job(&json(&[("url", url)]))).unwrap_err(),
        SECRET,
    );
    let error = Rules::from_source(&job(r#"{"config": {"max_tokens": 512}}"#)).unwrap_err();
    assert!(outputs(&error).concat().contains("512"), "{error}");
}

#[test]
fn a_default_with_a_secret_in_it_is_in_no_table() {
    #[derive(Debug, SmHyperparameters)]
    struct Defaults {
        #[sm(default = "postgres://user:hunter2@host/db")]
        db: String,
        #[sm(default = "https://host/x")]
        open: String,
    }
    let hp = Defaults::from_source(&job("{}")).unwrap();
    let explanation = hp.explain(&job("{}"));
    let all = format!("{} {:?}", shown(&explanation), Defaults::SPEC);
    assert!(
        !all.contains(SECRET) && all.contains("https://host/x"),
        "{all}"
    );
    assert!(hp.db.contains(SECRET) && !hp.open.is_empty());
}

/// After the name of a declared secret, anything may separate it from its value, and a word may
/// precede the name.
#[test]
fn a_declared_secret_is_known_among_other_words() {
    for text in [
        "pin hunter2",
        "pin is hunter2",
        "pin|hunter2",
        "pin(hunter2)",
        "pin[0]=hunter2",
        "pin.value=hunter2",
        "pin+=hunter2",
        "pin&#61;hunter2",
        "pin\n=\nhunter2",
        "- pin\n- hunter2",
        "my_pin=hunter2",
        "JOB_PIN=hunter2",
        "a__pin=hunter2",
        "pins=[hunter2]",
        "-Dpin=hunter2",
        "<add key=\"pin\" value=\"hunter2\"/>",
        "db place: hunter2",
    ] {
        for source in [
            job(&json(&[("epochs", text)])),
            Source::from_vars([("SM_HP_OTHER", text)]),
            job("{}").args([format!("--other={text}")]),
            job("{}").args([text]),
        ] {
            refused(&source);
        }
    }
}
