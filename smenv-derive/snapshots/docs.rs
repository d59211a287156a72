// What `SmHyperparameters` makes of
//
// #[doc = include_str!("hyperparameters.md")]
// struct Hyperparameters {
//     /// Samples per step, of
//     #[doc = concat!("at most ", "4096.")]
//     batch_size: u32,
//     /**
//              * Step size.
//              */
//     learning_rate: f64,
// }

const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["batch_size"])
        .docs(__smenv::docs!(" Samples per step, of", concat!("at most ", "4096.")));
    const __SM_1: __smenv::FieldCodec<f64> = __smenv::FieldCodec::<
        f64,
    >::native(&["learning_rate"])
        .docs("Step size.");
    const __SM_ROWS: &[__smenv::FieldSpec] = &[__SM_0.field(), __SM_1.field()];
    const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<4usize>(__SM_ROWS);
    #[automatically_derived]
    impl __smenv::SmHyperparameters for Hyperparameters {
        const SPEC: &'static __smenv::Spec = &__smenv::Spec::new(
            "Hyperparameters",
            __smenv::docs!(include_str!("hyperparameters.md")),
            __SM_ROWS,
            __SM_INDEX,
            false,
        );
        type __Names = __HyperparametersNames;
        const __CODEC: __smenv::StructCodec<Self> = __smenv::StructCodec::new(
            |__reader| {
                let __f0 = __reader.field(&__SM_0);
                let __f1 = __reader.field(&__SM_1);
                ::core::option::Option::Some(Self {
                    batch_size: __f0?,
                    learning_rate: __f1?,
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.batch_size);
                __writer.field(&__SM_1, &__struct.learning_rate);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///batch_size
        pub batch_size: &'static ::core::primitive::str,
        ///learning_rate
        pub learning_rate: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            batch_size: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            learning_rate: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
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
