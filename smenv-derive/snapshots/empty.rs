// What `SmHyperparameters` makes of
//
// struct Hyperparameters;

const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_ROWS: &[__smenv::FieldSpec] = &[];
    const __SM_INDEX: &[__smenv::IndexEntry] = &__smenv::index::<1usize>(__SM_ROWS);
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
                let _ = (&__reader,);
                ::core::option::Option::Some(Self {})
            },
            |__struct, __writer| {
                let _ = (&__struct, &__writer);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        #[doc(hidden)]
        pub __end: (),
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            __end: (),
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
