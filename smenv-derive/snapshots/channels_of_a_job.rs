// What `SmChannels` makes of
//
// /// The penguins.
// #[sm(rename_all = "kebab-case")]
// pub struct Data {
//     /// What to learn from.
//     #[sm(content_type = "text/csv", content_type = "text/tab-separated-values")]
//     train_set: Channel,
//     #[sm(name = "val", input_mode = "FastFile")]
//     validation: Option<Channel>,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::channels; use
    channels::rename_all as _; use ::smenv::__private0::attributes::channel; use
    channel::content_type as _; use channel::content_type as _; use channel::name as _;
    use channel::input_mode as _; }; const _ : () = {};
}
const _: () = {
    use ::smenv::__private0 as __smenv;
    const __SM_0: __smenv::ChannelCodec<Channel> = __smenv::ChannelCodec::new(
        "train-set",
        "What to learn from.",
        &["text/csv", "text/tab-separated-values"],
        &[],
    );
    const __SM_1: __smenv::ChannelCodec<Option<Channel>> = __smenv::ChannelCodec::new(
        "val",
        "",
        &[],
        &[__smenv::InputMode::FastFile],
    );
    const __SM_ROWS: &[__smenv::ChannelSpec] = &[__SM_0.channel(), __SM_1.channel()];
    #[automatically_derived]
    impl __smenv::SmChannels for Data {
        const SPEC: &'static __smenv::ChannelsSpec = &__smenv::ChannelsSpec::new(
            "Data",
            "The penguins.",
            __SM_ROWS,
            false,
        );
        fn __read(
            __fields: &mut __smenv::ChannelReader,
        ) -> ::core::option::Option<Self> {
            let __f0 = __SM_0.read(__fields);
            let __f1 = __SM_1.read(__fields);
            ::core::option::Option::Some(Self {
                train_set: __f0?,
                validation: __f1?,
            })
        }
    }
    ///The names of the channels of `Data`.
    pub struct __DataNames {
        ///train-set
        pub train_set: &'static ::core::primitive::str,
        ///val
        pub validation: &'static ::core::primitive::str,
    }
    impl Data {
        ///Returns the names of the channels, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        pub const fn names() -> __DataNames {
            __DataNames {
                train_set: "train-set",
                validation: "val",
            }
        }
    }
};
