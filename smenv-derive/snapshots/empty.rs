// What `SmHyperparameters` makes of
//
// struct Hyperparameters;

const _: () = {
    use ::smenv::__private as __smenv;
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
        type __Names<__P: __smenv::Prefix> = __HyperparametersNames<__P>;
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
    pub struct __HyperparametersNames<__P: __smenv::Prefix = __smenv::NoPrefix> {
        #[doc(hidden)]
        pub __prefix: ::core::marker::PhantomData<__P>,
    }
    impl<__P: __smenv::Prefix> __smenv::Names for __HyperparametersNames<__P> {
        const ALL: Self = __HyperparametersNames {
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
