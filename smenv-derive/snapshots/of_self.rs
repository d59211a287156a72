// What `SmHyperparameters` makes of
//
// #[sm(validate = Self::sound)]
// struct Hyperparameters {
//     #[sm(default = vec![Self::UNITS;2])]
//     layers: Vec<usize>,
//     #[sm(default = Self::BATCH, range = 1..= Self::MOST)]
//     batch_size: u32,
//     #[sm(skip)]
//     before: Option<Box<Self>>,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::hyperparameters; use
    hyperparameters::validate as _; use ::smenv::__private0::attributes::field; use
    field::default as _; use field::default as _; use field::range as _; use field::skip
    as _; }; const _ : () = { let _ = ||
    ::smenv::__private0::value!(Hyperparameters::sound); let _ = ||
    ::smenv::__private0::value!(vec![Hyperparameters::UNITS; 2]); let _ = ||
    ::smenv::__private0::value!(Hyperparameters::BATCH); let _ = ||
    ::smenv::__private0::value!(1..= Hyperparameters::MOST); };
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<Vec<usize>> = __smenv::FieldCodec::<
        Vec<usize>,
    >::native(&["layers"])
        .default("vec ![Self::UNITS ; 2]", || vec![Hyperparameters::UNITS; 2]);
    const __SM_MIN_1: u32 = 1;
    const __SM_MAX_1: u32 = Hyperparameters::MOST;
    const __SM_DEFAULT_1: u32 = Hyperparameters::BATCH;
    const __SM_ENDS_1: __smenv::check::ConstRange<u32> = __smenv::check::ConstRange {
        min: ::core::option::Option::Some(__SM_MIN_1),
        max: ::core::option::Option::Some((__SM_MAX_1, true)),
    };
    const __SM_1: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["batch_size"])
        .default("Self::BATCH", || __SM_DEFAULT_1)
        .range(
            ::core::option::Option::Some("1"),
            ::core::option::Option::Some(("Self::MOST", true)),
            |__value| (__smenv::within::<
                u32,
            >)(
                __value,
                (::core::ops::Bound::Included)(__SM_MIN_1),
                (::core::ops::Bound::Included)(__SM_MAX_1),
            ),
        );
    const __SM_ROWS: &[__smenv::FieldSpec] = &[__SM_0.field(), __SM_1.field()];
    const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<4usize>(__SM_ROWS);
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
                let __filled = ::core::option::Option::Some(Self {
                    layers: __f0?,
                    batch_size: __f1?,
                    before: (<Option<Box<Self>> as ::core::default::Default>::default)(),
                });
                __reader
                    .validate(
                        __filled,
                        |__value| (__smenv::validate)(__value, Self::sound),
                        "Self::sound",
                    )
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.layers);
                __writer.field(&__SM_1, &__struct.batch_size);
            },
        );
        const __KNOWN: &'static [__smenv::KnownValues] = &[
            __smenv::KnownValues::NONE,
            __smenv::KnownValues {
                min: ::core::option::Option::Some(__smenv::Typed::<u32>(1).known()),
                max: ::core::option::Option::Some(
                    __smenv::Typed::<u32>(__SM_MAX_1).known(),
                ),
                default: ::core::option::Option::Some(
                    __smenv::Typed::<u32>(__SM_DEFAULT_1).known(),
                ),
                ..__smenv::KnownValues::NONE
            },
        ];
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///layers
        pub layers: &'static ::core::primitive::str,
        ///batch_size
        pub batch_size: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            layers: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            batch_size: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
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
        __SM_ENDS_1.have_values(),
        &["`batch_size`: the range `1..=Self::MOST` is empty"],
    );
    const _: () = (__smenv::check::assert)(
        !__SM_ENDS_1.have_values() || __SM_ENDS_1.has(__SM_DEFAULT_1),
        &[
            "`batch_size`: the default `Self::BATCH` is outside the range `1..=Self::MOST`",
        ],
    );
};
