// What `SmChannels` makes of
//
// struct Data {
//     #[sm(default = "data/train", non_empty)]
//     train: Channel,
//     #[sm(non_empty)]
//     validation: Channel,
//     #[sm(default = concat!(env!("CARGO_MANIFEST_DIR"), "/test"))]
//     test: Option<Channel>,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::channel; use channel::default
    as _; use channel::non_empty as _; use channel::non_empty as _; use channel::default
    as _; }; const _ : () = { let _ = ||
    ::smenv::__private0::value!(concat!(env!("CARGO_MANIFEST_DIR"), "/test")); };
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::ChannelCodec<Channel> = __smenv::ChannelCodec::new(
            "train",
            "",
            &[],
            &[],
        )
        .or_default("data/train")
        .non_empty();
    const __SM_1: __smenv::ChannelCodec<Channel> = __smenv::ChannelCodec::new(
            "validation",
            "",
            &[],
            &[],
        )
        .non_empty();
    const __SM_2: __smenv::ChannelCodec<Option<Channel>> = __smenv::ChannelCodec::new(
            "test",
            "",
            &[],
            &[],
        )
        .or_default(concat!(env!("CARGO_MANIFEST_DIR"), "/test"));
    const __SM_ROWS: &[__smenv::ChannelSpec] = &[
        __SM_0.channel(),
        __SM_1.channel(),
        __SM_2.channel(),
    ];
    #[automatically_derived]
    impl __smenv::SmChannels for Data {
        const SPEC: &'static __smenv::ChannelsSpec = &__smenv::ChannelsSpec::new(
            "Data",
            "",
            __SM_ROWS,
            false,
        );
        fn __read(
            __fields: &mut __smenv::ChannelReader,
        ) -> ::core::option::Option<Self> {
            let __f0 = __SM_0.read(__fields);
            let __f1 = __SM_1.read(__fields);
            let __f2 = __SM_2.read(__fields);
            ::core::option::Option::Some(Self {
                train: __f0?,
                validation: __f1?,
                test: __f2?,
            })
        }
    }
    ///The names of the channels of `Data`.
    pub struct __DataNames {
        ///train
        pub train: &'static ::core::primitive::str,
        ///validation
        pub validation: &'static ::core::primitive::str,
        ///test
        pub test: &'static ::core::primitive::str,
    }
    impl Data {
        ///Returns the names of the channels, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        const fn names() -> __DataNames {
            __DataNames {
                train: "train",
                validation: "validation",
                test: "test",
            }
        }
    }
};
