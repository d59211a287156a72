// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     #[sm(default = BATCH, range = 1..= 4*BATCH)]
//     batch_size: u32,
//     #[sm(default = Some(RATE), range = f64::EPSILON..1.0, tunable, scale = "log")]
//     learning_rate: Option<f64>,
//     #[sm(range = limits::LEAST..)]
//     epochs: u32,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::default as _;
    use field::range as _; use field::default as _; use field::range as _; use
    field::tunable as _; use field::scale as _; use field::range as _; }; const _ : () =
    { let _ = || ::smenv::__private0::value!(BATCH); let _ = ||
    ::smenv::__private0::value!(1..= 4 * BATCH); let _ = ||
    ::smenv::__private0::value!(Some(RATE)); let _ = ||
    ::smenv::__private0::value!(f64::EPSILON..1.0); let _ = ||
    ::smenv::__private0::value!(limits::LEAST..); };
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_MIN_0: u32 = 1;
    const __SM_MAX_0: u32 = 4 * BATCH;
    const __SM_DEFAULT_0: u32 = BATCH;
    const __SM_ENDS_0: __smenv::check::ConstRange<u32> = __smenv::check::ConstRange {
        min: ::core::option::Option::Some(__SM_MIN_0),
        max: ::core::option::Option::Some((__SM_MAX_0, true)),
    };
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["batch_size"])
        .default("BATCH", || __SM_DEFAULT_0)
        .range(
            ::core::option::Option::Some("1"),
            ::core::option::Option::Some(("4 * BATCH", true)),
            |__value| (__smenv::within::<
                u32,
            >)(
                __value,
                (::core::ops::Bound::Included)(__SM_MIN_0),
                (::core::ops::Bound::Included)(__SM_MAX_0),
            ),
        );
    const __SM_MIN_1: f64 = f64::EPSILON;
    const __SM_MAX_1: f64 = 1.0;
    const __SM_DEFAULT_1: f64 = RATE;
    const __SM_ENDS_1: __smenv::check::ConstRange<f64> = __smenv::check::ConstRange {
        min: ::core::option::Option::Some(__SM_MIN_1),
        max: ::core::option::Option::Some((__SM_MAX_1, false)),
    };
    const __SM_1: __smenv::FieldCodec<Option<f64>> = __smenv::FieldCodec::<
        Option<f64>,
    >::native(&["learning_rate"])
        .default("Some (RATE)", || ::core::option::Option::Some(__SM_DEFAULT_1))
        .range(
            ::core::option::Option::Some("f64::EPSILON"),
            ::core::option::Option::Some(("1.0", false)),
            |__value| (__smenv::within::<
                Option<f64>,
            >)(
                __value,
                (::core::ops::Bound::Included)(__SM_MIN_1),
                (::core::ops::Bound::Excluded)(__SM_MAX_1),
            ),
        )
        .tunable(__smenv::Scale::Log);
    const __SM_MIN_2: u32 = limits::LEAST;
    const __SM_ENDS_2: __smenv::check::ConstRange<u32> = __smenv::check::ConstRange {
        min: ::core::option::Option::Some(__SM_MIN_2),
        max: ::core::option::Option::None,
    };
    const __SM_2: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["epochs"])
        .range(
            ::core::option::Option::Some("limits::LEAST"),
            ::core::option::Option::None,
            |__value| (__smenv::within::<
                u32,
            >)(
                __value,
                (::core::ops::Bound::Included)(__SM_MIN_2),
                ::core::ops::Bound::Unbounded,
            ),
        );
    const __SM_ROWS: &[__smenv::FieldSpec] = &[
        __SM_0.field(),
        __SM_1.field(),
        __SM_2.field(),
    ];
    const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<8usize>(__SM_ROWS);
    #[automatically_derived]
    impl __smenv::SmHyperparameters for Hyperparameters {
        const SPEC: &'static __smenv::Spec = &__smenv::Spec::new(
            "Hyperparameters",
            "",
            __SM_ROWS,
            __SM_INDEX,
            false,
        );
        type __Names = __HyperparametersNames;
        const __CODEC: __smenv::StructCodec<Self> = __smenv::StructCodec::new(
            |__reader| {
                let __f0 = __reader.field(&__SM_0);
                let __f1 = __reader.field(&__SM_1);
                let __f2 = __reader.field(&__SM_2);
                ::core::option::Option::Some(Self {
                    batch_size: __f0?,
                    learning_rate: __f1?,
                    epochs: __f2?,
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.batch_size);
                __writer.field(&__SM_1, &__struct.learning_rate);
                __writer.field(&__SM_2, &__struct.epochs);
            },
        );
        const __KNOWN: &'static [__smenv::KnownValues] = &[
            __smenv::KnownValues {
                min: ::core::option::Option::Some(__smenv::Typed::<u32>(1).known()),
                max: ::core::option::Option::Some(
                    __smenv::Typed::<u32>(__SM_MAX_0).known(),
                ),
                default: ::core::option::Option::Some(
                    __smenv::Typed::<u32>(__SM_DEFAULT_0).known(),
                ),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                min: ::core::option::Option::Some(
                    __smenv::Typed::<f64>(__SM_MIN_1).known(),
                ),
                max: ::core::option::Option::Some(__smenv::Typed::<f64>(1.0).known()),
                default: ::core::option::Option::Some(
                    __smenv::Typed::<f64>(__SM_DEFAULT_1).known(),
                ),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                min: ::core::option::Option::Some(
                    __smenv::Typed::<u32>(__SM_MIN_2).known(),
                ),
                ..__smenv::KnownValues::NONE
            },
        ];
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///batch_size
        pub batch_size: &'static ::core::primitive::str,
        ///learning_rate
        pub learning_rate: &'static ::core::primitive::str,
        ///epochs
        pub epochs: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            batch_size: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            learning_rate: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            epochs: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
        };
    }
    impl Hyperparameters {
        ///Returns the names of the hyperparameters, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        const fn names() -> __HyperparametersNames {
            <__HyperparametersNames as __smenv::Names<__smenv::NoPrefix>>::ALL
        }
    }
    const _: () = (__smenv::check::assert)(
        __SM_ENDS_0.have_values(),
        &["`batch_size`: the range `1..=4 * BATCH` is empty"],
    );
    const _: () = (__smenv::check::assert)(
        !__SM_ENDS_0.have_values() || __SM_ENDS_0.has(__SM_DEFAULT_0),
        &["`batch_size`: the default `BATCH` is outside the range `1..=4 * BATCH`"],
    );
    const _: () = (__smenv::check::assert_tunable)(&__SM_1.field());
    const _: () = (__smenv::check::assert)(
        __SM_ENDS_1.have_values(),
        &["`learning_rate`: the range `f64::EPSILON..1.0` is empty"],
    );
    const _: () = (__smenv::check::assert)(
        !__SM_ENDS_1.have_values() || __SM_ENDS_1.has(__SM_DEFAULT_1),
        &["`learning_rate`: the default `RATE` is outside the range `f64::EPSILON..1.0`"],
    );
    const _: () = (__smenv::check::assert)(
        __SM_ENDS_1.are_finite(),
        &[
            "`learning_rate`: a tuner needs finite bounds, but `f64::EPSILON..1.0` has an infinite one",
        ],
    );
    const _: () = (__smenv::check::assert)(
        __SM_ENDS_1.are_above(0.0),
        &[
            "`learning_rate`: the scale \"log\" needs a range above 0, which `f64::EPSILON..1.0` is not",
        ],
    );
    const _: () = (__smenv::check::assert)(
        __SM_ENDS_2.have_values(),
        &["`epochs`: the range `limits::LEAST..` is empty"],
    );
};
