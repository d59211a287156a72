// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     epochs: u32,
//     learning_rate: f64,
//     layers: Option<Vec<usize>>,
// }

const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["epochs"]);
    const __SM_1: __smenv::FieldCodec<f64> = __smenv::FieldCodec::<
        f64,
    >::native(&["learning_rate"]);
    const __SM_2: __smenv::FieldCodec<Option<Vec<usize>>> = __smenv::FieldCodec::<
        Option<Vec<usize>>,
    >::native(&["layers"]);
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
                    epochs: __f0?,
                    learning_rate: __f1?,
                    layers: __f2?,
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.epochs);
                __writer.field(&__SM_1, &__struct.learning_rate);
                __writer.field(&__SM_2, &__struct.layers);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///epochs
        pub epochs: &'static ::core::primitive::str,
        ///learning_rate
        pub learning_rate: &'static ::core::primitive::str,
        ///layers
        pub layers: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            epochs: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            learning_rate: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            layers: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
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
