//! Fields with names that generated code might use itself.

use smenv::{Channel, SmCategorical, SmChannels, SmHyperparameters};

const MOST: u32 = 99;

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
    #[sm(default = MOST, range = ..=MOST)]
    __prefix: u32,
    #[sm(default = 20, range = 1..=MOST, tunable)]
    __prefix_: u32,
    #[sm(default = 21)]
    names: u32,
    #[sm(default = 22, range = 1..=MOST)]
    __smenv: u32,
    #[sm(flatten, prefix = "all-")]
    __names: Uppercase,
}

#[derive(SmHyperparameters)]
#[allow(non_snake_case, reason = "they are called as constants")]
struct Uppercase {
    #[sm(default = 1)]
    SPEC: u32,
    #[sm(default = 2)]
    ALL: u32,
    #[sm(default = 3)]
    TEXT: u32,
    #[sm(default = 4, range = 1..=MOST)]
    __SM_0: u32,
    #[sm(default = 5, range = 1..=MOST)]
    __SM_ROWS: u32,
    #[sm(default = 6)]
    MOST: u32,
}

#[derive(SmHyperparameters)]
struct OnlyFlattened {
    #[sm(flatten, prefix = "a-")]
    __end_: Uppercase,
    #[sm(flatten, prefix = "b-")]
    __end: Uppercase,
}

#[derive(SmChannels)]
struct Data {
    __fields: Channel,
    __f0: Option<Channel>,
    __f1: Option<Channel>,
    names: Option<Channel>,
    channels: Option<Channel>,
    r#type: Option<Channel>,
    from_source: Option<Channel>,
    __smenv: Option<Channel>,
}

fn at_least_one(value: &u32) -> Result<(), String> {
    if *value > 0 {
        Ok(())
    } else {
        Err("it must be at least 1".to_owned())
    }
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
    let hp =
        Hyperparameters::from_source(&super::job(r#"{"type": 20, "match": null, "größe": 21}"#))
            .unwrap();
    assert_eq!(
        [
            hp.fields,
            hp.outgoing,
            hp.value,
            hp.result,
            hp.error,
            hp.self_,
            hp.__f0,
            hp.__fields,
            hp.__value
        ],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    assert_eq!(
        [
            hp.__outgoing,
            hp.__filled,
            hp.r#type,
            hp.from_source,
            hp.smenv
        ],
        [10, 11, 20, 14, 15]
    );
    assert_eq!(
        (hp.r#match, hp.core, hp.__read, hp.größe),
        (Some(13), 16, 17, 21)
    );
    assert_eq!(hp.to_hyperparameters()["type"], "20");
    assert_eq!(
        [hp.__prefix, hp.__prefix_, hp.names, hp.__smenv],
        [99, 20, 21, 22]
    );
    let Uppercase {
        SPEC: a,
        ALL: b,
        TEXT: c,
        __SM_0: d,
        __SM_ROWS: e,
        MOST: f,
    } = hp.__names;
    assert_eq!([a, b, c, d, e, f], [1, 2, 3, 4, 5, 6]);
}

#[test]
fn the_names_of_such_fields() {
    let names = Hyperparameters::names();
    assert_eq!(
        [names.fields, names.r#type, names.größe, names.__f0],
        ["fields", "type", "größe", "__f0"]
    );
    assert_eq!(
        [names.__prefix, names.__prefix_, names.names],
        ["__prefix", "__prefix_", "names"]
    );
    assert_eq!(
        [names.__names.SPEC, names.__names.__SM_0, names.__names.ALL],
        ["all-SPEC", "all-__SM_0", "all-ALL"]
    );
}

#[test]
fn channels_may_have_any_name() {
    let names = Data::names();
    let all = [
        names.__fields,
        names.__f0,
        names.__f1,
        names.names,
        names.channels,
        names.r#type,
        names.from_source,
    ];
    assert_eq!(
        all,
        [
            "__fields",
            "__f0",
            "__f1",
            "names",
            "channels",
            "type",
            "from_source"
        ]
    );

    let data = Data::from_source(&super::job_with_channels(&["__fields", "type"])).unwrap();
    assert_eq!(
        (data.__fields.name(), data.r#type.unwrap().name()),
        ("__fields", "type")
    );
    let others = [
        data.__f0,
        data.__f1,
        data.names,
        data.channels,
        data.from_source,
        data.__smenv,
    ];
    assert!(others.iter().all(Option::is_none));
}

#[test]
fn variants_may_have_any_name() {
    assert_eq!(Choice::CHOICES, ["type", "match", "result", "name"]);
}

#[test]
fn flattened_fields_may_have_any_name() {
    let hp = OnlyFlattened::from_source(&super::job(r#"{"a-MOST": 7, "b-MOST": 8}"#)).unwrap();
    assert_eq!((hp.__end_.MOST, hp.__end.MOST), (7, 8));
}
