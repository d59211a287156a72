//! No output contains a secret, however wrong its value is and wherever it comes from.

mod by_name;
mod every_way;
mod inside;

#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Display};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use smenv::{
    Error, Explanation, HyperparameterValue, Problem, ProblemKind, SmCategorical,
    SmHyperparameters, Source,
};
use support::Folder;

/// Must not be shown: it is part of every secret here.
const SECRET: &str = "hunter2";

/// Secrets whose names do not look like it.
#[derive(Debug, SmHyperparameters)]
#[sm(rename_all = "kebab-case")]
struct Job {
    #[sm(secret, alias = "wort", validate = never)]
    phrase_text: Option<String>,
    #[sm(secret, range = 1..=9)]
    pin_code: Option<u32>,
    #[sm(secret)]
    short_word: Option<char>,
    #[sm(secret)]
    many_pins: Vec<u16>,
    #[sm(secret)]
    two_pins: Option<[u16; 2]>,
    #[sm(secret)]
    pins_by_name: BTreeMap<String, u16>,
    #[sm(secret)]
    nested: Option<BTreeMap<String, Vec<Option<u16>>>>,
    #[sm(secret, from_str)]
    by_from_str: Option<Strict>,
    #[sm(secret, from_str)]
    listed_by_from_str: Vec<Strict>,
    #[sm(secret, json)]
    by_json: Option<Login>,
    #[sm(secret, with = by_module)]
    by_module: Option<Strict>,
    #[sm(secret)]
    level: Option<Level>,
    #[sm(secret)]
    own: Option<Own>,
    #[sm(flatten, prefix = "inner-")]
    inner: Inner,
    #[sm(default)]
    open: u8,
}

#[derive(Debug, SmHyperparameters)]
struct Inner {
    #[sm(secret, validate = never)]
    phrase: Option<String>,
    #[sm(secret)]
    codes: Vec<u16>,
}

/// Valid values for the job's required fields.
const SOUND: [(&str, &str); 4] = [
    ("many-pins", "[]"),
    ("pins-by-name", "{}"),
    ("listed-by-from-str", "[]"),
    ("inner-codes", "[]"),
];

/// Rejects every value, and quotes it.
fn never(text: &str) -> Result<(), String> {
    Err(format!("{text} is not wanted"))
}

#[derive(Debug)]
struct Strict;

impl FromStr for Strict {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Err(format!("{text} is none"))
    }
}

impl Display for Strict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("strict")
    }
}

mod by_module {
    use super::Strict;

    pub(super) fn from_text(text: &str) -> Result<Strict, String> {
        text.parse()
    }

