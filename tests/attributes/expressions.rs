//! Any expression that Rust accepts can be a default, a rule or an end of a range, whether or not
//! another crate enables syn's feature `full`.

#![allow(
    clippy::all,
    unused_braces,
    reason = "what nobody would write is what is tried"
)]

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::support::filled::{filled, problems};
use smenv::{HyperparameterValue, SmHyperparameters};

const MOST: u32 = 9;

fn sum(numbers: Range<u32>) -> u32 {
    numbers.sum()
}

fn either(flag: bool) -> u32 {
    u32::from(flag)
}

struct Pair<A, B>(A, B);

impl<A: Default, B: Default> Pair<A, B> {
    const ONE: u32 = 1;

    fn made() -> Self {
        Pair(A::default(), B::default())
    }

    fn first(self) -> A {
        let Pair(first, _) = self;
        first
    }
}

trait Least<A, B> {
    const LEAST: u32;
}

impl<A, B> Least<A, B> for u32 {
    const LEAST: u32 = 3;
}

#[test]
fn ranges_in_a_default_are_its_own() {
    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = (0..3).collect())]
        collected: Vec<u32>,
        #[sm(default = Vec::from_iter(0..3))]
        made: Vec<u32>,
        #[sm(default = sum(0..3))]
        sum: u32,
        #[sm(default = vec![1, 2, 3][1..].to_vec())]
        sliced: Vec<u32>,
        #[sm(default = (1..=3).map(|n| n * n).rev().collect::<Vec<u32>>())]
        chained: Vec<u32>,
        #[sm(skip, default = 0..3)]
        range: Range<u8>,
        #[sm(skip, default = ..)]
        full: std::ops::RangeFull,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!(
        (&hp.collected, &hp.made, hp.sum),
        (&vec![0, 1, 2], &vec![0, 1, 2], 3)
    );
    assert_eq!(
        (&hp.sliced, &hp.chained, hp.range, hp.full),
        (&vec![2, 3], &vec![9, 4, 1], 0..3, ..)
    );
}

#[test]
fn a_default_is_any_expression() {
    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = { let half = MOST / 2; half + 1 })]
        block: u32,
        #[sm(default = if MOST > 3 { 1 } else if MOST < 2 { 2 } else { 3 })]
        condition: u32,
        #[sm(default = match MOST { 0 | 1 => 4, _ => 5 })]
        choice: u32,
        #[sm(default = unsafe_free::<u8, u16>(1, 2))]
        turbofish: u32,
        #[sm(default = Pair::<u32, HashMap<u8, u8>>::made().first())]
        own_type: u32,
        #[sm(default = <u32 as Least<u8, u16>>::LEAST + 1)]
        qualified: u32,
        #[sm(default = Named { size: 6, ..Named::default() }.size)]
        structure: u32,
        #[sm(default = [1, 2, 3].len() as u32)]
        cast: u32,
        #[sm(default = *&7)]
        reference: u32,
        #[sm(default = &[1, 2][..] == [1, 2])]
        slice: bool,
        #[sm(default = !false && (MOST > 1) || false)]
        logic: bool,
        #[sm(default = (|a: u32, b: u32| -> u32 { a << b })(1, 3))]
        closure: u32,
        #[sm(default = loop { break 'a' })]
        endless: char,
        #[sm(default = -(1_i64 << 4))]
        negative: i64,
        #[sm(default = async { 1 } .made())]
        future: u32,
        #[sm(default = "a".repeat(2).parse().unwrap_or_else(|_| unreachable!()))]
        text: String,
        #[sm(default = [0.5; 1 + 1])]
        array: [f64; { 1 + 1 }],
        #[sm(default = BTreeMap::from([("a".to_owned(), 1..3)].map(|(name, range)| (name, range.end))))]
        map: BTreeMap<String, u8>,
        #[sm(default = concat!("a", "b").to_owned())]
        concatenated: String,
        #[sm(default = Some(-1.5e-3), range = -1.0..=1.0)]
        some: Option<f64>,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!(
        (
            hp.block,
            hp.condition,
            hp.choice,
            hp.turbofish,
            hp.own_type,
            hp.qualified
        ),
        (5, 1, 5, 3, 0, 4)
    );
    assert_eq!(
        (
            hp.structure,
            hp.cast,
            hp.reference,
            hp.slice,
            hp.logic,
            hp.closure
        ),
        (6, 3, 7, true, true, 8)
    );
    assert_eq!(
        (
            hp.endless,
            hp.negative,
            hp.future,
            hp.text.as_str(),
            hp.array
        ),
        ('a', -16, 2, "aa", [0.5, 0.5])
    );
    assert_eq!(
        (&hp.map["a"], hp.concatenated.as_str(), hp.some),
        (&3, "ab", Some(-1.5e-3))
    );
}

#[derive(Default)]
struct Named {
    size: u32,
    _other: u8,
}

fn unsafe_free<A: Into<u32>, B: Into<u32>>(a: A, b: B) -> u32 {
    a.into() + b.into()
}

trait Made: Sized {
    fn made(self) -> u32 {
        2
    }
}

impl<F: Future<Output = i32>> Made for F {}

