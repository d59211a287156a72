// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     epochs: u32,
//     #[sm(flatten, prefix = "aug-")]
//     augment: Augment,
//     #[sm(flatten)]
//     optimizer: optimizers::Adam,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::flatten as _;
    use field::prefix as _; use field::flatten as _; }; const _ : () = {};
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<u32> = __smenv::FieldCodec::<
        u32,
    >::native(&["epochs"]);
    const __SM_1: __smenv::Nested<Augment> = __smenv::Nested::new(
        <Augment as __smenv::__SmHyperparameters>::SPEC,
        "aug-",
        <Augment as __smenv::__SmHyperparameters>::__CODEC,
    );
    const __SM_2: __smenv::Nested<optimizers::Adam> = __smenv::Nested::new(
        <optimizers::Adam as __smenv::__SmHyperparameters>::SPEC,
        "",
        <optimizers::Adam as __smenv::__SmHyperparameters>::__CODEC,
    );
    const __SM_ROWS: &[__smenv::FieldSpec] = &[
        __SM_0.field(),
        __SM_1.field(),
        __SM_2.field(),
    ];
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
                let __f1 = __reader.nested(&__SM_1);
                let __f2 = __reader.nested(&__SM_2);
                ::core::option::Option::Some(Self {
                    epochs: __f0?,
                    augment: __f1?,
                    optimizer: __f2?,
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.epochs);
                __writer.nested(&__SM_1, &__struct.augment);
                __writer.nested(&__SM_2, &__struct.optimizer);
            },
        );
        const __KNOWN: &'static [__smenv::KnownValues] = &[
            __smenv::KnownValues::NONE,
            __smenv::KnownValues {
                flattened: <Augment as __smenv::__SmHyperparameters>::__KNOWN,
                ..__smenv::KnownValues::NONE
            },
            __smenv::KnownValues {
                flattened: <optimizers::Adam as __smenv::__SmHyperparameters>::__KNOWN,
                ..__smenv::KnownValues::NONE
            },
        ];
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///The names of a flattened struct.
        pub augment: <Augment as __smenv::__SmHyperparameters>::__Names,
        ///The names of a flattened struct.
        pub optimizer: <optimizers::Adam as __smenv::__SmHyperparameters>::__Names,
        ///epochs
        pub epochs: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            epochs: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            augment: __smenv::Names::<__smenv::Row<__P, Hyperparameters, 1usize>>::ALL,
            optimizer: __smenv::Names::<__smenv::Row<__P, Hyperparameters, 2usize>>::ALL,
        };
    }
    impl Hyperparameters {
        ///Returns the names of the hyperparameters, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        const fn names() -> __HyperparametersNames {
            <__HyperparametersNames as __smenv::Names<__smenv::NoPrefix>>::ALL
        }
    }
    const _: () = (__smenv::check::assert_flatten)(__SM_SPEC, 1usize);
    const _: () = (__smenv::check::assert_flatten)(__SM_SPEC, 2usize);
    const _: () = (__smenv::check::assert_count)(__SM_SPEC);
    const __SM_SPEC: &__smenv::Spec = <Hyperparameters as __smenv::SmHyperparameters>::SPEC;
};