    pub(super) fn to_text(value: &Strict) -> String {
        value.to_string()
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Login {
    user: u8,
    way: Way,
}

#[derive(Debug, Serialize, Deserialize)]
enum Way {
    Key,
}

#[derive(Debug, SmCategorical)]
enum Level {
    Hunter,
    Hunter3,
}

/// Its error quotes the rejected value.
#[derive(Debug)]
struct Own;

impl HyperparameterValue for Own {
    const EXPECTED: smenv::ValueType = smenv::ValueType::Other("a password");

    fn from_text(text: &str) -> Result<Self, smenv::ValueError> {
        Err(smenv::ValueError::new(format!("{text} is none")))
    }

    fn to_text(&self) -> String {
        String::new()
    }
}

/// Values that are invalid for their field, each containing the secret.
const WRONG: &[(&str, &str)] = &[
    ("phrase-text", "hunter2"),
    ("phrase-text", "hunter2\0"),
    ("wort", "hunter2"),
    ("pin-code", "hunter2"),
    ("short-word", "hunter2"),
    ("many-pins", "hunter2"),
    ("many-pins", "1,hunter2"),
    ("many-pins", "[1, 'hunter2']"),
    ("many-pins", "{\"hunter2\": 1}"),
    ("many-pins", "[hunter2"),
    ("many-pins", "\"hunter2"),
    ("two-pins", "[1, 2, \"hunter2\"]"),
    ("two-pins", "hunter2"),
    ("pins-by-name", "hunter2"),
    ("pins-by-name", "a=hunter2"),
    ("pins-by-name", "hunter2=a"),
    ("pins-by-name", "hunter2=1,hunter2=2"),
    ("pins-by-name", "{\"hunter2\": null}"),
    ("pins-by-name", "{\"a\": \"hunter2\"}"),
    ("pins-by-name", "{'hunter2': 70000}"),
    ("nested", "{\"a\": [1, \"hunter2\"]}"),
    ("nested", "{\"a\": {\"hunter2\": 1}}"),
    ("by-from-str", "hunter2"),
    ("listed-by-from-str", "['hunter2']"),
    ("by-json", "hunter2"),
    ("by-json", "{\"user\": \"hunter2\"}"),
    ("by-json", "{\"hunter2\": 1}"),
    ("by-json", "{\"user\": 1, \"way\": \"hunter2\"}"),
    ("by-json", "{\"user\": 1, \"way\": \"hunter2\""),
    ("by-module", "hunter2"),
    ("level", "hunter2"),
    ("own", "hunter2"),
    ("inner-phrase", "hunter2"),
    ("inner-codes", "[hunter2]"),
];

/// Returns everything that a program can print of an error.
pub(crate) fn outputs(error: &Error) -> Vec<String> {
    fn of(problem: &Problem) -> Vec<String> {
        let texts = [
            problem.name(),
            problem.given(),
            problem.expected(),
            problem.suggestion(),
        ];
        let mut outputs: Vec<String> = texts.into_iter().flatten().map(str::to_owned).collect();
        outputs.extend(
            problem
                .origin()
                .map(|origin| format!("{origin} {origin:?}")),
        );
        outputs.extend([
            problem.to_string(),
            format!("{problem:?}"),
            format!("{problem:#?}"),
            serde_json::to_string(problem).unwrap(),
        ]);
        outputs
    }
    let mut outputs = vec![
        error.to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
        serde_json::to_string(error).unwrap(),
    ];
    outputs.extend(std::error::Error::source(error).map(|source| format!("{source} {source:?}")));
    outputs.extend(error.problems().iter().flat_map(of));
    outputs
}

/// Every form of an explanation that a program can print.
pub(crate) fn shown(explanation: &Explanation) -> String {
    format!(
        "{explanation} {explanation:?} {:?} {}",
        explanation.rows(),
        serde_json::to_string(explanation).unwrap()
    )
}

#[track_caller]
fn hides(error: &Error, secret: &str) {
    for output in outputs(error) {
        assert!(!output.contains(secret), "{secret} is shown: {output}");
    }
}

/// Asserts that the job is refused with a problem of this kind, and that neither it nor any other
/// shows the secret.
#[track_caller]
fn refused<T: SmHyperparameters + Debug>(source: &Source, kind: ProblemKind) {
    let error = T::from_source(source).unwrap_err();
    assert!(
        error
            .problems()
            .iter()
            .any(|problem| problem.kind() == kind),
        "{kind:?} {error}"
    );
    hides(&error, SECRET);
}

/// Returns the entries as JSON, with each value as a string.
fn json(entries: &[(&str, &str)]) -> String {
    serde_json::to_string(&entries.iter().copied().collect::<BTreeMap<&str, &str>>()).unwrap()
}

/// Returns the valid job except for one entry.
fn with(name: &str, value: &str) -> String {
    let sound = SOUND.iter().copied().filter(|(known, _)| *known != name);
    json(&sound.chain([(name, value)]).collect::<Vec<_>>())
}

fn job(hps: &str) -> Source {
    Source::from_vars([("SM_HPS", hps)])
}

/// Calls `check` with each source that gives the name this value, and contains no other problem.
fn everywhere(name: &str, value: &str, mut check: impl FnMut(&Source)) {
    let sound = json(&SOUND);
    check(&job(&with(name, value)));
    // As JSON, if it is valid JSON.
    if serde_json::from_str::<serde_json::Value>(value).is_ok() {
        check(&job(&with(name, "⌘").replace("\"⌘\"", value)));
    }
    let variable = format!("SM_HP_{}", name.to_uppercase().replace('-', "_"));
    check(&Source::from_vars([
        ("SM_HPS", sound.as_str()),
        (&variable, value),
    ]));
    check(&job(&sound).args([format!("--{name}"), value.to_owned()]));
    check(&job(&sound).args([format!("--{name}={value}")]));
    let folder = Folder::new("secrets");
    folder.write("input/config/hyperparameters.json", &with(name, value));
    check(&Source::from_vars([("", ""); 0]).base_dir(folder.path()));
}

#[test]
fn a_sound_secret_is_in_no_table() {
    let source = job(&with("inner-codes", "[1, 22, 333]"));
    let filled = Job::from_source(&source).unwrap();
    let explanation = filled.explain(&source);
    for output in [
        explanation.to_string(),
        format!("{explanation:?}"),
        format!("{:?}", explanation.rows()),
        serde_json::to_string(&explanation).unwrap(),
    ] {
        assert!(
            !output.contains("333") && output.contains("******"),
            "{output}"
        );
    }
    assert_eq!(filled.to_hyperparameters()["inner-codes"], "[1,22,333]");
}

#[test]
fn a_wrong_secret_is_in_no_message() {
    for &(name, value) in WRONG {
        everywhere(name, value, |source| {
            let error = Job::from_source(source).unwrap_err();
            assert!(
                error.to_string().contains("[redacted]"),
                "{name} {value}: {error}"
            );
            hides(&error, SECRET);
        });
    }
}

#[test]
fn a_secret_that_is_out_of_range_is_in_no_message() {
    for (name, value) in [
        ("pin-code", "4711"),
        ("pin-code", "471100000000"),
        ("many-pins", "[1, 471100]"),
        ("two-pins", "4711000,1"),
        ("pins-by-name", "a=471100"),
        ("nested", "{\"a\": [4711000]}"),
        ("inner-codes", "[471100]"),
    ] {
        everywhere(name, value, |source| {
            let error = Job::from_source(source).unwrap_err();
            assert_eq!(
                error.problems()[0].kind(),
                ProblemKind::OutOfRange,
                "{error}"
            );
            hides(&error, "4711");
        });
    }
}

#[test]
fn a_secret_with_half_a_character_is_in_no_message() {
    for name in [
        "phrase-text",
        "pin-code",
        "short-word",
        "many-pins",
        "by-json",
        "own",
        "inner-phrase",
    ] {
        let hps = with(name, "⌘").replace('⌘', "hunter2\\ud800");
        refused::<Job>(&job(&hps), ProblemKind::Invalid);
    }
}

#[test]
fn secrets_that_differ_are_in_no_message() {
    let sound = json(&SOUND);
    let both = |a: &str, b: &str| {
        job(&json(
            &[&SOUND[..], &[(a, "hunter2"), (b, "hunter22")]].concat(),
        ))
    };
    refused::<Job>(&both("phrase-text", "phrase_text"), ProblemKind::Conflict);
    refused::<Job>(&both("phrase-text", "wort"), ProblemKind::Conflict);
    refused::<Job>(&both("inner-phrase", "inner_phrase"), ProblemKind::Conflict);
    let variables = [
        ("SM_HPS", sound.as_str()),
        ("SM_HP_WORT", "hunter2"),
        ("SM_HP_PHRASE_TEXT", "hunter22"),
    ];
    refused::<Job>(&Source::from_vars(variables), ProblemKind::Conflict);
    refused::<Job>(
        &job(&sound).args(["--wort", "hunter2", "--wort=hunter22"]),
        ProblemKind::Conflict,
    );
    let folder = Folder::new("secrets");
    let file = json(
        &[
            &SOUND[..],
            &[("pin-code", "hunter2"), ("pin_code", "hunter22")],
        ]
        .concat(),
    );
    folder.write("input/config/hyperparameters.json", &file);
    refused::<Job>(
        &Source::from_vars([("", ""); 0]).base_dir(folder.path()),
        ProblemKind::Conflict,
    );
}

/// Names that no field has, but whose values are likely to be secret.
const UNKNOWN: [&str; 12] = [
    // They look like secrets.
    "api-key",
    "wandb_token",
    "DB_PASSWORD",
    "aws-secret-access-key",
    "credentials",
    "basic.auth",
    "pwd",
    // They are similar to a secret field's name or alias.
    "pincode",
    "pin-kode",
    "phrase-txt",
    "wort1",
    "inner-phrases",
];

#[test]
fn the_value_of_an_unknown_name_that_may_be_a_secrets_is_in_no_message() {
    for name in UNKNOWN {
        everywhere(name, "hunter2", |source| {
            refused::<Job>(source, ProblemKind::Unknown)
        });
        everywhere(name, "{\"a\": [\"hunter2\"]}", |source| {
            refused::<Job>(source, ProblemKind::Unknown)
        });
    }
    // With one dash.
    refused::<Job>(
        &job(&json(&SOUND)).args(["-pin-code", "hunter2"]),
        ProblemKind::Unknown,
    );
    refused::<Job>(
        &job(&json(&SOUND)).args(["-pin-code=hunter2"]),
        ProblemKind::Unknown,
    );
}

#[test]
fn the_rest_hides_what_looks_like_a_secret() {
    #[derive(Debug, SmHyperparameters)]
    struct Texts {
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Numbers {
        #[sm(rest)]
        rest: BTreeMap<String, Vec<u8>>,
    }
    for name in &UNKNOWN[..7] {
        let texts = json(&[(name, "hunter2")]);
        let filled = Texts::from_source(&job(&texts)).unwrap();
        assert_eq!(filled.rest[*name], "hunter2");
        let explanation = filled.explain(&job(&texts));
        assert!(!shown(&explanation).contains(SECRET));
        refused::<Numbers>(&job(&json(&[(name, "[1, hunter2]")])), ProblemKind::Invalid);
        refused::<Numbers>(
            &Source::from_vars([(format!("SM_HP_{}", name.to_uppercase()), "hunter2")]),
            ProblemKind::Invalid,
        );
        refused::<Numbers>(
            &Source::from_vars([("", ""); 0]).args([format!("--{name}=hunter2")]),
            ProblemKind::Invalid,
        );
        let variables = [("SM_HP_API_KEY", "hunter2"), ("SM_HP_API-KEY", "hunter22")];
        refused::<Texts>(&Source::from_vars(variables), ProblemKind::Conflict);
    }
}

#[test]
fn a_single_hyperparameter_hides_what_looks_like_a_secret() {
    for name in &UNKNOWN[..7] {
        let error = job(&json(&[(name, "hunter2")]))
            .hyperparameter::<u8>(name)
            .unwrap_err();
        assert!(error.to_string().contains("[redacted]"), "{error}");
        hides(&error, SECRET);
    }
}

#[test]
fn a_default_that_is_refused_is_in_no_message() {
    #[derive(Debug, SmHyperparameters)]
    struct Defaulted {
        #[sm(secret, default = "hunter2", validate = never)]
        phrase: String,
    }
    refused::<Defaulted>(&job("{}"), ProblemKind::Rejected);
}

#[test]
fn a_default_is_not_in_the_debugged_table_of_fields() {
    #[derive(Debug, SmHyperparameters)]
    struct Outer {
        #[sm(secret, default = "hunter2")]
        phrase: String,
        #[sm(flatten)]
        inner: Defaulted,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Defaulted {
        #[sm(secret, default = "hunter2")]
        word: String,
        #[sm(default = "plain")]
        open: String,
    }
    let spec = Outer::SPEC;
    for output in [
        format!("{spec:?}"),
        format!("{spec:#?}"),
        format!("{:?}", spec.fields()[0]),
    ] {
        assert!(
            !output.contains(SECRET) && output.contains("******"),
            "{output}"
        );
    }
    assert!(format!("{spec:?}").contains("plain"), "{spec:?}");
}

#[cfg(unix)]
#[test]
fn a_secret_that_is_not_utf_8_is_in_no_message() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let bytes = || OsString::from_vec(b"hunter2\xff".to_vec());
    let sound = || ("SM_HPS".into(), json(&SOUND).into());
    for name in [
        "SM_HP_PHRASE_TEXT",
        "SM_HP_WORT",
        "SM_HP_PIN_CODE",
        "SM_HP_MANY_PINS",
        "SM_HP_INNER_PHRASE",
    ] {
        refused::<Job>(
            &Source::from_vars([sound(), (name.into(), bytes())]),
            ProblemKind::NotUnicode,
        );
    }
    for name in ["SM_HP_API_KEY", "SM_HP_PINCODE"] {
        refused::<Job>(
            &Source::from_vars::<OsString, OsString>([sound(), (name.into(), bytes())]),
            ProblemKind::Unknown,
        );
    }
    let source = |name: &str| Source::from_vars([sound()]).args([name.into(), bytes()]);
    refused::<Job>(&source("--pin-code"), ProblemKind::NotUnicode);
    refused::<Job>(&source("--api-key"), ProblemKind::Unknown);
    // A name that is not UTF-8, but similar to a secret's.
    let name = OsString::from_vec(b"SM_HP_PIN_C\xffDE".to_vec());
    refused::<Job>(
        &Source::from_vars([sound(), (name, "hunter2".into())]),
        ProblemKind::Unknown,
    );
    let hps = [b"{\"phrase-text\": \"".to_vec(), b"hunter2\xff\"}".to_vec()].concat();
    refused::<Job>(
        &Source::from_vars([("SM_HPS", OsString::from_vec(hps.clone()))]),
        ProblemKind::NotUnicode,
    );
    let folder = Folder::new("secrets");
    folder.write("input/config/hyperparameters.json", "");
    std::fs::write(folder.at("input/config/hyperparameters.json"), hps).unwrap();
    refused::<Job>(
        &Source::from_vars([("", ""); 0]).base_dir(folder.path()),
        ProblemKind::Unreadable,
    );
}

/// Wherever the text breaks, and whatever it then appears to contain.
#[test]
fn a_broken_text_with_a_secret_is_in_no_message() {
    let secrets = [
        ("pin-code", "hunter2"),
        ("open", "1"),
        ("phrase-text", "hunter2"),
        ("inner-phrase", "hunter2"),
    ];
    let whole = json(&[SOUND, secrets].concat());
    let mut broken: Vec<String> = (0..whole.len()).map(|at| whole[..at].to_owned()).collect();
    for (at, character) in whole.char_indices() {
        let (before, behind) = (&whole[..at], &whole[at + character.len_utf8()..]);
        broken.push(format!("{before}{behind}"));
        for other in [
            "\"", "\\", ",", ":", "{", "}", "[", "]", " ", "x", "\\\"", "\u{1}",
        ] {
            broken.push(format!("{before}{other}{behind}"));
            broken.push(format!("{before}{character}{other}{behind}"));
        }
    }
    for text in broken {
        match Job::from_source(&job(&text)) {
            Ok(filled) => assert!(
                !filled.explain(&job(&text)).to_string().contains(SECRET),
                "{text}"
            ),
            Err(error) => hides(&error, SECRET),
        }
    }
}

#[test]
fn a_broken_config_file_with_a_secret_is_in_no_message() {
    let folder = Folder::new("secrets");
    for text in [
        "{\"pin-code\": \"hunter2\"",
        "{\"pin-code\": hunter2}",
        "{\"pin-code\" \"hunter2\"}",
        "hunter2",
        "[\"hunter2\"]",
    ] {
        folder.write("input/config/hyperparameters.json", text);
        refused::<Job>(
            &Source::from_vars([("", ""); 0]).base_dir(folder.path()),
            ProblemKind::Unreadable,
        );
    }
}

/// Wherever a person types the secret, correctly or not.
#[test]
fn a_secret_among_the_arguments_is_in_no_message() {
    for arguments in [
        &["api-key=hunter2"][..],
        &["--api-key", "my", "hunter2"],
        &["--phrase-text", "my", "hunter2"],
        &["--phrase-text=my", "hunter2"],
        &["--many-pins", "1", "hunter2"],
        &["--phrase-text hunter2"],
        &["--api-key:hunter2"],
        &["phrase-text", "hunter2"],
        &["—api-key", "hunter2"],
        &["/phrase-text", "hunter2"],
        &["--api-key", "--hunter2"],
        &["api-key", "--pin-code", "3", "hunter2"],
        &["--api:key=hunter2"],
        &["wandb/api/key", "hunter2"],
    ] {
        let source = job(&json(&SOUND)).args(arguments.iter().copied());
        hides(&Job::from_source(&source).unwrap_err(), SECRET);
    }
}

/// As `./train "$*"` passes them.
#[test]
fn a_secret_inside_another_argument_is_in_no_message() {
    #[derive(Debug, SmHyperparameters)]
    struct Key {
        #[sm(secret)]
        api_key: Option<String>,
        #[sm(secret)]
        pin: Option<String>,
        #[sm(default)]
        batch_size: u32,
        #[sm(default)]
        layers: Vec<u32>,
        #[sm(default)]
        note: String,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Undeclared {
        #[sm(default)]
        batch_size: u32,
        #[sm(default)]
        layers: Vec<u32>,
        #[sm(default)]
        note: String,
    }
    for arguments in [
        &["--batch_size 3 --api_key hunter2"][..],
        &["--batch_size=3 --api-key hunter2"],
        &["--batch_size=3 --api-key=hunter2"],
        &["--batch_size", "3 --api-key hunter2"],
        &["--batch_size 3 api_key hunter2"],
        &["--batch_size 3 --api_key", "hunter2"],
        &["--batch_size", "api_key", "hunter2"],
        &["--batch_size", "api_key=hunter2"],
        &["--batch_size", "3", "api_key:hunter2"],
        &["--note 3 --api_key hunter2"],
        &["--note x --api_key", "--hunter2"],
        &["--layers", "1", "x --api_key hunter2"],
        &["--layers 1 2 --api_key hunter2"],
        &["--layers=1 --api_key hunter2", "--layers=2"],
        &["--foo=1 --api-key=hunter2"],
        &["--foo", "1 --api-key hunter2"],
        &["--foo 1 --api-key hunter2"],
        &["foo 1 --api-key hunter2"],
        &["batch_size=3 --api-key hunter2"],
        &["--batch_size:3 --api-key hunter2"],
        &["--api_key x --batch_size hunter2"],
        &["-foo", "api_key", "hunter2"],
    ] {
        let source = job("{}").args(arguments.iter().copied());
        hides(&Key::from_source(&source).unwrap_err(), SECRET);
        hides(&Undeclared::from_source(&source).unwrap_err(), SECRET);
    }
    let error = Key::from_source(&job("{}").args(["--batch_size 3 --pin hunter2"])).unwrap_err();
    hides(&error, SECRET);
    assert_eq!(
        error.problems()[0].to_string(),
        "batch_size (--batch_size): got [redacted], but several names and values are in one argument; expected an \
         integer from 0 to 4294967295; pass each name and value as a separate argument, without quotes around all of them",
    );
    // A value may contain such a word.
    let note = "the api_key is not here";
    assert_eq!(
        Key::from_source(&job("{}").args(["--note", note]))
            .unwrap()
            .note,
        note
    );
}

/// A part of a secret that begins with dashes reads as a name.
#[test]
fn an_unknown_argument_behind_a_secret_or_joined_to_its_name_is_in_no_message() {
    #[derive(Debug, SmHyperparameters)]
    struct Pin {
        #[sm(secret)]
        pin: Option<String>,
        #[sm(default)]
        epochs: u8,
    }
    #[derive(Debug, SmHyperparameters)]
    struct PinAndRest {
        #[sm(secret)]
        pin: Option<String>,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    for arguments in [
        &["--pin", "a", "--hunter2"][..],
        &["--pin=a", "--hunter2"],
        &["--pin", "a", "-hunter2"],
        &["--pin", "a", "--b", "--hunter2"],
        &["--pin", "a", "b", "--hunter2"],
        &["--pinhunter2"],
        &["--pin-hunter2"],
        &["-pinhunter2"],
        &["--PINhunter2"],
        &["pinhunter2"],
        &["--pinhunter2", "--epochs", "3"],
        &["--api-key", "a", "--hunter2"],
    ] {
        let source = job("{}").args(arguments.iter().copied());
        hides(&Pin::from_source(&source).unwrap_err(), SECRET);
        // A `rest` map does not accept an argument without a value.
        hides(&PinAndRest::from_source(&source).unwrap_err(), SECRET);
    }
    for arguments in [
        &["--pin", "a", "--hunter2", "b"][..],
        &["--pin", "a", "--hunter2=b"],
        &["--pinhunter2", "b"],
        &["--pinhun=ter2"],
    ] {
        let error = Pin::from_source(&job("{}").args(arguments.iter().copied())).unwrap_err();
        assert_eq!(error.problems().len(), 1, "{error}");
        hides(&error, "ter2");
    }

    let says = |arguments: &[&str]| {
        let error = Pin::from_source(&job("{}").args(arguments.iter().copied())).unwrap_err();
        error.problems()[0].to_string()
    };
    const HIDDEN: &str = "arguments: unknown hyperparameter; redacted: may contain a secret";
    assert_eq!(says(&["--pin", "a", "--epohcs", "3"]), HIDDEN);
    assert_eq!(
        says(&["--pin4321"]),
        format!("{HIDDEN}; did you mean --pin?")
    );
    let shown = "--epohcs: unknown hyperparameter; got \"3\"; did you mean --epochs?";
    assert_eq!(says(&["--epohcs", "3", "--pin", "a"]), shown);
    assert_eq!(
        says(&["--pin", "a", "--epochs", "1", "--epohcs", "3"]),
        shown
    );
}

/// Whoever passed it: a part of it may be anywhere among the arguments.
#[test]
fn where_a_secret_is_among_the_arguments_no_word_without_a_name_is_shown() {
    #[derive(Debug, SmHyperparameters)]
    struct Pin {
        #[sm(secret)]
        pin: Option<String>,
        #[sm(default)]
        epochs: u8,
    }
    for (of_launcher, typed) in [
        (&["--pin", "a", "--epochs", "3"][..], &["hunter2"][..]),
        (&["--pin", "a"], &["--epochs", "3", "hunter2"]),
        (
            &["--epochs", "3"],
            &["--pin=a", "--epochs", "4", "--", "hunter2"],
        ),
        (&[], &["hunter2", "--pin", "a"]),
    ] {
        let made = serde_json::to_string(of_launcher).unwrap();
        let source = Source::from_vars([("SM_HPS", "{}"), ("SM_USER_ARGS", &made)])
            .args([of_launcher, typed].concat());
        hides(&Pin::from_source(&source).unwrap_err(), SECRET);
    }
    let error = Pin::from_source(&job("{}").args(["--epochs", "3", "oops"])).unwrap_err();
    assert!(error.to_string().contains("oops"), "{error}");
}

#[test]
fn an_argument_that_is_no_fields_may_stand_behind_a_secret_where_it_is_taken() {
    #[derive(Debug, SmHyperparameters)]
    struct WithRest {
        #[sm(secret)]
        pin: Option<String>,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    #[derive(Debug, SmHyperparameters)]
    #[sm(allow_unknown)]
    struct Lax {
        #[sm(secret)]
        pin: Option<String>,
    }
    let source = job("{}").args([
        "--pin",
        "a",
        "--group",
        "vision",
        "--pinned=1",
        "--sagemaker_program",
        "train.py",
    ]);
    let filled = WithRest::from_source(&source).unwrap();
    let rest = [("group", "vision"), ("pinned", "1")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(
        (filled.pin.as_deref(), filled.rest),
        (Some("a"), BTreeMap::from(rest))
    );
    let source = job("{}").args(["--pin", "a", "--group", "vision", "--quick", "--pinned"]);
    assert_eq!(Lax::from_source(&source).unwrap().pin.as_deref(), Some("a"));
}

#[cfg(unix)]
#[test]
fn a_secret_argument_that_is_not_utf_8_is_in_no_message() {
    use std::os::unix::ffi::OsStringExt;
    for argument in [
        &b"--phrase-text=hunter2\xff"[..],
        b"--api-key=hunter2\xff",
        b"api-key=hunter2\xff",
    ] {
        let argument = std::ffi::OsString::from_vec(argument.to_vec());
        hides(
            &Job::from_source(&job(&json(&SOUND)).args([argument])).unwrap_err(),
            SECRET,
        );
    }
}

#[derive(Debug, SmHyperparameters)]
#[sm(validate = quotes)]
struct WithRest {
    #[sm(secret)]
    phrase_text: Option<String>,
    #[sm(rest)]
    others: BTreeMap<String, String>,
}

fn quotes(hp: &WithRest) -> Result<(), String> {
    match &hp.phrase_text {
        Some(phrase) => Err(format!("{phrase} is none")),
        None => Ok(()),
    }
}

#[test]
fn a_rest_map_shows_nothing_under_a_name_near_to_a_secrets() {
    let source = job(&json(&[("phrase-tex", "hunter2"), ("team", "vision")]));
    let filled = WithRest::from_source(&source).unwrap();
    let table = filled.explain(&source).to_string();
    assert!(
        !table.contains(SECRET) && table.contains("vision"),
        "{table}"
    );

    #[derive(Debug, SmHyperparameters)]
    struct Numbers {
        #[sm(secret)]
        phrase_text: Option<String>,
        #[sm(rest)]
        numbers: BTreeMap<String, u8>,
    }
    let error = Numbers::from_source(&job(&json(&[("phrase-tex", "hunter2")]))).unwrap_err();
    assert_eq!(error.problems()[0].name(), Some("phrase-tex"));
    hides(&error, SECRET);
}

#[test]
fn a_rule_over_the_whole_struct_that_quotes_a_secret_is_not_shown() {
    let error = WithRest::from_source(&job(&json(&[("phrase-text", "hunter2")]))).unwrap_err();
    assert_eq!(error.problems()[0].kind(), ProblemKind::Rejected);
    hides(&error, SECRET);
}

/// The suggestion is another field's name, but the secret may have been meant.
#[test]
fn a_name_near_to_a_secrets_hides_its_value_where_another_field_is_as_near_or_nearer() {
    #[derive(Debug, SmHyperparameters)]
    struct Pins {
        #[sm(default)]
        pid: u32,
        #[sm(secret, alias = "wort")]
        pin: Option<String>,
        #[sm(default)]
        worth: u8,
    }
    for name in ["pim", "pi", "worh", "pin-worth"] {
        for source in [
            job(&json(&[(name, SECRET)])),
            Source::from_vars([(format!("SM_HP_{}", name.to_uppercase()), SECRET)]),
            job("{}").args([format!("--{name}"), SECRET.to_owned()]),
            job("{}").args([format!("--{name}={SECRET}")]),
            job("{}").args([format!("{name}={SECRET}")]),
        ] {
            hides(&Pins::from_source(&source).unwrap_err(), SECRET);
        }
    }
    let error = Pins::from_source(&job(&json(&[("pim", SECRET)]))).unwrap_err();
    assert_eq!(error.problems()[0].suggestion(), Some("pid"));

    #[derive(Debug, SmHyperparameters)]
    struct Texts {
        #[sm(default)]
        pid: u32,
        #[sm(secret)]
        pin: Option<String>,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    let source = job(&json(&[("pim", SECRET)]));
    let explanation = Texts::from_source(&source).unwrap().explain(&source);
    assert!(!shown(&explanation).contains(SECRET), "{explanation}");

    #[derive(Debug, SmHyperparameters)]
    struct Numbers {
        #[sm(default)]
        pid: u32,
        #[sm(secret)]
        pin: Option<String>,
        #[sm(rest)]
        rest: BTreeMap<String, u8>,
    }
    refused::<Numbers>(&source, ProblemKind::Invalid);
}

/// The reason may contain the value in any form, or only a part of it.
#[test]
fn a_rule_over_the_whole_struct_is_not_shown_where_a_secret_is_given() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = tells)]
    struct Many {
        #[sm(flatten, prefix = "in-")]
        inner: Codes,
        #[sm(secret)]
        pin: Option<f64>,
        #[sm(secret)]
        words: Option<Vec<String>>,
        #[sm(secret)]
        by_name: Option<BTreeMap<String, u16>>,
        #[sm(secret)]
        text: Option<String>,
        #[sm(default = 1)]
        open: u8,
        #[sm(rest)]
        rest: BTreeMap<String, String>,
    }
    #[derive(Debug, SmHyperparameters)]
    struct Codes {
        #[sm(secret)]
        code: Option<u16>,
    }
    fn tells(hp: &Many) -> Result<(), String> {
        let words = hp
            .words
            .iter()
            .flatten()
            .map(|word| word.trim())
            .collect::<Vec<_>>()
            .join(" and ");
        let Many {
            inner,
            pin,
            by_name,
            text,
            open,
            rest,
            ..
        } = hp;
        let text = text.as_deref().map(str::trim);
        Err(format!(
            "bad: {pin:?} {words} {by_name:?} {text:?} {} {open} {rest:?}",
            inner.code.unwrap_or_default()
        ))
    }

    for (hps, secret) in [
        ("{\"pin\": \"4321\"}", "4321"),
        ("{\"pin\": 4.321e3}", "4321"),
        ("{\"words\": [\" hunter2 \", \"x\"]}", SECRET),
        ("{\"by_name\": {\"hunter2\": 1}}", SECRET),
        ("{\"text\": \" hunter2\"}", SECRET),
        ("{\"text\": \"hun\\\"ter2\"}", "ter2"),
        ("{\"text\": \"42\"}", "42"),
        ("{\"in-code\": 7}", "7"),
        ("{\"api-key\": \" hunter2\"}", SECRET),
    ] {
        let error = Many::from_source(&job(hps)).unwrap_err();
        assert!(
            error.to_string().contains("it may quote the secret"),
            "{hps}: {error}"
        );
        hides(&error, secret);
    }
    let variables = [("SM_HPS", "{\"words\": null}"), ("SM_HP_PIN", "4321")];
    hides(
        &Many::from_source(&Source::from_vars(variables)).unwrap_err(),
        "4321",
    );
    hides(
        &Many::from_source(&job("{}").args(["--in-code", "4321"])).unwrap_err(),
        "4321",
    );

    // Without a secret there is nothing to hide.
    for hps in ["{}", "{\"pin\": null, \"open\": 3, \"colour\": \"red\"}"] {
        let error = Many::from_source(&job(hps)).unwrap_err();
        assert!(error.to_string().contains("bad: None"), "{hps}: {error}");
    }
}

/// A rule sees only its own struct.
#[test]
fn a_rule_over_a_flattened_struct_is_shown_where_only_others_have_secrets() {
    #[derive(Debug, SmHyperparameters)]
    struct Outer {
        #[sm(secret)]
        before: Option<String>,
        #[sm(flatten, prefix = "in-")]
        inner: Open,
        #[sm(secret)]
        behind: Option<String>,
    }
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = refuses)]
    struct Open {
        open: u8,
        #[sm(secret)]
        word: Option<String>,
    }
    fn refuses(hp: &Open) -> Result<(), String> {
        Err(format!("{} is none: {:?}", hp.open, hp.word))
    }

    let given = [("before", "a"), ("in-open", "3"), ("behind", "b")];
    let error = Outer::from_source(&job(&json(&given))).unwrap_err();
    assert!(error.to_string().contains("in-*: 3 is none"), "{error}");
    let error =
        Outer::from_source(&job(&json(&[&given[..], &[("in-word", "x")]].concat()))).unwrap_err();
    assert!(!error.to_string().contains("3 is none"), "{error}");
}

#[test]
fn a_source_shows_no_value_when_it_is_debugged() {
    let source = Source::from_vars([("SM_HP_PHRASE_TEXT", SECRET), ("SM_HPS", SECRET)])
        .args(["--pin-code", SECRET]);
    let shown = format!("{source:?}");
    assert!(
        !shown.contains(SECRET) && shown.contains("SM_HP_PHRASE_TEXT"),
        "{shown}"
    );
}

/// An unknown name is not declared secret; only its own words make it so.
#[test]
fn an_unknown_name_that_reads_as_a_secrets_does_not_show_its_value() {
    #[derive(Debug, SmHyperparameters)]
    struct Nothing {}

    for name in [
        "HFToken",
        "hftoken",
        "authtoken",
        "dbpassword",
        "DB_PASSWORD",
        "wandb-api-key",
        "AwsAccessKeyId",
        "HF_TOKENS",
        "hf_token_2",
        "db_pass",
        "auth_header",
        "key_s3",
    ] {
        let sources = [
            Source::from_vars([("SM_HPS", serde_json::json!({ name: SECRET }).to_string())]),
            Source::from_vars([(format!("SM_HP_{}", name.to_uppercase()), SECRET)]),
            Source::from_vars([("", ""); 0]).args([format!("--{name}={SECRET}")]),
        ];
        for source in sources {
            let said = Nothing::from_source(&source).unwrap_err().to_string();
            assert!(said.to_lowercase().contains(&name.to_lowercase()), "{said}");
            assert!(!said.contains(SECRET), "{said}");
        }
    }
}

/// Constants in the program are not secret. For anything else, the message names the rule, and the
/// secret that its reason may quote.
#[test]
fn a_hidden_reason_names_the_rule_and_the_secret_and_a_constant_one_is_shown() {
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = of_all)]
    struct Account {
        #[sm(secret, validate = rules::short)]
        pin: Option<String>,
        #[sm(secret, validate = rules::quoted)]
        code: Option<String>,
        #[sm(secret, validate = rules::borrowed)]
        word: Option<String>,
        #[sm(secret, validate = rules::unit)]
        unit: Option<u8>,
        #[sm(secret, validate = |_: &u8| Err::<(), String>("hunter2".to_owned()))]
        closed: Option<u8>,
        #[sm(secret)]
        free: Option<String>,
        #[sm(secret)]
        other: Option<String>,
        #[sm(flatten, prefix = "in-")]
        inner: Within,
    }
    #[derive(Debug, SmHyperparameters)]
    #[sm(validate = of_inner)]
    struct Within {
        #[sm(secret)]
        key: Option<String>,
    }
    mod rules {
        use std::borrow::Cow;

        #[derive(Debug)]
        pub(super) struct Unit;

        impl std::fmt::Display for Unit {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("it is none of the units")
            }
        }

        pub(super) fn short(_: &str) -> Result<(), &'static str> {
            Err("it must have 8 characters")
        }