#[test]
fn ends_of_a_range_are_any_expressions() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(range = sum(0..3)..=sum(0..4))]
        called: u32,
        #[sm(range = <u32 as Least<u8, u16>>::LEAST..Pair::<u8, u16>::ONE + MOST)]
        generic: u32,
        #[sm(range = { 1 }..)]
        block: u32,
        #[sm(range = ..=if MOST > 3 { 4 } else { 5 })]
        condition: u32,
        #[sm(range = -1..=-1 + 2)]
        negative: i8,
        #[sm(range = 1.0e-1..1.5)]
        float: f64,
    }
    assert_eq!(
        problems::<Hyperparameters>(
            r#"{"called": 7, "generic": 10, "block": 0, "condition": 5, "negative": 2, "float": 0.01}"#
        )
        .len(),
        6
    );
    let hp: Hyperparameters = filled(
        r#"{"called": 6, "generic": 9, "block": 1, "condition": 4, "negative": 1, "float": 0.1}"#,
    );
    assert_eq!(
        (
            hp.called,
            hp.generic,
            hp.block,
            hp.condition,
            hp.negative,
            hp.float
        ),
        (6, 9, 1, 4, 1, 0.1)
    );
}

#[test]
fn a_rule_may_be_a_closure() {
    #[derive(Debug, SmHyperparameters)]
    struct Hyperparameters {
        #[sm(validate = |n: &u32| -> Result<(), String> { if *n > 1 { Ok(()) } else { Err("low".into()) } }, default = 2)]
        typed: u32,
        #[sm(validate = |n: &u32| if (1..3).contains(n) { Ok(()) } else { Err("far") }, default = 2)]
        untyped: u32,
        #[sm(validate = move |n: &HashMap<String, u8>| n.is_empty().then_some(()).ok_or("full"), default = HashMap::<String, u8>::new())]
        generic: HashMap<String, u8>,
        #[sm(validate = within::<1, 3>, default = either(1 < 2) | either(2 < 1))]
        constant: u32,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!(
        (hp.typed, hp.untyped, hp.generic.len(), hp.constant),
        (2, 2, 0, 1)
    );
    assert_eq!(
        problems::<Hyperparameters>(
            r#"{"typed": 1, "untyped": 3, "generic": {"a": 1}, "constant": 3}"#
        )
        .len(),
        4
    );
}

fn within<const LEAST: u32, const MOST: u32>(value: &u32) -> Result<(), &'static str> {
    if (LEAST..MOST).contains(value) {
        Ok(())
    } else {
        Err("far")
    }
}

#[test]
fn types_may_have_expressions_in_them() {
    const N: usize = 1;

    #[derive(Debug, PartialEq)]
    struct Sized<const N: usize>(u8);

    impl<const N: usize> HyperparameterValue for Sized<N> {
        const EXPECTED: smenv::ValueType = <u8 as HyperparameterValue>::EXPECTED;

        fn from_text(text: &str) -> Result<Self, smenv::ValueError> {
            u8::from_text(text).map(Sized)
        }

        fn to_text(&self) -> String {
            self.0.to_text()
        }
    }

    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = [1.0; 2])]
        product: [f64; N * 2],
        #[sm(default = [0; 3])]
        block: [u8; { 1 + 2 }],
        #[sm(default = [false])]
        condition: [bool; if N > 1 { 2 } else { 1 }],
        sized: Sized<{ N + 1 }>,
        option: Option<[u8; N + N]>,
        #[sm(skip)]
        function: Option<fn(u8, u8) -> Result<u8, String>>,
        #[sm(skip)]
        object: Option<Box<dyn Fn(u8, &str) -> Vec<u8> + Send>>,
    }
    let hp: Hyperparameters = filled(r#"{"sized": 1, "option": [1, 2]}"#);
    assert_eq!(
        (hp.product, hp.block, hp.condition, hp.sized, hp.option),
        ([1.0; 2], [0; 3], [false], Sized(1), Some([1, 2]))
    );
    assert!(hp.function.is_none() && hp.object.is_none());
}

macro_rules! of_parts {
    ($name:ident, $default:expr, $range:expr, $rule:expr, $size:expr) => {
        #[derive(SmHyperparameters)]
        struct $name {
            #[sm(default = $default, range = $range, validate = $rule)]
            number: u32,
            #[sm(default = [0; $size])]
            list: [u8; $size],
        }
    };
}

of_parts!(
    Parts,
    (0..3).sum(),
    1..=sum(0..5),
    |n: &u32| if *n < 9 { Ok(()) } else { Err("high") },
    1 + 1
);

#[test]
fn a_macro_hands_over_any_expression() {
    let hp: Parts = filled("{}");
    assert_eq!((hp.number, hp.list), (3, [0, 0]));
    assert_eq!(problems::<Parts>(r#"{"number": 11}"#).len(), 1);
}

#[test]
fn a_type_in_a_path_does_not_open_arguments_behind_it() {
    #[derive(SmHyperparameters)]
    struct Hyperparameters {
        #[sm(default = <u32 as Least<u8, u8>>::LEAST << 1, range = <u32 as Least<u8, u8>>::LEAST << 1..=10)]
        shifted: u32,
        #[sm(default = <u32 as Least<u8, u8>>::LEAST < 3, alias = "z")]
        compared: bool,
        #[sm(default = Vec::<fn() -> u8>::new().len() < 3, alias = "q")]
        of_functions: bool,
    }
    let hp: Hyperparameters = filled("{}");
    assert_eq!((hp.shifted, hp.compared, hp.of_functions), (6, false, true));
}
