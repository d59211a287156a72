//! `SmMetrics`, wherever it is derived: without the prelude, in functions and macros, with odd names,
//! beside strict lints, and through another path to smenv.

mod no_prelude {
    #![no_implicit_prelude]

    #[derive(::smenv::SmMetrics)]
    #[sm(rename_all = "kebab-case")]
    pub(super) struct Metrics {
        /// In nats.
        #[sm(name = "train:loss", minimize)]
        pub(super) train_loss: f64,
        #[sm(maximize)]
        pub(super) top_accuracy: ::std::option::Option<f32>,
    }

    #[derive(::smenv::SmMetrics)]
    pub(super) struct Empty {}

    #[derive(::smenv::SmMetrics)]
    pub(super) struct Unit;
}

mod strict {
    #![forbid(
        clippy::all,
        clippy::pedantic,
        missing_docs,
        unused,
        unsafe_code,
        unreachable_pub,
        non_camel_case_types
    )]

    #[derive(Debug, smenv::SmMetrics)]
    pub(super) struct Metrics {
        pub(super) loss: f64,
    }
}

mod reexport {
    pub(super) use smenv as renamed;
}

use smenv::SmMetrics as _;

#[test]
fn without_the_prelude() {
    let metrics = no_prelude::Metrics {
        train_loss: 0.5,
        top_accuracy: Some(0.25),
    };
    assert_eq!(
        metrics.line().unwrap(),
        "metrics: train:loss=0.5; top-accuracy=0.25;"
    );
    assert_eq!(
        (no_prelude::Empty {}.line(), no_prelude::Unit.line()),
        (None, None)
    );
}

#[test]
fn beside_strict_lints() {
    let line = strict::Metrics { loss: 1.0 }.line();
    assert_eq!(line.unwrap(), "metrics: loss=1.0;");
}

#[test]
fn with_names_of_the_generated_code() {
    #[derive(smenv::SmMetrics)]
    #[allow(
        non_snake_case,
        reason = "a constant of the generated code has this name"
    )]
    struct Metrics {
        __writer: f64,
        r#type: u8,
        result: Option<i8>,
        line: u128,
        __SM_ROWS: u8,
    }

    let metrics = Metrics {
        __writer: 1.0,
        r#type: 2,
        result: None,
        line: 3,
        __SM_ROWS: 4,
    };
    assert_eq!(
        metrics.line().unwrap(),
        "metrics: __writer=1.0; type=2; line=3; __SM_ROWS=4;"
    );
    assert_eq!(Metrics::names().r#type, "type");
}

#[test]
fn from_a_macro_and_through_another_path() {
    macro_rules! metrics {
        ($name:ident { $($field:ident: $type:ty,)* }) => {
            #[derive(smenv::SmMetrics)]
            #[sm(crate = reexport::renamed)]
            struct $name {
                $($field: $type,)*
            }
        };
    }

    metrics! { Metrics { loss: f64, steps: Option<u64>, } }

    let metrics = Metrics {
        loss: 0.5,
        steps: Some(7),
    };
    assert_eq!(metrics.line().unwrap(), "metrics: loss=0.5; steps=7;");
}
