// What `SmHyperparameters` makes of
//
// struct Hyperparameters {
//     #[sm(from_str, range = Size(1, 1)..)]
//     image: Size,
//     #[sm(json)]
//     schedule: Option<Schedule>,
//     #[sm(with = units::seconds, default = Duration::from_secs(60))]
//     patience: Duration,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::field; use field::from_str as
    _; use field::range as _; use field::json as _; use field::with as _; use
    field::default as _; }; const _ : () = { let _ = ||
    ::smenv::__private0::value!(Size(1, 1)..); let _ = ||
    ::smenv::__private0::value!(Duration::from_secs(60)); };
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::FieldCodec<Size> = __smenv::FieldCodec::<
        Size,
    >::from_str(&["image"], "a value of type Size")
        .range(
            ::core::option::Option::Some("Size (1 , 1)"),
            ::core::option::Option::None,
            |__value| (__smenv::within_order::<
                Size,
                _,
            >)(
                __value,
                (::core::ops::Bound::Included)(Size(1, 1)),
                ::core::ops::Bound::Unbounded,
            ),
        );
    const __SM_1: __smenv::FieldCodec<Option<Schedule>> = {
        use __smenv::NotOption as _;
        __smenv::FieldCodec::<
            Option<Schedule>,
        >::json(
            &["schedule"],
            "a value of type Schedule",
            __smenv::JsonField::<Option<Schedule>>::IS_OPTION,
        )
    };
    const __SM_2: __smenv::FieldCodec<Duration> = __smenv::FieldCodec::<
        Duration,
    >::new(
            &["patience"],
            "a value of type Duration",
            |__raw| (__smenv::with_read)(__raw, units::seconds::from_text),
            || (__smenv::with_absent)(units::seconds::from_text),
            |__value| (__smenv::with_write)(__value, units::seconds::to_text),
        )
        .default("Duration::from_secs (60)", || Duration::from_secs(60));
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
        type __Names = __HyperparametersNames;
        const __CODEC: __smenv::StructCodec<Self> = __smenv::StructCodec::new(
            |__reader| {
                let __f0 = __reader.field(&__SM_0);
                let __f1 = __reader.field(&__SM_1);
                let __f2 = __reader.field(&__SM_2);
                ::core::option::Option::Some(Self {
                    image: __f0?,
                    schedule: __f1?,
                    patience: __f2?,
                })
            },
            |__struct, __writer| {
                __writer.field(&__SM_0, &__struct.image);
                __writer.field(&__SM_1, &__struct.schedule);
                __writer.field(&__SM_2, &__struct.patience);
            },
        );
    }
    ///The names of the hyperparameters of `Hyperparameters`.
    pub struct __HyperparametersNames {
        ///image
        pub image: &'static ::core::primitive::str,
        ///schedule
        pub schedule: &'static ::core::primitive::str,
        ///patience
        pub patience: &'static ::core::primitive::str,
    }
    impl<__P: __smenv::Prefix> __smenv::Names<__P> for __HyperparametersNames {
        const ALL: Self = __HyperparametersNames {
            image: <__smenv::Row<__P, Hyperparameters, 0usize>>::TEXT,
            schedule: <__smenv::Row<__P, Hyperparameters, 1usize>>::TEXT,
            patience: <__smenv::Row<__P, Hyperparameters, 2usize>>::TEXT,
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
