// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     /// Columns of the table.
//     #[sm(delimiter = " ", default)]
//     features: Vec<String>,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::delimiter as
    _; use field::default as _; }; const _ : () = {};
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<Vec<String>> = __smenv::FieldCodec::<
        Vec<String>,
    >::native(&["features"])
        .delimiter(" ")
        .docs("Columns of the table.")
        .default(
            "Default::default()",
            <Vec<String> as ::core::default::Default>::default,
        );
    const __SM_ROWS: &[__smenv::FieldSpec] = &[__SM_0.field()];
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
                let __f0 = __reader.field(&__SM_0);
                ::core::option::Option::Some(Self { features: __f0? })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.features);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///features
        pub features: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            features: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
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
