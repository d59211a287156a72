// What `SmHyperparameters` makes of
//
// /// Trains the digits classifier.
// ///
// /// Fast.
// #[sm(rename_all = "kebab-case", allow_unknown, crate = framework::smenv)]
// pub(crate) struct Hyperparameters {
//     /// Samples per step.
//     pub batch_size: u32,
//     #[sm(name = "lr", alias = "eta", alias = "step-size")]
//     learning_rate: f64,
//     r#type: String,
// }

framework::smenv::__private0::for_editors! {
    const _ : () = { use framework::smenv::__private0::attributes::hyperparameters; use
    hyperparameters::rename_all as _; use hyperparameters::allow_unknown as _; use
    framework::smenv::__private0::attributes::field; use field::name as _; use
    field::alias as _; use field::alias as _; }; const _ : () = {};
}
const _: () = {
    use framework::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["batch-size"])
        .docs("Samples per step.");
    const __SM_1: __smenv::FieldCodec<f64> = __smenv::FieldCodec::<
        f64,
    >::native(&["lr", "eta", "step-size"]);
    const __SM_2: __smenv::FieldCodec<String> = __smenv::FieldCodec::<
        String,
    >::native(&["type"]);
    const __SM_ROWS: &[__smenv::FieldSpec] = &[
        __SM_0.field(),
        __SM_1.field(),
        __SM_2.field(),
    ];
    const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<16usize>(__SM_ROWS);
    #[automatically_derived]
    impl __smenv::SmHyperparameters for Hyperparameters {
        const SPEC: &'static __smenv::Spec = &__smenv::Spec::new(
            "Hyperparameters",
            "Trains the digits classifier.\n\nFast.",
            __SM_ROWS,
            __SM_INDEX,
            true,
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
                    r#type: __f2?,
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.batch_size);
                __writer.field(&__SM_1, &__struct.learning_rate);
                __writer.field(&__SM_2, &__struct.r#type);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///batch-size
        pub batch_size: &'static ::core::primitive::str,
        ///lr
        pub learning_rate: &'static ::core::primitive::str,
        ///type
        pub r#type: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            batch_size: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            learning_rate: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            r#type: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
        };
    }
    impl Hyperparameters {
        ///Returns the names of the hyperparameters, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        pub(crate) const fn names() -> __HyperparametersNames {
            <__HyperparametersNames as __smenv::Names<__smenv::NoPrefix>>::ALL
        }
    }
};
