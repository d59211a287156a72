// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     #[sm(rest, prefix = "rl.")]
//     agent: BTreeMap<String, f64>,
//     #[sm(rest, prefix = "config:", json)]
//     config: HashMap<String, Value>,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::rest as _;
    use field::prefix as _; use field::rest as _; use field::prefix as _; use field::json
    as _; }; const _ : () = {};
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::Rest<BTreeMap<String, f64>> = __smenv::Rest::native(
        "rl.",
        "",
    );
    const __SM_1: __smenv::Rest<HashMap<String, Value>> = {
        const __VALUE: __smenv::FieldCodec<
            <HashMap<String, Value> as __smenv::RestMap>::Value,
        > = {
            use __smenv::NotOption as _;
            __smenv::FieldCodec::<
                <HashMap<String, Value> as __smenv::RestMap>::Value,
            >::json(
                &[],
                "a value of type Value",
                __smenv::JsonField::<
                    <HashMap<String, Value> as __smenv::RestMap>::Value,
                >::IS_OPTION,
            )
        };
        __smenv::Rest::new(
            "config:",
            "",
            &__VALUE,
            |__reader, __prefix| __reader.rest_entries(__prefix, &__VALUE),
            |__writer, __map, __prefix| __writer.rest_entries(__map, __prefix, &__VALUE),
        )
    };
    const __SM_ROWS: &[__smenv::FieldSpec] = &[__SM_0.field(), __SM_1.field()];
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
                let __f0 = __reader.rest(&__SM_0);
                let __f1 = __reader.rest(&__SM_1);
                ::core::option::Option::Some(Self {
                    agent: __f0?,
                    config: __f1?,
                })
            },
            |__struct, __writer| {
                __writer.rest(&__SM_0, &__struct.agent);
                __writer.rest(&__SM_1, &__struct.config);
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
