//! Metrics: in each line, the regular expression of a metric finds its value and no other.

use regex_lite::Regex;
use smenv::SmMetrics;
use smenv::export::MetricDefinition;

#[derive(SmMetrics)]
struct Metrics {
    loss: f64,
    #[sm(name = "val_loss")]
    val_loss: Option<f64>,
    #[sm(name = "train:loss")]
    train_loss: Option<f32>,
    #[sm(name = "loss.total+(l1)")]
    total: Option<i64>,
    #[sm(name = "lossXtotal+(l1)")]
    other: Option<u128>,
    #[sm(name = "Loss")]
    upper: Option<f64>,
    #[sm(name = "größe:ü")]
    size: Option<f64>,
}

const NONE: Metrics = Metrics {
    loss: 0.0,
    val_loss: None,
    train_loss: None,
    total: None,
    other: None,
    upper: None,
    size: None,
};

/// Returns what each metric's expression finds.
fn found(line: &str) -> Vec<Option<String>> {
    let find = |metric| {
        let regex = Regex::new(&MetricDefinition::of(metric).regex).unwrap();
        let captures = regex.captures(line)?;
        assert_eq!(captures.len(), 2, "one group");
        Some(captures[1].to_owned())
    };
    Metrics::SPEC.metrics().iter().map(find).collect()
}

#[test]
fn several_metrics_whose_names_begin_or_end_alike_are_told_apart() {
    let metrics = Metrics {
        loss: 1.5,
        val_loss: Some(2.5),
        train_loss: Some(3.5),
        total: Some(-4),
        other: Some(u128::MAX),
        upper: Some(6.5),
        size: Some(7.5),
    };
    let line = metrics.line().unwrap();
    assert_eq!(
        line,
        "metrics: loss=1.5; val_loss=2.5; train:loss=3.5; loss.total+(l1)=-4; \
         lossXtotal+(l1)=340282366920938463463374607431768211455; Loss=6.5; größe:ü=7.5;"
    );
    let expected = [
        "1.5",
        "2.5",
        "3.5",
        "-4",
        "340282366920938463463374607431768211455",
        "6.5",
        "7.5",
    ];
    assert_eq!(found(&line), expected.map(|text| Some(text.to_owned())));
}

#[test]
fn every_number_is_found_as_python_and_java_read_it() {
    for (number, text) in [
        (f64::NAN, "NaN"),
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
        (-0.0, "-0.0"),
        (1e300, "1e300"),
        (-2.5e-9, "-2.5e-9"),
        (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
    ] {
        let line = Metrics {
            loss: number,
            ..NONE
        }
        .line()
        .unwrap();
        assert_eq!(line, format!("metrics: loss={text};"));
        assert_eq!(found(&line)[0].as_deref(), Some(text));
        assert!(found(&line)[1..].iter().all(Option::is_none), "{line}");
    }
}

#[test]
fn the_line_may_stand_after_other_text() {
    let line = Metrics { loss: 0.5, ..NONE }.line().unwrap();
    assert_eq!(
        found(&format!("2026-11-27 INFO {line} done"))[0].as_deref(),
        Some("0.5")
    );
    assert_eq!(found("epoch 3, loss=0.5; 12 s")[0], None);
}

#[test]
fn a_step_without_values_has_no_line() {
    #[derive(SmMetrics)]
    struct Sometimes {
        accuracy: Option<f64>,
    }

    assert_eq!(Sometimes { accuracy: None }.line(), None);
    assert_eq!(().line(), None);
    assert_eq!(
        Sometimes {
            accuracy: Some(1.0)
        }
        .line()
        .unwrap(),
        "metrics: accuracy=1.0;"
    );
}
