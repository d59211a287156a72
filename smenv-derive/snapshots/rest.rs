// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     /// What no field describes.
//     #[sm(rest)]
//     others: BTreeMap<String, String>,
//     epochs: u32,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::rest as _; };
    const _ : () = {};
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::Rest<BTreeMap<String, String>> = __smenv::Rest::native(
        "",
        "What no field describes.",
    );
    const __SM_1: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["epochs"]);
    const __SM_ROWS: &[__smenv::FieldSpec] = &[__SM_0.field(), __SM_1.field()];
    const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<2usize>(__SM_ROWS);
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
                let __f1 = __reader.field(&__SM_1);
                let __f0 = __reader.rest(&__SM_0);
                ::core::option::Option::Some(Self {
                    others: __f0?,
                    epochs: __f1?,
                })
            },
            |__struct, __writer| {
                __writer.rest(&__SM_0, &__struct.others);
                __writer.field(&__SM_1, &__struct.epochs);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///epochs
        pub epochs: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            epochs: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
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
