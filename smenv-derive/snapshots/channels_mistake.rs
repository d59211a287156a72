// What `SmChannels` makes of
//
// struct Data {
//     #[sm(name = "the train set")]
//     train: Channel,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::channel; use channel::name as
    _; }; const _ : () = {};
}
const _: () = {
    ::core::compile_error! {
        "a channel's name consists of ASCII letters, digits, `.`, `_` and `-`; it cannot contain ' '"
    }
};
const _: () = {
    use ::smenv::__private0 as __smenv;
    #[automatically_derived]
    impl __smenv::SmChannels for Data {
        const SPEC: &'static __smenv::ChannelsSpec = &__smenv::ChannelsSpec::new(
            "",
            "",
            &[],
            true,
        );
        fn __read(_: &mut __smenv::ChannelReader) -> ::core::option::Option<Self> {
            ::core::option::Option::None
        }
    }
    ///The names of the channels of `Data`.
    pub struct __DataNames {
        ///
        pub train: &'static ::core::primitive::str,
    }
    impl Data {
        ///Returns the names of the channels, each in the field with its name: a misspelled name does not compile.
        #[must_use]
        const fn names() -> __DataNames {
            __DataNames { train: "" }
        }
    }
};
