//! Many names in a job: each means the same as among few, and all of them together do not take
//! long.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use smenv::testing::{Launcher, LocalJob};
use smenv::{Channel, Job, SmChannels, SmHyperparameters, Source, TrainingEnv};

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Hyperparameters {
    epochs: Option<u32>,
    #[sm(rest)]
    rest: BTreeMap<String, String>,
}

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Prefixed {
    epochs: Option<u32>,
    #[sm(rest, prefix = "env-")]
    rest: BTreeMap<String, String>,
}

#[derive(Debug, SmChannels)]
struct Data {
    #[expect(dead_code, reason = "it is only filled")]
    train: Option<Channel>,
}

/// The values of a few names, in all sources.
#[derive(Clone, Debug)]
struct Said {
    sm_hps: Vec<(String, String)>,
    variables: Vec<(String, String)>,
    arguments: Vec<(String, String)>,
}

/// Adds this many other names, none of which is similar to these.
fn source(said: &Said, others: usize) -> Source {
    let numbered = |place: &'static str| {
        (0..others).map(move |number| (format!("{place}{number}"), "other".to_owned()))
    };
    let sm_hps: serde_json::Map<String, serde_json::Value> = numbered("qq")
        .chain(said.sm_hps.clone())
        .map(|(name, value)| (name, value.into()))
        .collect();
    let sm_hps = serde_json::Value::Object(sm_hps).to_string();
    let variables = numbered("WW").chain(said.variables.clone());
    let variables = variables.map(|(name, value)| (format!("SM_HP_{name}"), value));
    let arguments = numbered("zz").chain(said.arguments.clone());
    let arguments = arguments.flat_map(|(name, value)| [format!("--{name}"), value]);
    Source::from_vars(variables.chain([("SM_HPS".to_owned(), sm_hps)])).args(arguments)
}

/// Returns the contents of the map without the others, or the problems.
fn filled(source: &Source) -> Result<BTreeMap<String, String>, Vec<String>> {
    match Hyperparameters::from_source(source) {
        Ok(hp) => Ok(hp
            .rest
            .into_iter()
            .filter(|(_, value)| value != "other")
            .collect()),
        Err(error) => Err(error.problems().iter().map(ToString::to_string).collect()),
    }
}

fn said() -> impl Strategy<Value = Said> {
    let values = "[12]?";
    let names = |pattern: &'static str| proptest::collection::vec((pattern, values), 0..6);
    let distinct = |names: Vec<(String, String)>| {
        names
            .into_iter()
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect()
    };
    (
        names("[aAß]([-_=][ab]){0,2}"),
        names("[AS]{1,2}([-_][ABa]){0,2}"),
        names("[aß]([-_][ab]){0,2}"),
    )
        .prop_map(move |(sm_hps, variables, arguments)| Said {
            sm_hps: distinct(sm_hps),
            variables: distinct(variables),
            arguments,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_name_means_among_many_what_it_means_among_few(said in said()) {
        // One more name, so that the typed arguments never match all that a launcher would pass.
        prop_assert_eq!(filled(&source(&said, 1)), filled(&source(&said, 30)));
    }
}

/// Far longer than it takes, and far shorter than if each name were compared with all others.
const LONG: Duration = Duration::from_secs(60);

const MANY: usize = 20_000;

#[track_caller]
fn takes_no_minute<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = work();
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
    made
}

#[test]
fn twenty_thousand_names_of_each_place_go_into_rest() {
    let none = Said {
        sm_hps: Vec::new(),
        variables: Vec::new(),
        arguments: Vec::new(),
    };
    let source = source(&none, MANY);
    let hp = takes_no_minute(|| Hyperparameters::from_source(&source)).unwrap();
    assert_eq!(hp.rest.len(), 3 * MANY);
    assert_eq!(
        takes_no_minute(|| hp.explain(&source)).rows().len(),
        3 * MANY + 1
    );
}

#[test]
fn twenty_thousand_names_go_into_rest_that_has_a_prefix() {
    let name = |number: usize| format!("\"env{}{}\":\"x\"", ["-", "_"][number % 2], number / 2);
    let sm_hps = format!("{{{}}}", (0..MANY).map(name).collect::<Vec<_>>().join(","));
    let hp = takes_no_minute(|| Prefixed::from_source(&Source::from_vars([("SM_HPS", sm_hps)])))
        .unwrap();
    assert_eq!(hp.rest.len(), MANY / 2);
}

#[test]
fn twenty_thousand_channels_have_their_directories() {
    let names: Vec<String> = (0..MANY).map(|number| format!("\"ch-{number}\"")).collect();
    let variables =
        (0..MANY).map(|number| (format!("SM_CHANNEL_CH_{number}"), format!("/data/{number}")));
    let list = ("SM_CHANNELS".to_owned(), format!("[{}]", names.join(",")));
    let source = Source::from_vars(variables.chain([list]));
    let env = takes_no_minute(|| TrainingEnv::from_source(&source)).unwrap();
    assert_eq!(env.channels().len(), MANY);
    assert_eq!(env.channel("ch-7").unwrap().dir().to_str(), Some("/data/7"));
    takes_no_minute(|| env.to_string());
}

#[test]
fn twenty_thousand_arguments_of_a_job_are_told_apart() {
    let places = (0..MANY).flat_map(|_| ["--train".to_owned(), ".".to_owned()]);
    let others = (0..MANY).flat_map(|number| [format!("--other-{number}"), "x".to_owned()]);
    let made = (0..MANY)
        .map(|number| format!("\"--made-{number}\",\"x\""))
        .collect::<Vec<_>>();
    let source = Source::from_vars([("SM_USER_ARGS", format!("[{}]", made.join(",")))]);
    let alone = (0..MANY)
        .rev()
        .flat_map(|number| [format!("--made-{number}"), "x".to_owned()]);
    let source = source.args(places.chain(others).chain(alone));
    let job = takes_no_minute(|| Job::<Hyperparameters, Data>::from_source(source)).unwrap();
    assert_eq!(job.hyperparameters.rest.len(), 2 * MANY);
}

#[test]
fn brackets_in_each_other_need_no_stack_in_a_local_job() {
    let nested = "[".repeat(100_000) + &"]".repeat(100_000);
    for launcher in [Launcher::Toolkit, Launcher::Driver] {
        let job = LocalJob::builder()
            .hyperparameter("text", nested.as_str())
            .launcher(launcher)
            .create()
            .unwrap();
        let hp = Hyperparameters::from_source(&job.source()).unwrap();
        assert!(hp.rest["text"] == nested);
    }
}

#[test]
fn brackets_that_group_are_left_out_at_any_depth() {
    #[derive(Debug, SmHyperparameters)]
    struct Json {
        #[sm(json)]
        value: Vec<Vec<u8>>,
    }
    for depth in [0, 1, 50_000] {
        let groups = format!("[{}[1]{}, [2]]", "(".repeat(depth), ")".repeat(depth));
        let source = Source::from_vars([("SM_HP_VALUE", groups)]);
        assert_eq!(
            takes_no_minute(|| Json::from_source(&source))
                .unwrap()
                .value,
            [[1], [2]]
        );
    }
}