        pub(super) fn quoted(code: &str) -> Result<(), String> {
            Err(format!("{code} is short"))
        }

        pub(super) fn borrowed(word: &str) -> Result<(), Cow<'static, str>> {
            Err(if word == "a" {
                "it must be a word".into()
            } else {
                format!("{word} is none").into()
            })
        }

        pub(super) fn unit(_: &u8) -> Result<(), Unit> {
            Err(Unit)
        }
    }
    fn of_all(hp: &Account) -> Result<(), String> {
        Err(format!("{:?} {:?}", hp.free, hp.inner))
    }
    fn of_inner(hp: &Within) -> Result<(), &'static str> {
        if hp.key.as_deref() == Some("x") {
            Err("the key must not be x")
        } else {
            Ok(())
        }
    }

    let told = |hps: &str| {
        let error = Account::from_source(&job(hps)).unwrap_err();
        hides(&error, SECRET);
        error.problems()[0].to_string()
    };
    let hidden = "(SM_HPS): got [redacted], but validation by";
    assert_eq!(
        told("{\"pin\": \"hunter2\"}"),
        "pin (SM_HPS): got [redacted], but it must have 8 characters"
    );
    assert_eq!(
        told("{\"code\": \"hunter2\"}"),
        format!(
            "code {hidden} `rules::quoted` failed (reason redacted: it may quote the secret code)"
        )
    );
    assert_eq!(
        told("{\"word\": \"a\"}"),
        "word (SM_HPS): got [redacted], but it must be a word"
    );
    assert!(told("{\"word\": \"hunter2\"}").contains("validation by `rules::borrowed` failed"));
    assert_eq!(
        told("{\"unit\": 1}"),
        "unit (SM_HPS): got [redacted], but it is none of the units"
    );
    assert!(told("{\"closed\": 1}").contains("but validation failed"));
    assert_eq!(
        told("{\"free\": \"hunter2\", \"other\": \"x\", \"in-key\": \"hunter2\"}"),
        "validation by `of_all` failed (reason redacted: it may quote the secrets free, other, in-key)"
    );
    assert_eq!(told("{\"in-key\": \"x\"}"), "in-*: the key must not be x");
    assert!(told("{}").contains("None"));
}
