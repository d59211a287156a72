// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     #[sm(default = 0, rage = 1..= 4096)]
//     batch_size: u32,
//     #[sm(flatten, secret)]
//     augment: Augment,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::default as _;
    use field::rage as _; use field::flatten as _; use field::secret as _; }; const _ :
    () = {};
}
const _: () = {
    ::core::compile_error! {
        "unknown attribute `rage`: did you mean `range`?"
    }
};
const _: () = {
    ::core::compile_error! {
        "`secret` has no meaning with `flatten`: put it on the fields of the flattened struct"
    }
};
const _: () = {
    use ::smenv::__private0 as __smenv;
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///The names of a flattened struct.
        pub augment: <Augment as __smenv::__SmHyperparameters>::__Names,
        ///
        pub batch_size: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            batch_size: "",
            augment: __smenv::Names::<__smenv::NoPrefix>::ALL,
        };
    }
    impl Hyperparameters {
        ///Returns the names of the hyperparameters, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        const fn names() -> __HyperparametersNames {
            <__HyperparametersNames as __smenv::Names<__smenv::NoPrefix>>::ALL
        }
    }
    #[automatically_derived]
    impl __smenv::SmHyperparameters for Hyperparameters {
        const SPEC: &'static __smenv::Spec = &__smenv::Spec::new("", "", &[], &[], true);
        type __Names = __HyperparametersNames;
        const __CODEC: __smenv::StructCodec<Self> = __smenv::StructCodec::new(
            |_| ::core::option::Option::None,
            |_, _| {},
        );
    }
};
