//! Several sources of the job's hosts must agree; if they do not, that is a problem.

mod support;

use smenv::{ProblemKind, Source, TrainingEnv};
use support::{Folder, Record};

const TWO: (&str, &str) = ("SM_HOSTS", r#"["algo-1","algo-2"]"#);

fn env(variables: &[(&str, &str)]) -> TrainingEnv {
    TrainingEnv::from_source(&Source::from_vars(variables.iter().copied())).unwrap()
}

/// Returns the only problem.
#[track_caller]
fn problem(variables: &[(&str, &str)]) -> String {
    let error =
        TrainingEnv::from_source(&Source::from_vars(variables.iter().copied())).unwrap_err();
    let [problem] = error.problems() else {
        panic!("{error}")
    };
    assert!(matches!(
        problem.kind(),
        ProblemKind::Conflict | ProblemKind::OutOfRange | ProblemKind::Invalid
    ));
    assert!(
        problem.remedy().is_some() || problem.expected().is_some(),
        "{problem}"
    );
    problem.to_string()
}

#[test]
fn a_host_that_is_not_listed() {
    assert_eq!(
        problem(&[TWO, ("SM_CURRENT_HOST", "algo-3")]),
        "SM_CURRENT_HOST: got \"algo-3\", but SM_HOSTS lists algo-1, algo-2; set SM_CURRENT_HOST to one of these, or add it to \
         SM_HOSTS"
    );
    assert_eq!(
        problem(&[("SM_HOSTS", r#"["algo-1"]"#), ("SM_CURRENT_HOST", "algo-2")]),
        "SM_CURRENT_HOST: got \"algo-2\", but SM_HOSTS lists algo-1; set SM_CURRENT_HOST to algo-1, or add it to SM_HOSTS"
    );
    // Wherever either is set.
    assert_eq!(
        problem(&[(
            "SM_RESOURCE_CONFIG",
            r#"{"current_host": "c", "hosts": ["a", "b"]}"#
        )]),
        "current_host (SM_RESOURCE_CONFIG): got \"c\", but SM_RESOURCE_CONFIG lists a, b; set SM_CURRENT_HOST to one of these"
    );
    assert_eq!(
        problem(&[
            ("SM_CURRENT_HOST", "c"),
            (
                "SM_RESOURCE_CONFIG",
                r#"{"current_host": "a", "hosts": ["a"]}"#
            )
        ]),
        "SM_CURRENT_HOST: got \"c\", but SM_RESOURCE_CONFIG lists a; set SM_CURRENT_HOST to a"
    );
    assert_eq!(
        problem(&[TWO, ("SM_TRAINING_ENV", r#"{"current_host": "c"}"#)]),
        "current_host (SM_TRAINING_ENV): got \"c\", but SM_HOSTS lists algo-1, algo-2; set SM_CURRENT_HOST to one of these, or \
         add it to SM_HOSTS"
    );
    let many: Vec<String> = (10..30)
        .map(|number| format!("\"algo-{number}\""))
        .collect();
    assert_eq!(
        problem(&[
            ("SM_HOSTS", &format!("[{}]", many.join(","))),
            ("SM_CURRENT_HOST", "algo-1")
        ]),
        "SM_CURRENT_HOST: got \"algo-1\", but SM_HOSTS lists algo-10, algo-11, algo-12, algo-13, and 16 more; set \
         SM_CURRENT_HOST to one of these, or add it to SM_HOSTS"
    );
}

/// SageMaker itself may start the only host under a name other than the listed one.
#[test]
fn the_only_host_may_have_another_name_in_the_jobs_own_config() {
    let config = r#"{"current_host": "algo-9", "hosts": ["algo-1"]}"#;
    let folder = Folder::new("hosts");
    folder.write("input/config/resourceconfig.json", config);
    let bare = TrainingEnv::from_source(&Source::default().base_dir(folder.path())).unwrap();
    let variables = [
        ("SM_RESOURCE_CONFIG", config),
        ("SM_HOSTS", r#"["algo-1"]"#),
        ("SM_CURRENT_HOST", "algo-9"),
    ];
    for env in [bare, env(&variables), env(&variables[..1])] {
        assert_eq!(
            (env.current_host(), env.host_rank(), env.is_leader()),
            (Some("algo-9"), None, false)
        );
    }
    assert!(
        Record::all()
            .iter()
            .any(|record| record.name == "rc_host_not_listed")
    );
}

#[test]
fn no_hosts_where_the_config_has_several() {
    let config = (
        "SM_RESOURCE_CONFIG",
        r#"{"current_host": "algo-2", "hosts": ["algo-2", "algo-1"]}"#,
    );
    assert_eq!(
        problem(&[config, ("SM_HOSTS", "[]"), ("SM_CURRENT_HOST", "algo-2")]),
        "SM_HOSTS: got \"[]\", but SM_RESOURCE_CONFIG lists algo-1, algo-2; unset SM_HOSTS, or set it to \
         `[\"algo-1\",\"algo-2\"]`"
    );
    assert_eq!(
        problem(&[config, ("SM_TRAINING_ENV", r#"{"hosts": []}"#)]),
        "hosts (SM_TRAINING_ENV): got \"[]\", but SM_RESOURCE_CONFIG lists algo-1, algo-2; set SM_HOSTS to \
         `[\"algo-1\",\"algo-2\"]`"
    );
    // With a single host there is no doubt.
    let one = ("SM_RESOURCE_CONFIG", r#"{"hosts": ["algo-1"]}"#);
    assert_eq!(env(&[one, ("SM_HOSTS", "[]")]).host_rank(), Some(0));
    // A source with other hosts changes the job, for example for a replay.
    assert_eq!(
        env(&[config, ("SM_HOSTS", r#"["algo-2"]"#)]).host_rank(),
        Some(0)
    );
}

#[test]
fn another_number_of_hosts_than_are_listed() {
    assert_eq!(
        problem(&[TWO, ("SM_HOST_COUNT", "5")]),
        "SM_HOST_COUNT: got \"5\", but SM_HOSTS lists 2 hosts; set SM_HOST_COUNT to 2, or unset it"
    );
    assert_eq!(
        problem(&[
            ("SM_HOST_COUNT", "1"),
            ("SM_RESOURCE_CONFIG", r#"{"hosts": ["a", "b"]}"#)
        ]),
        "SM_HOST_COUNT: got \"1\", but SM_RESOURCE_CONFIG lists 2 hosts; set SM_HOST_COUNT to 2, or unset it"
    );
    assert_eq!(
        problem(&[("SM_HOST_COUNT", "5"), ("SM_HOSTS", r#"["a"]"#)]),
        "SM_HOST_COUNT: got \"5\", but SM_HOSTS lists 1 host; set SM_HOST_COUNT to 1, or unset it"
    );
    assert_eq!(
        problem(&[("SM_HOST_COUNT", "0")]),
        "SM_HOST_COUNT: got \"0\"; expected a whole number, 1 or more"
    );
    assert_eq!(env(&[TWO, ("SM_HOST_COUNT", "2")]).host_count(), 2);
}

#[test]
fn a_rank_beyond_the_last_host() {
    for (name, of) in [TWO, ("SM_HOST_COUNT", "2")] {
        assert_eq!(
            problem(&[(name, of), ("SM_CURRENT_HOST_RANK", "2")]),
            "SM_CURRENT_HOST_RANK: got \"2\"; expected a number less than the number of hosts (2); count \
             SM_CURRENT_HOST_RANK from 0, or unset it"
        );
    }
}

#[test]
fn a_rank_among_nobody_knows_how_many() {
    assert_eq!(
        problem(&[("SM_CURRENT_HOST_RANK", "5")]),
        "SM_CURRENT_HOST_RANK: got \"5\", but neither SM_HOSTS nor SM_HOST_COUNT is set; set SM_HOST_COUNT to the number of all \
         hosts, or unset SM_CURRENT_HOST_RANK"
    );
    assert_eq!(
        problem(&[("SM_CURRENT_HOST_RANK", "5"), ("SM_HOSTS", "[]")]),
        "SM_CURRENT_HOST_RANK: got \"5\", but neither SM_HOSTS nor SM_HOST_COUNT is set; set SM_HOST_COUNT to the number of all \
         hosts, or unset SM_CURRENT_HOST_RANK"
    );
    assert_eq!(env(&[("SM_CURRENT_HOST_RANK", "0")]).host_rank(), Some(0));
    assert_eq!(
        env(&[("SM_CURRENT_HOST_RANK", "5"), ("SM_HOST_COUNT", "6")]).host_rank(),
        Some(5)
    );
}

/// All hosts must agree on which of them is the first.
#[test]
fn another_rank_than_the_place_among_the_sorted_hosts() {
    let hosts = [("SM_HOSTS", r#"["b","a"]"#), ("SM_CURRENT_HOST", "b")];
    let with_rank = |rank| [&hosts[..], &[("SM_CURRENT_HOST_RANK", rank)]].concat();
    assert_eq!(
        problem(&with_rank("0")),
        "SM_CURRENT_HOST_RANK: got \"0\", but b is number 1 of the hosts sorted by name, counted from 0; set \
         SM_CURRENT_HOST_RANK to 1, or unset it"
    );
    assert_eq!(env(&with_rank("1")).host_rank(), Some(1));
}

#[test]
fn a_list_that_is_not_json_is_shown_as_one() {
    let told = |hosts: &str| {
        let problem = problem(&[("SM_HOSTS", hosts)]);
        problem
            .rsplit_once("expected a JSON list such as ")
            .unwrap()
            .1
            .to_owned()
    };
    for hosts in [
        "algo-1,algo-2",
        "algo-1, algo-2",
        "algo-1 algo-2",
        "[algo-1, algo-2]",
        "['algo-1', 'algo-2']",
        "5",
        "{}",
        "[1]",
    ] {
        assert_eq!(told(hosts), r#"`["algo-1","algo-2"]`"#, "{hosts}");
    }
    assert_eq!(told("node7"), r#"`["node7"]`"#);
    assert_eq!(told("[\tnode7 ]"), r#"`["node7"]`"#);
    // No host can have such a name.
    for no_names in ["a/b,c", "algo-1,https://x", &"a".repeat(65)] {
        assert_eq!(told(no_names), r#"`["algo-1","algo-2"]`"#, "{no_names}");
    }
    let longest = "a".repeat(64);
    assert_eq!(told(&longest), format!(r#"`["{longest}"]`"#));
    assert_eq!(told("a,b,c,d,e"), r#"`["algo-1","algo-2"]`"#);
    assert_eq!(
        problem(&[("SM_HOSTS", "algo-1,algo-2")]),
        r#"SM_HOSTS: got "algo-1,algo-2"; expected a JSON list such as `["algo-1","algo-2"]`"#
    );
    assert_eq!(
        problem(&[("SM_RESOURCE_CONFIG", r#"{"hosts": "a,b"}"#)]),
        r#"hosts (SM_RESOURCE_CONFIG): got "a,b"; expected a JSON list such as `["a","b"]`"#
    );
    assert_eq!(
        problem(&[("SM_RESOURCE_CONFIG", r#"{"hosts": {"a": 1}}"#)]),
        r#"hosts (SM_RESOURCE_CONFIG): got the object {"a": 1}; expected a JSON list such as `["algo-1","algo-2"]`"#
    );
    assert_eq!(
        problem(&[("SM_DISTRIBUTION_INSTANCE_GROUPS", "{}")]),
        r#"SM_DISTRIBUTION_INSTANCE_GROUPS: got "{}"; expected a JSON list such as `["group-1","group-2"]`"#
    );
}

#[test]
fn a_host_that_is_not_a_string_is_told_with_its_type() {
    let folder = Folder::new("hosts");
    folder.write(
        "input/config/resourceconfig.json",
        r#"{"current_host": 1, "hosts": ["algo-1"]}"#,
    );
    let error = TrainingEnv::from_source(&Source::default().base_dir(folder.path())).unwrap_err();
    let [problem] = error.problems() else {
        panic!("{error}")
    };
    assert_eq!(
        problem.to_string(),
        r#"current_host (resourceconfig.json): got the number 1; expected a string; write `"current_host": "1"`"#
    );
    assert_eq!(
        (problem.given(), problem.expected()),
        (Some("1"), Some("a string"))
    );
    let told = |config: &str| self::problem(&[("SM_RESOURCE_CONFIG", config)]);
    assert_eq!(
        told(r#"{"current_host": ["algo-1"]}"#),
        r#"current_host (SM_RESOURCE_CONFIG): got the list ["algo-1"]; expected a string"#
    );
    assert_eq!(
        told(r#"{"current_host": true}"#),
        r#"current_host (SM_RESOURCE_CONFIG): got the value true; expected a string; write `"current_host": "true"`"#
    );
}

/// One mistake is one problem, even if another would follow from it.
#[test]
fn what_follows_from_a_mistake_is_not_told() {
    let config = (
        "SM_RESOURCE_CONFIG",
        r#"{"current_host": "algo-2", "hosts": ["algo-1", "algo-2"]}"#,
    );
    problem(&[
        config,
        ("SM_HOSTS", "[]"),
        ("SM_HOST_COUNT", "2"),
        ("SM_CURRENT_HOST_RANK", "1"),
    ]);
    problem(&[
        ("SM_HOSTS", "algo-1"),
        ("SM_CURRENT_HOST_RANK", "1"),
        ("SM_CURRENT_HOST", "algo-2"),
    ]);
    problem(&[("SM_HOST_COUNT", "many"), ("SM_CURRENT_HOST_RANK", "1")]);
    problem(&[
        TWO,
        ("SM_CURRENT_HOST", "algo-9"),
        ("SM_CURRENT_HOST_RANK", "1"),
    ]);
}
