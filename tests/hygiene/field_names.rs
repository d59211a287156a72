//! Fields called as generated code might call its own.

use smenv::{SmCategorical, SmHyperparameters};

#[derive(SmHyperparameters)]
#[sm(validate = any)]
struct Hyperparameters {
    #[sm(default = 1, validate = at_least_one, range = 1..)]
    fields: u32,
    #[sm(default = 2)]
    outgoing: u32,
    #[sm(default = 3, range = 0..=9)]
    value: u32,
    #[sm(default = 4)]
    result: u32,
    #[sm(default = 5)]
    error: u32,
    #[sm(default = 6)]
    self_: u32,
    #[sm(default = 7)]
    __f0: u32,
    #[sm(default = 8)]
    __fields: u32,
    #[sm(default = 9)]
    __value: u32,
    #[sm(default = 10)]
    __outgoing: u32,
    #[sm(default = 11)]
    __filled: u32,
    #[sm(default = 12)]
    r#type: u32,
    #[sm(default = Some(13))]
    r#match: Option<u32>,
    #[sm(default = 14)]
    from_source: u32,
    #[sm(default = 15)]
    smenv: u32,
    #[sm(default = 16)]
    core: u32,
    #[sm(default = 17)]
    __read: u32,
    #[sm(default = 18)]
    größe: u32,
}

fn at_least_one(value: &u32) -> Result<(), String> {
    if *value > 0 { Ok(()) } else { Err("it must be at least 1".to_owned()) }
}

fn any(_: &Hyperparameters) -> Result<(), String> {
    Ok(())
}

#[derive(Debug, PartialEq, SmCategorical)]
enum Choice {
    #[sm(name = "type")]
    Type,
    #[expect(non_camel_case_types, reason = "a raw identifier")]
    r#match,
    Result,
    Name,
}

#[test]
fn fields_may_have_any_name() {
    let hp = Hyperparameters::from_source(&super::job(r#"{"type": 20, "match": null, "größe": 21}"#)).unwrap();
    assert_eq!(
        [hp.fields, hp.outgoing, hp.value, hp.result, hp.error, hp.self_, hp.__f0, hp.__fields, hp.__value],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    assert_eq!([hp.__outgoing, hp.__filled, hp.r#type, hp.from_source, hp.smenv], [10, 11, 20, 14, 15]);
    assert_eq!((hp.r#match, hp.core, hp.__read, hp.größe), (Some(13), 16, 17, 21));
    assert_eq!(hp.to_hyperparameters()["type"], "20");
}

#[test]
fn variants_may_have_any_name() {
    assert_eq!(Choice::CHOICES, ["type", "match", "result", "name"]);
}
