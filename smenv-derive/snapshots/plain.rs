// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     epochs: u32,
//     learning_rate: f64,
//     layers: Option<Vec<usize>>,
// }

const _: () = {
    use ::smenv::__private as __smenv;
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["epochs"]);
    const __SM_1: __smenv::FieldCodec<f64> = __smenv::FieldCodec::<
        f64,
    >::native(&["learning_rate"]);
    const __SM_2: __smenv::FieldCodec<Option<Vec<usize>>> = __smenv::FieldCodec::<
        Option<Vec<usize>>,
    >::native(&["layers"])
        .optional();
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
        type __Names<__P: __smenv::Prefix> = __HyperparametersNames<__P>;
        fn __read(__fields: &mut __smenv::Reader<'_>) -> ::core::option::Option<Self> {
            let __f0 = __SM_0.read(__fields);
            let __f1 = __SM_1.read(__fields);
            let __f2 = __SM_2.read(__fields);
            ::core::option::Option::Some(Self {
                epochs: __f0?,
                learning_rate: __f1?,
                layers: __f2?,
            })
        }
        fn __write(&self, __outgoing: &mut __smenv::Writer) {
            __SM_0.write(&self.epochs, __outgoing);
            __SM_1.write(&self.learning_rate, __outgoing);
            __SM_2.write(&self.layers, __outgoing);
        }
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames<__P: __smenv::Prefix = __smenv::NoPrefix> {
        ///epochs
        pub epochs: &'static ::core::primitive::str,
        ///learning_rate
        pub learning_rate: &'static ::core::primitive::str,
        ///layers
        pub layers: &'static ::core::primitive::str,
        #[doc(hidden)]
        pub __prefix: ::core::marker::PhantomData<__P>,
    }
    impl<__P: __smenv::Prefix> __smenv::Names for __HyperparametersNames<__P> {
        const ALL: Self = __HyperparametersNames {
            epochs: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            learning_rate: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            layers: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
            __prefix: ::core::marker::PhantomData,
        };
    }
    impl Hyperparameters {
        ///The names of the hyperparameters, each in the field of its name: for code that speaks of one, and does not compile where it is misspelt.
        #[must_use]
        const fn names() -> __HyperparametersNames<__smenv::NoPrefix> {
            <__HyperparametersNames as __smenv::Names>::ALL
        }
    }
};
