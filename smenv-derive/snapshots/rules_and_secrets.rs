// What `SmHyperparameters` makes of
//
// #[sm(validate = warmup_ends)]
// struct Hyperparameters {
//     #[sm(validate = power_of_two)]
//     batch_size: u32,
//     #[sm(secret)]
//     api_key: Option<String>,
//     #[sm(tunable)]
//     optimizer: Optimizer,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::hyperparameters; use
    hyperparameters::validate as _; use ::smenv::__private0::attributes::field; use
    field::validate as _; use field::secret as _; use field::tunable as _; }; const _ :
    () = { let _ = || ::smenv::__private0::value!(warmup_ends); let _ = ||
    ::smenv::__private0::value!(power_of_two); };
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["batch_size"])
        .validate(|__value| (__smenv::validate)(__value, power_of_two), "power_of_two");
    const __SM_1: __smenv::FieldCodec<Option<String>> = __smenv::FieldCodec::<
        Option<String>,
    >::native(&["api_key"])
        .secret();
    const __SM_2: __smenv::FieldCodec<Optimizer> = __smenv::FieldCodec::<
        Optimizer,
    >::native(&["optimizer"])
        .tunable(__smenv::Scale::Auto);
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
                let __filled = ::core::option::Option::Some(Self {
                    batch_size: __f0?,
                    api_key: __f1?,
                    optimizer: __f2?,
                });
                __reader
                    .validate(
                        __filled,
                        |__value| (__smenv::validate)(__value, warmup_ends),
                        "warmup_ends",
                    )
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.batch_size);
                __writer.field(&__SM_1, &__struct.api_key);
                __writer.field(&__SM_2, &__struct.optimizer);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///batch_size
        pub batch_size: &'static ::core::primitive::str,
        ///api_key
        pub api_key: &'static ::core::primitive::str,
        ///optimizer
        pub optimizer: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            batch_size: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            api_key: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            optimizer: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
        };
    }
    impl Hyperparameters {
        ///Returns the names of the hyperparameters, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        const fn names() -> __HyperparametersNames {
            <__HyperparametersNames as __smenv::Names<__smenv::NoPrefix>>::ALL
        }
    }
    const _: () = (__smenv::check::assert_tunable)(&__SM_2.field());
};
