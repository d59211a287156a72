//! The output of `to_hyperparameters` comes back as an equal struct, whichever producer sets up the
//! environment.

#![cfg(unix)]

#[path = "support/producers.rs"]
mod producers;
mod support;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::ffi::OsString;
use std::fmt::{self, Debug};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZero;
use std::path::PathBuf;
use std::rc::Rc;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use producers::Producer;
use proptest::array::uniform2;
use proptest::collection::{btree_map, btree_set, hash_map, hash_set, vec, vec_deque};
use proptest::option::of;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use smenv::{SmCategorical, SmHyperparameters, Source};
use support::Folder;

const PRODUCERS: [(&str, Producer); 4] = [
    ("the toolkit before a shell", producers::toolkit_direct),
    ("the toolkit through dash", producers::toolkit),
    ("the driver", producers::driver),
    (
        "the driver through a script",
        producers::driver_through_script,
    ),
];

/// Sends `hp` in every way, and returns an error if it comes back different. `same` is the type's
/// equality.
fn comes_back<T: SmHyperparameters>(hp: &T, same: impl Fn(&T, &T) -> bool) -> Result<(), String> {
    let texts: Vec<(String, String)> = hp.to_hyperparameters().into_iter().collect();
    // SageMaker matches each value against the pattern `.*`.
    if let Some(broken) = texts
        .iter()
        .find(|(_, text)| text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']))
    {
        return Err(format!("it has a line break: {broken:?}"));
    }
    let folder = Folder::new("round-trip");
    let file = serde_json::Map::from_iter(
        texts
            .iter()
            .map(|(name, text)| (name.clone(), text.as_str().into())),
    );
    folder.write(
        "input/config/hyperparameters.json",
        &serde_json::to_string(&file).unwrap(),
    );

    let check = |way: &str, source: Source| match T::from_source(&source) {
        Ok(back) if same(hp, &back) => Ok(()),
        Ok(back) => Err(format!(
            "{way} made it {:?} of {texts:?}",
            back.to_hyperparameters()
        )),
        Err(error) => Err(format!("{way}, of {texts:?}: {error}")),
    };
    check(
        "the bare file",
        Source::from_vars([("", ""); 0]).base_dir(folder.path()),
    )?;
    for (name, producer) in PRODUCERS {
        let Ok(produced) = producer(&texts) else {
            let has_apostrophe = texts.iter().any(|(_, text)| text.contains('\''));
            let is_word = |name: &str| {
                name.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            };
            let is_known = name.starts_with("the driver")
                && (has_apostrophe || !texts.iter().all(|(name, _)| is_word(name)));
            assert!(is_known, "{name} does not take {texts:?}");
            continue;
        };
        check(name, Source::from_vars(produced.env.clone()))?;
        check(
            &format!("{name}, with its file"),
            Source::from_vars(produced.env.clone()).base_dir(folder.path()),
        )?;
        let arguments = Source::from_vars(produced.env).args(produced.arguments);
        check(&format!("{name}, with its arguments"), arguments)?;
    }
    Ok(())
}

/// Compares the `Debug` output, in which NaN equals NaN, and -0 differs from 0.
fn alike<T: Debug>(a: &T, b: &T) -> bool {
    format!("{a:?}") == format!("{b:?}")
}

fn assert_comes_back<T: SmHyperparameters + Debug>(hp: T) {
    comes_back(&hp, alike).unwrap_or_else(|difference| panic!("{hp:?}: {difference}"));
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Defines a struct, and a strategy for it from a strategy per field. `apostrophes` determines
/// whether texts may contain them.
macro_rules! generated {
    ($(#[$on_struct:meta])* struct $name:ident by $by:ident($apostrophes:ident) {
        $($(#[$on_field:meta])* $field:ident: $type:ty = $strategy:expr,)*
    }) => {
        $(#[$on_struct])*
        struct $name {
            $($(#[$on_field])* $field: $type,)*
        }

        prop_compose! {
            fn $by($apostrophes: bool)($($field in $strategy.boxed()),*) -> $name {
                $name { $($field),* }
            }
        }
    };
}

fn few<S: Strategy>(item: S) -> impl Strategy<Value = Vec<S::Value>> {
    vec(item, 0..4)
}

fn double() -> impl Strategy<Value = f64> + Clone {
    let turns = vec![
        0.1,
        1e16,
        1e15,
        1e-5,
        1e-4,
        1e22,
        1e23,
        100.0,
        -0.0,
        5e-324,
        f64::MAX,
        f64::NAN,
        f64::INFINITY,
    ];
    prop_oneof![
        4 => any::<u64>().prop_map(f64::from_bits),
        1 => proptest::num::f64::ANY,
        1 => any::<i32>().prop_map(|value| f64::from(value) / 1000.0),
        1 => proptest::sample::select(turns),
    ]
}

fn single() -> impl Strategy<Value = f32> + Clone {
    prop_oneof![3 => any::<u32>().prop_map(f32::from_bits), 1 => proptest::num::f32::ANY]
}

/// Returns any text without NUL: of any characters, or that looks like something else.
fn text(apostrophes: bool) -> impl Strategy<Value = String> + Clone {
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "null",
        "None",
        "true",
        "True",
        "NaN",
        "nan",
        "inf",
        "Infinity",
        "1e400",
        "1.10",
        "007",
        "-0",
        "4e71062",
        "1_0",
        "\"",
        "\"a\"",
        "\"null\"",
        "'",
        "'a'",
        "\\",
        "\\n",
        "\\u00e9",
        "\\ud800",
        "\n",
        "\r",
        "\t",
        "\u{b}",
        "\u{1b}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{2029}",
        "a\nb",
        "{\n}",
        "\u{feff}",
        " ",
        "  ",
        "\u{a0}",
        ",",
        ";",
        ":",
        "=",
        "a=b",
        "[",
        "]",
        "[]",
        "[1, 2]",
        "{",
        "}",
        "{}",
        "{\"a\": 1}",
        "(",
        ")",
        "<",
        "#",
        "$(x)",
        "`",
        "%",
        "--a",
        "-",
        "_",
        "/",
        "é",
        "日本",
        "🚀",
        "\u{10ffff}",
        "a",
        "B",
        "0",
    ];
    let character = prop_oneof![any::<char>(), (1..128u8).prop_map(char::from)];
    prop_oneof![
        2 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        4 => vec(proptest::sample::select(PIECES), 0..5).prop_map(|pieces| pieces.concat()),
        2 => vec(character, 0..8).prop_map(String::from_iter),
    ]
    .prop_map(move |text| text.replace(['\0', if apostrophes { '\0' } else { '\'' }], ""))
}

fn character(apostrophes: bool) -> impl Strategy<Value = char> {
    let any_of = prop_oneof![any::<char>(), (1..128u8).prop_map(char::from)];
    any_of.prop_map(move |c| {
        if c == '\0' || c == '\'' && !apostrophes {
            '"'
        } else {
            c
        }
    })
}

/// Returns a key of a map, which is never empty.
fn key(apostrophes: bool) -> impl Strategy<Value = String> {
    text(apostrophes).prop_map(|text| {
        if text.is_empty() {
            "k".to_owned()
        } else {
            text
        }
    })
}

fn path(apostrophes: bool) -> impl Strategy<Value = PathBuf> {
    text(apostrophes).prop_map(PathBuf::from)
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    #[sm(rename_all = "kebab-case")]
    struct Numbers by numbers(_apostrophes) {
        in_u8: u8 = any::<u8>(),
        in_u16: u16 = any::<u16>(),
        in_u32: u32 = any::<u32>(),
        in_u64: u64 = any::<u64>(),
        in_u128: u128 = any::<u128>(),
        in_usize: usize = any::<usize>(),
        in_i8: i8 = any::<i8>(),
        in_i16: i16 = any::<i16>(),
        in_i32: i32 = any::<i32>(),
        in_i64: i64 = any::<i64>(),
        in_i128: i128 = any::<i128>(),
        in_isize: isize = any::<isize>(),
        nonzero: NonZero<u8> = any::<NonZero<u8>>(),
        nonzero_wide: NonZero<i128> = any::<NonZero<i128>>(),
        single: f32 = single(),
        double: f64 = double(),
        logical: bool = any::<bool>(),
        maybe_integer: Option<i128> = any::<Option<i128>>(),
        #[sm(default = Some(7))]
        defaulted_integer: Option<u64> = any::<Option<u64>>(),
        maybe_single: Option<f32> = of(single()),
        #[sm(default = Some(0.5))]
        defaulted_double: Option<f64> = of(double()),
        maybe_logical: Option<bool> = any::<Option<bool>>(),
        maybe_nonzero: Option<NonZero<u64>> = of(any::<NonZero<u64>>()),
        integers: Vec<i128> = few(any::<i128>()),
        #[sm(default = vec![1, 2])]
        defaulted_integers: Vec<u128> = few(any::<u128>()),
        singles: Vec<f32> = few(single()),
        doubles: Box<[f64]> = few(double()).prop_map(Vec::into_boxed_slice),
        logicals: VecDeque<bool> = vec_deque(any::<bool>(), 0..3),
        holes: Vec<Option<f64>> = few(of(double())),
        #[sm(default = Some(vec![]))]
        maybe_doubles: Option<Vec<f64>> = of(few(double())),
        nested: Vec<Vec<Vec<f64>>> = few(few(few(double()))),
        pair: [f64; 2] = uniform2(double()),
        none: [u8; 0] = Just([]),
        pairs: Vec<(i64, Option<f32>)> = few((any::<i64>(), of(single()))),
        triple: (u8, f64, bool) = (any::<u8>(), double(), any::<bool>()),
        one: (f32,) = (single(),),
        numbered: BTreeMap<i64, Vec<f32>> = btree_map(any::<i64>(), few(single()), 0..3),
        flagged: BTreeMap<bool, Option<NonZero<i8>>> = btree_map(any::<bool>(), of(any::<NonZero<i8>>()), 0..3),
        set: BTreeSet<u128> = btree_set(any::<u128>(), 0..3),
        maps: Vec<BTreeMap<u8, BTreeMap<u8, f64>>> = few(btree_map(0..3u8, btree_map(0..3u8, double(), 0..3), 0..3)),
    }
}

generated! {
    #[derive(Clone, Debug, PartialEq, SmHyperparameters)]
    #[sm(rename_all = "kebab-case")]
    struct Texts by texts(apostrophes) {
        owned: String = text(apostrophes),
        #[sm(default = "adam")]
        defaulted: String = text(apostrophes),
        #[sm(secret)]
        secret: String = text(apostrophes),
        boxed: Box<str> = text(apostrophes).prop_map(String::into_boxed_str),
        shared: Rc<str> = text(apostrophes).prop_map(Rc::from),
        shared_between_threads: Arc<str> = text(apostrophes).prop_map(Arc::from),
        cow: Cow<'static, str> = text(apostrophes).prop_map(Cow::Owned),
        of_the_system: OsString = text(apostrophes).prop_map(OsString::from),
        path: PathBuf = path(apostrophes),
        character: char = character(apostrophes),
        maybe: Option<String> = of(text(apostrophes)),
        maybe_path: Option<PathBuf> = of(path(apostrophes)),
        maybe_character: Option<char> = of(character(apostrophes)),
        list: Vec<String> = few(text(apostrophes)),
        #[sm(default = vec!["a".to_owned()])]
        defaulted_list: Vec<String> = few(text(apostrophes)),
        maybe_list: Option<Vec<String>> = of(few(text(apostrophes))),
        #[sm(default = Some(vec![]))]
        defaulted_maybe_list: Option<Vec<String>> = of(few(text(apostrophes))),
        nested: Vec<Vec<String>> = few(few(text(apostrophes))),
        holes: Vec<Option<String>> = few(of(text(apostrophes))),
        lists_with_holes: Vec<Option<Vec<Option<char>>>> = few(of(few(of(character(apostrophes))))),
        characters: Vec<char> = few(character(apostrophes)),
        paths: VecDeque<PathBuf> = vec_deque(path(apostrophes), 0..3),
        pair: [String; 2] = uniform2(text(apostrophes)),
        tuple: (String, char, Option<u8>) = (text(apostrophes), character(apostrophes), any::<Option<u8>>()),
        tuples: Vec<(String, i8)> = few((text(apostrophes), any::<i8>())),
        map: BTreeMap<String, String> = btree_map(key(apostrophes), text(apostrophes), 0..3),
        hashed: HashMap<String, Option<String>> = hash_map(key(apostrophes), of(text(apostrophes)), 0..3),
        map_of_lists: BTreeMap<char, Vec<String>> = btree_map(character(apostrophes), few(text(apostrophes)), 0..3),
        map_of_maps: Option<BTreeMap<String, BTreeMap<String, bool>>> =
            of(btree_map(key(apostrophes), btree_map(key(apostrophes), any::<bool>(), 0..3), 0..3)),
        set: BTreeSet<String> = btree_set(text(apostrophes), 0..3),
        hash_set: HashSet<Vec<char>> = hash_set(few(character(apostrophes)), 0..3),
    }
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

fn choice() -> impl Strategy<Value = Choice> {
    use Choice::*;
    proptest::sample::select(vec![Adam, None, Yes, Version, Brackets, Punctuation])
}

/// Written as digits, which Python changes.
#[derive(Clone, Debug, PartialEq)]
struct Version(u8, u8);

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
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

fn version() -> impl Strategy<Value = Version> {
    any::<(u8, u8)>().prop_map(|(major, minor)| Version(major, minor))
}

mod seconds {
    use std::time::Duration;

    pub(super) fn from_text(text: &str) -> Result<Duration, String> {
        let seconds = text.strip_suffix('s').unwrap_or(text);
        seconds
            .parse()
            .map(Duration::from_secs)
            .map_err(|error| error.to_string())
    }

    pub(super) fn to_text(duration: &Duration) -> String {
        duration.as_secs().to_string()
    }
}

fn duration() -> impl Strategy<Value = Duration> {
    any::<u64>().prop_map(Duration::from_secs)
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    struct Augment by augment(apostrophes) {
        flip: bool = any::<bool>(),
        label: Option<String> = of(text(apostrophes)),
        #[sm(flatten, prefix = "crop_")]
        crop: Crop = crop(apostrophes),
    }
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    struct Crop by crop(apostrophes) {
        #[sm(default = 3)]
        size: u16 = any::<u16>(),
        fill: Vec<String> = few(text(apostrophes)),
    }
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    #[sm(rename_all = "SCREAMING_SNAKE_CASE")]
    struct Others by others(apostrophes) {
        choice: Choice = choice(),
        maybe_choice: Option<Choice> = of(choice()),
        #[sm(default = Some(Choice::Adam))]
        defaulted_choice: Option<Choice> = of(choice()),
        choices: Vec<Choice> = few(choice()),
        chosen: BTreeMap<Choice, Option<Choice>> = btree_map(choice(), of(choice()), 0..3),
        address: IpAddr = any::<IpAddr>(),
        maybe_address: Option<Ipv6Addr> = any::<Option<Ipv6Addr>>(),
        addresses: Vec<SocketAddr> = few((any::<IpAddr>(), any::<u16>()).prop_map(SocketAddr::from)),
        #[sm(from_str)]
        version: Version = version(),
        #[sm(from_str, alias = "mv")]
        maybe_version: Option<Version> = of(version()),
        #[sm(from_str, default = Some(Version(1, 2)))]
        defaulted_version: Option<Version> = of(version()),
        #[sm(from_str)]
        versions: Vec<Version> = few(version()),
        #[sm(with = seconds)]
        patience: Duration = duration(),
        #[sm(with = seconds)]
        maybe_patience: Option<Duration> = of(duration()),
        #[sm(with = seconds, default = Some(Duration::ZERO))]
        defaulted_patience: Option<Duration> = of(duration()),
        #[sm(name = "LR")]
        rate: f64 = double(),
        #[sm(flatten, prefix = "aug-")]
        augment: Augment = augment(apostrophes),
        #[sm(flatten)]
        crop: Crop = crop(apostrophes),
    }
}

generated! {
    /// Names that share a variable, or differ only in their dashes, or are not valid in a shell.
    #[derive(Clone, Debug, SmHyperparameters)]
    struct Names by names(apostrophes) {
        a: u8 = any::<u8>(),
        #[sm(name = "model.lr")]
        dotted: f64 = double(),
        #[sm(name = "größe")]
        accented: String = text(apostrophes),
        #[sm(name = "straße")]
        longer_in_upper_case: String = text(apostrophes),
        #[sm(rest)]
        rest: BTreeMap<String, String> = btree_map(name(), text(apostrophes), 0..6),
    }
}

generated! {
    #[derive(Clone, Debug, PartialEq, SmHyperparameters)]
    struct Rest by rest(apostrophes) {
        a: String = text(apostrophes),
        #[sm(rest)]
        rest: HashMap<String, Vec<String>> = hash_map(name(), few(text(apostrophes)), 0..6),
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Schedule {
    Constant,
    Step { sizes: Vec<i64>, rate: Option<u64> },
    Named(String, BTreeMap<String, bool>),
}

fn schedule(apostrophes: bool) -> impl Strategy<Value = Schedule> {
    prop_oneof![
        Just(Schedule::Constant),
        (few(any::<i64>()), any::<Option<u64>>())
            .prop_map(|(sizes, rate)| Schedule::Step { sizes, rate }),
        (
            text(apostrophes),
            btree_map(text(apostrophes), any::<bool>(), 0..3)
        )
            .prop_map(|(name, flags)| Schedule::Named(name, flags)),
    ]
}

/// Returns any JSON; a number that is not an integer is finite.
fn json(apostrophes: bool) -> impl Strategy<Value = serde_json::Value> {
    let scalar = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        text(apostrophes).prop_map(Into::into),
        finite().prop_map(Into::into),
    ];
    scalar.prop_recursive(3, 12, 3, move |inner| {
        prop_oneof![
            few(inner.clone()).prop_map(Into::into),
            btree_map(text(apostrophes), inner, 0..3)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

fn finite() -> impl Strategy<Value = f64> {
    double().prop_map(|value| if value.is_finite() { value } else { 0.5 })
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    struct JsonSchedules by json_schedules(apostrophes) {
        #[sm(json)]
        schedule: Schedule = schedule(apostrophes),
        #[sm(json)]
        schedules: Vec<Option<Schedule>> = few(of(schedule(apostrophes))),
        #[sm(json)]
        maybe: Option<Schedule> = of(schedule(apostrophes)),
    }
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    struct JsonTexts by json_texts(apostrophes) {
        #[sm(json)]
        text: String = text(apostrophes),
        #[sm(json)]
        maybe: Option<String> = of(text(apostrophes)),
        #[sm(json)]
        texts: Vec<Option<String>> = few(of(text(apostrophes))),
    }
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    struct JsonNumbers by json_numbers(_apostrophes) {
        #[sm(json)]
        double: f64 = finite(),
        #[sm(json)]
        wide: i128 = any::<i128>(),
        #[sm(json)]
        doubles: Vec<f64> = few(finite()),
        #[sm(json)]
        maybe: Option<f64> = of(finite()),
    }
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    struct JsonDefaults by json_defaults(_apostrophes) {
        #[sm(json, default = Some(1))]
        maybe: Option<u8> = any::<Option<u8>>(),
    }
}

generated! {
    #[derive(Clone, Debug, SmHyperparameters)]
    struct JsonValues by json_values(apostrophes) {
        #[sm(json)]
        value: serde_json::Value = json(apostrophes).prop_filter("absence", |value| !value.is_null()),
    }
}

/// Uses few letters, so that many names are nearly the same; never returns a field's.
fn name() -> impl Strategy<Value = String> {
    let character = proptest::sample::select(vec!['a', 'A', 'b', '-', '_']);
    vec(character, 0..4)
        .prop_map(String::from_iter)
        .prop_filter("a field's name", |name| name != "a")
}

fn returned(outcome: Result<(), String>) -> Result<(), TestCaseError> {
    outcome.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn numbers_come_back(hp in numbers(false)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn texts_come_back(hp in any::<bool>().prop_flat_map(texts)) {
        returned(comes_back(&hp, Texts::eq))?;
    }

    #[test]
    fn other_types_come_back(hp in any::<bool>().prop_flat_map(others)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn json_of_an_enum_comes_back(hp in any::<bool>().prop_flat_map(json_schedules)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn json_of_texts_comes_back(hp in any::<bool>().prop_flat_map(json_texts)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn json_of_numbers_comes_back(hp in any::<bool>().prop_flat_map(json_numbers)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn json_with_a_default_comes_back(hp in any::<bool>().prop_flat_map(json_defaults)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn json_of_any_value_comes_back(hp in any::<bool>().prop_flat_map(json_values)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn every_name_comes_back(hp in any::<bool>().prop_flat_map(names)) {
        returned(comes_back(&hp, alike))?;
    }

    #[test]
    fn the_rest_comes_back(hp in any::<bool>().prop_flat_map(rest)) {
        returned(comes_back(&hp, Rest::eq))?;
    }
}

/// A choice whose name would be `None` for an `Option` is a value inside it, too.
#[derive(Debug, PartialEq, SmCategorical)]
#[sm(rename_all = "PascalCase")]
enum Warmup {
    None,
    Linear,
}

#[test]
fn a_choice_that_is_spelt_like_nothing_comes_back() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        warmup: Option<Warmup>,
        warmups: Vec<Option<Warmup>>,
    }
    assert_comes_back(Hyperparameters {
        warmup: Some(Warmup::Linear),
        warmups: vec![],
    });
    assert_comes_back(Hyperparameters {
        warmup: Some(Warmup::None),
        warmups: vec![Some(Warmup::None), None],
    });
}

/// The text itself is the value.
#[test]
fn nothing_in_an_option_in_an_option_comes_back() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        numbers: Vec<Option<Option<u8>>>,
        number: Option<Option<u8>>,
    }
    assert_comes_back(Hyperparameters {
        numbers: vec![None, Some(Some(1))],
        number: None,
    });
    assert_comes_back(Hyperparameters {
        numbers: vec![],
        number: Some(Some(1)),
    });
}
