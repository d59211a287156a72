// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     #[sm(default = 64, range = 1..= 4096)]
//     batch_size: u32,
//     #[sm(range = 0.0..1.0)]
//     dropout: Option<f64>,
//     #[sm(range = 1..)]
//     epochs: u32,
//     #[sm(range = ..= -1)]
//     layer: i8,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::default as _;
    use field::range as _; use field::range as _; use field::range as _; use field::range
    as _; }; const _ : () = {};
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["batch_size"])
        .default("64", || 64)
        .range(
            ::core::option::Option::Some("1"),
            ::core::option::Option::Some(("4096", true)),
            |__value| (__smenv::within::<
                u32,
            >)(
                __value,
                (::core::ops::Bound::Included)(1),
                (::core::ops::Bound::Included)(4096),
            ),
        );
    const __SM_1: __smenv::FieldCodec<Option<f64>> = __smenv::FieldCodec::<
        Option<f64>,
    >::native(&["dropout"])
        .range(
            ::core::option::Option::Some("0.0"),
            ::core::option::Option::Some(("1.0", false)),
            |__value| (__smenv::within::<
                Option<f64>,
            >)(
                __value,
                (::core::ops::Bound::Included)(0.0),
                (::core::ops::Bound::Excluded)(1.0),
            ),
        );
    const __SM_2: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["epochs"])
        .range(
            ::core::option::Option::Some("1"),
            ::core::option::Option::None,
            |__value| (__smenv::within::<
                u32,
            >)(__value, (::core::ops::Bound::Included)(1), ::core::ops::Bound::Unbounded),
        );
    const __SM_3: __smenv::FieldCodec<i8> = __smenv::FieldCodec::<i8>::native(&["layer"])
        .range(
            ::core::option::Option::None,
            ::core::option::Option::Some(("-1", true)),
            |__value| (__smenv::within::<
                i8,
            >)(
                __value,
                ::core::ops::Bound::Unbounded,
                (::core::ops::Bound::Included)(-1),
            ),
        );
    const __SM_ROWS: &[__smenv::FieldSpec] = &[
        __SM_0.field(),
        __SM_1.field(),
        __SM_2.field(),
        __SM_3.field(),
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
                let __f3 = __reader.field(&__SM_3);
                ::core::option::Option::Some(Self {
                    batch_size: __f0?,
                    dropout: __f1?,
                    epochs: __f2?,
                    layer: __f3?,
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.batch_size);
                __writer.field(&__SM_1, &__struct.dropout);
                __writer.field(&__SM_2, &__struct.epochs);
                __writer.field(&__SM_3, &__struct.layer);
            },
        );
        const __KNOWN: &'static [__smenv::KnownValues] = &[
            __smenv::KnownValues {
                min: ::core::option::Option::Some(__smenv::Typed::<u32>(1).known()),
                max: ::core::option::Option::Some(__smenv::Typed::<u32>(4096).known()),
                default: ::core::option::Option::Some(__smenv::Typed::<u32>(64).known()),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                min: ::core::option::Option::Some(__smenv::Typed::<f64>(0.0).known()),
                max: ::core::option::Option::Some(__smenv::Typed::<f64>(1.0).known()),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                min: ::core::option::Option::Some(__smenv::Typed::<u32>(1).known()),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                max: ::core::option::Option::Some(__smenv::Typed::<i8>(-1).known()),
                ..__smenv::KnownValues::NONE
            },
        ];
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///batch_size
        pub batch_size: &'static ::core::primitive::str,
        ///dropout
        pub dropout: &'static ::core::primitive::str,
        ///epochs
        pub epochs: &'static ::core::primitive::str,
        ///layer
        pub layer: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            batch_size: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            dropout: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            epochs: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
            layer: <__smenv::Row<__P, Hyperparameters, 3usize>>::TEXT,
        };
    }
    impl Hyperparameters {
        ///Returns the names of the hyperparameters, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        const fn names() -> __HyperparametersNames {
            <__HyperparametersNames as __smenv::Names<__smenv::NoPrefix>>::ALL
        }
    }
};
