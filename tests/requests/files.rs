//! `Source::from_hyperparameters`: what `CreateTrainingJob` takes, as a container has it.

use smenv::{SmHyperparameters, Source};

#[derive(Debug, PartialEq, SmHyperparameters)]
struct Texts {
    version: String,
    word: String,
    path: std::path::PathBuf,
    lines: String,
    list: Vec<String>,
}

#[test]
fn what_is_sent_is_read_as_the_same() {
    let texts = Texts {
        version: "1.10".to_owned(),
        word: "null".to_owned(),
        path: "a \"b\" c".into(),
        lines: "a\nb\\\u{2028}é".to_owned(),
        list: vec!["1".to_owned(), "a,b".to_owned()],
    };
    let source = Source::from_hyperparameters(texts.to_hyperparameters());
    assert_eq!(Texts::from_source(&source).unwrap(), texts);
}

#[test]
fn it_is_no_job_of_this_machine_and_shows_no_value() {
    let source = Source::from_hyperparameters([("api_key", "hunter2")]);
    assert!(!source.is_job());
    assert!(!format!("{source:?}").contains("hunter2"));
    let error = source.hyperparameter::<u32>("epochs").unwrap_err();
    assert_eq!(error.problems().len(), 1);
}
