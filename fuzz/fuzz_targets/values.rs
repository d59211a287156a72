//! A value of each type. A written value comes back through every producer; a text means the same
//! wherever it is set; and smenv reads whatever serde_json reads, with the same result.
//!
//! The first byte selects one of the three, the second the type; then come the bytes to generate
//! the value from, or its text.
//!
//! The exceptions: variables cannot contain NUL, so no value does; all NaNs are equal; the driver's
//! quoting cannot express an apostrophe; text that producers would take for null or for a JSON
//! string must be quoted; an empty variable counts as unset; `--x==1` is rejected as a mistake.

#![no_main]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::ffi::OsString;
use std::fmt::{self, Debug};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZero;
use std::path::PathBuf;
use std::rc::Rc;
use std::str::FromStr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::{Corpus, fuzz_target};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use smenv::testing::producers::{self, Producer};
use smenv::{Error, HyperparameterValue, ProblemKind, SmCategorical, SmHyperparameters, Source};
use smenv_fuzz::{Folder, any, character, few, finite, json, key, map, maybe, text};

const PRODUCERS: [(&str, Producer); 4] = [
    ("the toolkit before a shell", producers::toolkit_direct),
    ("the toolkit through dash", producers::toolkit),
    ("the driver", producers::driver),
    (
        "the driver through a script",
        producers::driver_through_script,
    ),
];

static FOLDER: LazyLock<Folder> = LazyLock::new(|| Folder::new("values"));

fuzz_target!(|data: &[u8]| -> Corpus {
    let [what, kind, rest @ ..] = data else {
        return Corpus::Reject;
    };
    let kind = &KINDS[usize::from(*kind) % KINDS.len()];
    let text = || str::from_utf8(rest);
    match what % 3 {
        0 => (kind.sent)(&mut Unstructured::new(rest)).map_or(Corpus::Reject, |(sent, texts)| {
            comes_back(kind, &sent, &texts);
            Corpus::Keep
        }),
        1 => text().map_or(Corpus::Reject, |text| {
            agrees(kind, text);
            Corpus::Keep
        }),
        _ => text().map_or(Corpus::Reject, |json| {
            agrees_with_serde(json);
            Corpus::Keep
        }),
    }
});

