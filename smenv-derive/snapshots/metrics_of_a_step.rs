// What `SmMetrics` makes of
//
// /// What a step reports.
// #[sm(rename_all = "kebab-case")]
// pub struct Metrics {
//     /// In nats.
//     #[sm(name = "train:loss", minimize)]
//     train_loss: f64,
//     #[sm(maximize)]
//     top_accuracy: Option<f32>,
//     steps: u64,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::metrics; use
    metrics::rename_all as _; use ::smenv::__private0::attributes::metric; use
    metric::name as _; use metric::minimize as _; use metric::maximize as _; }; const _ :
    () = {};
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_ROWS: &[__smenv::MetricSpec] = &[
        __smenv::MetricSpec::new(
            "train:loss",
            "In nats.",
            ::core::option::Option::Some(__smenv::Objective::Minimize),
        ),
        __smenv::MetricSpec::new(
            "top-accuracy",
            "",
            ::core::option::Option::Some(__smenv::Objective::Maximize),
        ),
        __smenv::MetricSpec::new("steps", "", ::core::option::Option::None),
    ];
    #[automatically_derived]
    impl __smenv::SmMetrics for Metrics {
        const SPEC: &'static __smenv::MetricsSpec = &__smenv::MetricsSpec::new(
            "Metrics",
            "What a step reports.",
            __SM_ROWS,
        );
        fn __write(&self, __writer: &mut __smenv::MetricWriter) {
            __writer.metric::<f64>("train:loss", &self.train_loss);
            __writer.metric::<Option<f32>>("top-accuracy", &self.top_accuracy);
            __writer.metric::<u64>("steps", &self.steps);
        }
    }
    ///The names of the metrics of `Metrics`.
    pub struct __MetricsNames {
        ///train:loss
        pub train_loss: &'static ::core::primitive::str,
        ///top-accuracy
        pub top_accuracy: &'static ::core::primitive::str,
        ///steps
        pub steps: &'static ::core::primitive::str,
    }
    impl Metrics {
        ///Returns the names of the metrics, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        pub const fn names() -> __MetricsNames {
            __MetricsNames {
                train_loss: "train:loss",
                top_accuracy: "top-accuracy",
                steps: "steps",
            }
        }
    }
};
