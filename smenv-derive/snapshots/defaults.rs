// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     #[sm(default)]
//     verbose: bool,
//     #[sm(default = 64)]
//     batch_size: u32,
//     #[sm(default = "adam")]
//     optimizer: String,
//     #[sm(default = vec![64, 64])]
//     layers: Vec<usize>,
//     #[sm(default = Some(STEPS))]
//     warmup_steps: Option<u64>,
//     #[sm(skip)]
//     done: u32,
//     #[sm(skip, default = Instant::now())]
//     started: Instant,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::default as _;
    use field::default as _; use field::default as _; use field::default as _; use
    field::default as _; use field::skip as _; use field::skip as _; use field::default
    as _; }; const _ : () = { let _ = || ::smenv::__private0::value!(vec![64, 64]); let _
    = || ::smenv::__private0::value!(Some(STEPS)); let _ = ||
    ::smenv::__private0::value!(Instant::now()); };
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<bool> = __smenv::FieldCodec::<
        bool,
    >::native(&["verbose"])
        .default("Default::default()", <bool as ::core::default::Default>::default);
    const __SM_1: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["batch_size"])
        .default("64", || 64);
    const __SM_2: __smenv::FieldCodec<String> = __smenv::FieldCodec::<
        String,
    >::native(&["optimizer"])
        .default("adam", || <_ as __smenv::DefaultFromStr>::text_default("adam"));
    const __SM_3: __smenv::FieldCodec<Vec<usize>> = __smenv::FieldCodec::<
        Vec<usize>,
    >::native(&["layers"])
        .default("vec ![64 , 64]", || vec![64, 64]);
    const __SM_4: __smenv::FieldCodec<Option<u64>> = __smenv::FieldCodec::<
        Option<u64>,
    >::native(&["warmup_steps"])
        .default("Some (STEPS)", || Some(STEPS));
    const __SM_ROWS: &[__smenv::FieldSpec] = &[
        __SM_0.field(),
        __SM_1.field(),
        __SM_2.field(),
        __SM_3.field(),
        __SM_4.field(),
    ];
    const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<16usize>(__SM_ROWS);
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
                let __f4 = __reader.field(&__SM_4);
                ::core::option::Option::Some(Self {
                    verbose: __f0?,
                    batch_size: __f1?,
                    optimizer: __f2?,
                    layers: __f3?,
                    warmup_steps: __f4?,
                    done: (<u32 as ::core::default::Default>::default)(),
                    started: (|| Instant::now())(),
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.verbose);
                __writer.field(&__SM_1, &__struct.batch_size);
                __writer.field(&__SM_2, &__struct.optimizer);
                __writer.field(&__SM_3, &__struct.layers);
                __writer.field(&__SM_4, &__struct.warmup_steps);
            },
        );
        const __KNOWN: &'static [__smenv::KnownValues] = &[
            __smenv::KnownValues {
                default: ::core::option::Option::Some(__smenv::KnownValue::Bool(false)),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                default: ::core::option::Option::Some(__smenv::Typed::<u32>(64).known()),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                default: ::core::option::Option::Some(__smenv::KnownValue::Text("adam")),
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues::NONE,
            __smenv::KnownValues {
                default: ::core::option::Option::Some(
                    __smenv::Typed::<u64>(STEPS).known(),
                ),
                ..__smenv::KnownValues::NONE
            },
        ];
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///verbose
        pub verbose: &'static ::core::primitive::str,
        ///batch_size
        pub batch_size: &'static ::core::primitive::str,
        ///optimizer
        pub optimizer: &'static ::core::primitive::str,
        ///layers
        pub layers: &'static ::core::primitive::str,
        ///warmup_steps
        pub warmup_steps: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            verbose: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            batch_size: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            optimizer: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
            layers: <__smenv::Row<__P, Hyperparameters, 3usize>>::TEXT,
            warmup_steps: <__smenv::Row<__P, Hyperparameters, 4usize>>::TEXT,
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