/// A struct with one field.
struct Kind {
    /// Creates a value. Returns how it looks, and the texts that are sent.
    sent: fn(&mut Unstructured<'_>) -> Result<(String, BTreeMap<String, String>)>,
    /// Reads a value. Returns how it looks.
    read: fn(&Source) -> std::result::Result<String, Error>,
}

/// Each type with its attributes, and how to create a value; then how to show it, if its `Debug`
/// has no fixed order.
macro_rules! kinds {
    ($($(#[sm $sm:tt])? $type:ty = $make:expr $(, $look:expr)?;)*) => {
        const KINDS: &[Kind] = &[$({
            #[derive(SmHyperparameters)]
            struct One {
                $(#[sm $sm])?
                x: $type,
            }

            fn look(one: &One) -> String {
                let _look: fn(&$type) -> String = |value| format!("{value:?}");
                $(let _look: fn(&$type) -> String = $look;)?
                _look(&one.x)
            }

            fn sent(u: &mut Unstructured<'_>) -> Result<(String, BTreeMap<String, String>)> {
                let make: fn(&mut Unstructured<'_>) -> Result<$type> = $make;
                let one = One { x: make(u)? };
                Ok((look(&one), one.to_hyperparameters()))
            }

            Kind { sent, read: |source| One::from_source(source).map(|one| look(&one)) }
        }),*];
    };
}

kinds! {
    u8 = any;
    u16 = any;
    u32 = any;
    u64 = any;
    u128 = any;
    usize = any;
    i8 = any;
    i16 = any;
    i32 = any;
    i64 = any;
    i128 = any;
    isize = any;
    NonZero<u8> = any;
    NonZero<u64> = any;
    NonZero<i128> = any;
    f32 = any;
    f64 = any;
    bool = any;
    char = character;
    String = text;
    Box<str> = |u| text(u).map(String::into_boxed_str);
    Rc<str> = |u| text(u).map(Rc::from);
    Arc<str> = |u| text(u).map(Arc::from);
    Cow<'static, str> = |u| text(u).map(Cow::Owned);
    OsString = |u| text(u).map(OsString::from);
    PathBuf = |u| text(u).map(PathBuf::from);
    IpAddr = any;
    Ipv4Addr = any;
    Ipv6Addr = any;
    SocketAddr = |u| Ok(SocketAddr::from((any::<IpAddr>(u)?, any::<u16>(u)?)));
    Choice = choice;

    Option<u8> = any;
    Option<i128> = any;
    #[sm(default = Some(7))] Option<u64> = any;
    Option<f32> = any;
    Option<f64> = any;
    Option<bool> = any;
    Option<NonZero<i8>> = any;
    Option<char> = |u| maybe(u, character);
    Option<String> = |u| maybe(u, text);
    Option<PathBuf> = |u| maybe(u, |u| text(u).map(PathBuf::from));
    Option<IpAddr> = any;
    Option<Choice> = |u| maybe(u, choice);
    Option<Vec<i64>> = |u| maybe(u, |u| few(u, any));
    Option<Vec<String>> = |u| maybe(u, |u| few(u, text));
    #[sm(default = Some(vec![]))] Option<Vec<f64>> = |u| maybe(u, |u| few(u, any));
    Option<BTreeMap<String, BTreeMap<String, bool>>> = |u| maybe(u, |u| map(u, key, |u| map(u, key, any)));

    Vec<u8> = |u| few(u, any);
    Vec<i128> = |u| few(u, any);
    Vec<f32> = |u| few(u, any);
    Vec<f64> = |u| few(u, any);
    Vec<bool> = |u| few(u, any);
    Vec<char> = |u| few(u, character);
    Vec<String> = |u| few(u, text);
    #[sm(default = vec!["a".to_owned()])] Vec<String> = |u| few(u, text);
    Vec<Choice> = |u| few(u, choice);
    Vec<SocketAddr> = |u| few(u, |u| Ok(SocketAddr::from((any::<IpAddr>(u)?, any::<u16>(u)?))));
    Vec<Option<f64>> = |u| few(u, any);
    Vec<Option<String>> = |u| few(u, |u| maybe(u, text));
    Vec<Vec<Vec<f64>>> = |u| few(u, |u| few(u, |u| few(u, any)));
    Vec<Vec<String>> = |u| few(u, |u| few(u, text));
    Vec<Option<Vec<Option<char>>>> = |u| few(u, |u| maybe(u, |u| few(u, |u| maybe(u, character))));
    Vec<(String, i8)> = |u| few(u, |u| Ok((text(u)?, any(u)?)));
    Vec<(i64, Option<f32>)> = |u| few(u, any);
    Vec<BTreeMap<u8, BTreeMap<u8, f64>>> = |u| few(u, |u| map(u, any, |u| map(u, any, any)));
    VecDeque<bool> = |u| few(u, any).map(VecDeque::from);
    VecDeque<PathBuf> = |u| few(u, |u| text(u).map(PathBuf::from)).map(VecDeque::from);
    Box<[f64]> = |u| few(u, any).map(Vec::into_boxed_slice);
    [f64; 2] = any;
    [String; 2] = |u| Ok([text(u)?, text(u)?]);
    [u8; 0] = |_| Ok([]);
    (f32,) = any;
    (u8, f64, bool) = any;
    (String, char, Option<u8>) = |u| Ok((text(u)?, character(u)?, any(u)?));
    BTreeSet<u128> = |u| few(u, any).map(BTreeSet::from_iter);
    BTreeSet<String> = |u| few(u, text).map(BTreeSet::from_iter);
    HashSet<Vec<char>> = |u| few(u, |u| few(u, character)).map(HashSet::from_iter), |set| format!("{:?}", BTreeSet::from_iter(set));
    BTreeMap<String, String> = |u| map(u, key, text);
    BTreeMap<String, f64> = |u| map(u, key, any);
    BTreeMap<i64, Vec<f32>> = |u| map(u, any, |u| few(u, any));
    BTreeMap<bool, Option<NonZero<i8>>> = |u| map(u, any, any);
    BTreeMap<char, Vec<String>> = |u| map(u, character, |u| few(u, text));
    BTreeMap<Choice, Option<Choice>> = |u| map(u, choice, |u| maybe(u, choice));
    HashMap<String, Option<String>> = |u| map(u, key, |u| maybe(u, text)).map(HashMap::from_iter), |map| format!("{:?}", BTreeMap::from_iter(map));

    #[sm(from_str)] Version = version;
    #[sm(from_str)] Option<Version> = |u| maybe(u, version);
    #[sm(from_str, default = Some(Version(1, 2)))] Option<Version> = |u| maybe(u, version);
    #[sm(from_str)] Vec<Version> = |u| few(u, version);
    #[sm(with = seconds)] Duration = |u| any(u).map(Duration::from_secs);
    #[sm(with = seconds)] Option<Duration> = |u| maybe(u, |u| any(u).map(Duration::from_secs));
    #[sm(delimiter = " ")] Vec<String> = |u| few(u, text);
    #[sm(delimiter = "x")] [u32; 2] = any;
    #[sm(delimiter = ";")] Vec<f64> = |u| few(u, any);
    #[sm(json)] Value = |u| json(u, 3).map(|value| if value.is_null() { Value::Bool(true) } else { value });
    #[sm(json)] Schedule = schedule;
    #[sm(json)] Option<Schedule> = |u| maybe(u, schedule);
    #[sm(json)] Vec<Option<Schedule>> = |u| few(u, |u| maybe(u, schedule));
    #[sm(json)] String = text;
    #[sm(json)] Option<String> = |u| maybe(u, text);
    #[sm(json)] Vec<Option<String>> = |u| few(u, |u| maybe(u, text));
    #[sm(json)] f64 = finite;
    #[sm(json)] i128 = any;
    #[sm(json, default = Some(1))] Option<u8> = any;
}

/// Names that look like something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, SmCategorical)]
enum Choice {
    Adam,
    None,
    #[sm(name = "true")]
    Yes,
    #[sm(name = "1.10")]
    Version,
    #[sm(name = "[]")]
    Brackets,
    #[sm(name = "é \" ,")]
    Punctuation,
}

const CHOICES: [Choice; 6] = [
    Choice::Adam,
    Choice::None,
    Choice::Yes,
    Choice::Version,
    Choice::Brackets,
    Choice::Punctuation,
];

fn choice(u: &mut Unstructured<'_>) -> Result<Choice> {
    u.choose(&CHOICES).copied()
}

/// Written as digits, which Python changes.
#[derive(Debug)]
struct Version(u8, u8);

fn version(u: &mut Unstructured<'_>) -> Result<Version> {
    Ok(Version(any(u)?, any(u)?))
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let (major, minor) = text.split_once('.').ok_or("it has no dot")?;
        let number = |text: &str| text.parse().map_err(|error| format!("{error}"));
        Ok(Version(number(major)?, number(minor)?))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0, self.1)
    }
}

mod seconds {
    use std::time::Duration;

    pub(super) fn from_text(text: &str) -> Result<Duration, std::num::ParseIntError> {
        text.parse().map(Duration::from_secs)
    }

    pub(super) fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

#[derive(Debug, Serialize, Deserialize)]
enum Schedule {
    Constant,
    Step { sizes: Vec<i64>, rate: Option<u64> },
    Named(String, BTreeMap<String, bool>),
}

fn schedule(u: &mut Unstructured<'_>) -> Result<Schedule> {
    Ok(match u.int_in_range(0..=2)? {
        0 => Schedule::Constant,
        1 => Schedule::Step {
            sizes: few(u, any)?,
            rate: any(u)?,
        },
        _ => Schedule::Named(text(u)?, map(u, text, any)?),
    })
}

fn nothing() -> Source {
    Source::from_vars([("", ""); 0])
}

/// Returns a source with this text as the config file in a folder.
fn file(content: &str) -> Source {
    FOLDER.write("input/config/hyperparameters.json", content);
    nothing().base_dir(FOLDER.path())
}

/// Sends a value in every way, and checks that it comes back.
fn comes_back(kind: &Kind, sent: &str, texts: &BTreeMap<String, String>) {
    let texts = Vec::from_iter(texts.clone());
    // SageMaker matches each value against the pattern `.*`.
    let has_break = |text: &str| text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    assert!(
        !texts.iter().any(|(_, text)| has_break(text)),
        "{texts:?} has a line break"
    );

    let check = |way: &str, source: Source| match (kind.read)(&source) {
        Ok(back) => assert_eq!(back, sent, "{way}, of {texts:?}"),
        Err(error) => panic!("{way}, of {texts:?}: {error}"),
    };
    let object = serde_json::Map::from_iter(
        texts
            .iter()
            .map(|(name, text)| (name.clone(), text.as_str().into())),
    );
    let object = Value::Object(object).to_string();
    check("the bare file", file(&object));
    for (name, producer) in PRODUCERS {
        let Ok(produced) = producer(&texts) else {
            let has_apostrophe = texts.iter().any(|(_, text)| text.contains('\''));
            assert!(
                name.starts_with("the driver") && has_apostrophe,
                "{name} does not take {texts:?}"
            );
            continue;
        };
        let source = Source::from_vars(produced.env);
        check(
            &format!("{name}, with its file"),
            source.clone().base_dir(FOLDER.path()),
        );
        check(
            &format!("{name}, with its arguments"),
            source.clone().args(produced.arguments),
        );
        check(name, source);
    }
    if let Some((_, text)) = texts.first() {
        let unquoted: String = serde_json::from_str(text).unwrap_or_else(|_| text.clone());
        if !unquoted.starts_with('=') {
            check("typed", nothing().args([format!("--x={unquoted}")]));
        }
    }
}

/// Passes a text in every way, and checks that the outcomes agree.
fn agrees(kind: &Kind, text: &str) {
    let outcome = |source: Source| {
        (kind.read)(&source).map_err(|error| {
            let problem = &error.problems()[0];
            // Ignore the given text, which is redacted if an argument may contain a secret.
            (problem.kind(), problem.expected().map(str::to_owned))
        })
    };
    let in_quotes = |text: &str| Value::from(text).to_string();
    let as_x = |json: &str| format!("{{\"x\": {json}}}");
    let expected = outcome(Source::from_vars([("SM_HPS", as_x(&in_quotes(text)))]));
    let check = |way: &str, source: Source| {
        assert_eq!(outcome(source), expected, "{way}, not in SM_HPS: {text:?}")
    };

    if !text.starts_with('=') {
        check("as an argument", nothing().args([format!("--x={text}")]));
    }
    check(
        "in quotes in the config file",
        file(&as_x(&in_quotes(&in_quotes(text)))),
    );
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    if text.trim() == "null" {
        return;
    }
    if !text.is_empty() {
        check("in SM_HP_X", Source::from_vars([("SM_HP_X", text)]));
    }
    if is_json && text.trim().starts_with('"') {
        return;
    }
    check("in the config file", file(&as_x(&in_quotes(text))));
}

fn agrees_with_serde(json: &str) {
    let object = format!("{{\"x\": {json}}}");
    let source = Source::from_vars([("SM_HPS", &object)]);
    serde_json::from_str::<IgnoredAny>(&object)
        .err()
        .filter(|_| !json.contains(['N', 'I']))
        .inspect(|error| {
            let read = source
                .hyperparameter::<String>("x")
                .map_err(|error| error.problems()[0].kind());
            assert!(
                read.is_err(),
                "{object} is {read:?}, and to serde_json {error}"
            );
        });
    agree::<i8>(&source, json);
    agree::<u32>(&source, json);
    agree::<i64>(&source, json);
    agree::<u64>(&source, json);
    agree::<i128>(&source, json);
    agree::<u128>(&source, json);
    agree::<f32>(&source, json);
    agree::<f64>(&source, json);
    agree::<bool>(&source, json);
    agree::<String>(&source, json);
    agree::<Option<i64>>(&source, json);
    agree::<(i64, bool)>(&source, json);
    agree::<Vec<i64>>(&source, json);
    agree::<Vec<f64>>(&source, json);
    agree::<Vec<String>>(&source, json);
    agree::<Vec<Vec<bool>>>(&source, json);
    agree::<BTreeMap<String, i64>>(&source, json);
    agree::<BTreeMap<String, String>>(&source, json);

    #[derive(SmHyperparameters)]
    struct One {
        #[sm(json)]
        x: Value,
    }
    // A string may contain JSON again.
    if let Some(value) = serde_json::from_str::<Value>(json)
        .ok()
        .filter(|value| !value.is_string() && !value.is_null())
    {
        let read = One::from_source(&source)
            .map(|one| one.x)
            .map_err(|error| error.to_string());
        assert_eq!(read, Ok(value), "{json}");
    }
}

fn agree<T: HyperparameterValue + DeserializeOwned + Debug>(source: &Source, json: &str) {
    if let Ok(value) = serde_json::from_str::<T>(json) {
        match source.hyperparameter::<T>("x") {
            Ok(read) => assert_eq!(format!("{read:?}"), format!("{value:?}"), "{json}"),
            // Text cannot contain NUL, nor a map an empty key.
            Err(error) => {
                let is_known = error.problems()[0].kind() == ProblemKind::Invalid
                    && (json.contains("\\u0000") || json.contains("\"\""));
                assert!(is_known, "{json} is {value:?} to serde_json: {error}");
            }
        }
    }
}
