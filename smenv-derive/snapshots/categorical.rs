// What `SmCategorical` makes of
//
// enum Optimizer {
//     Adam,
//     #[sm(alias = "adam-with-decay")]
//     AdamW,
//     #[sm(name = "sgd")]
//     StochasticGradientDescent,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::variant; use variant::alias as
    _; use variant::name as _; }; const _ : () = {};
}
#[automatically_derived]
impl ::smenv::__private0::HyperparameterValue for Optimizer {
    const EXPECTED: ::smenv::__private0::ValueType = ::smenv::__private0::ValueType::Choice(
        <Self as ::smenv::__private0::SmCategorical>::CHOICES,
    );
    const __IS_REQUIRED: ::core::option::Option<::core::primitive::bool> = ::core::option::Option::Some(
        true,
    );
    fn from_text(
        __text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::smenv::__private0::ValueError> {
        const NAMES: ::smenv::__private0::Choices = &[
            &["adam"],
            &["adam_w", "adam-with-decay"],
            &["sgd"],
        ];
        ::core::result::Result::map(
            ::smenv::__private0::choose(NAMES, __text),
            |__index| match __index {
                0usize => Self::Adam,
                1usize => Self::AdamW,
                2usize => Self::StochasticGradientDescent,
                _ => ::core::unreachable!(),
            },
        )
    }
    fn to_text(&self) -> ::smenv::__private0::String {
        ::core::convert::From::from(
            <Self as ::smenv::__private0::SmCategorical>::as_str(self),
        )
    }
}
#[automatically_derived]
impl ::smenv::__private0::SmCategorical for Optimizer {
    const CHOICES: &'static [&'static ::core::primitive::str] = &[
        "adam",
        "adam_w",
        "sgd",
    ];
    fn as_str(&self) -> &'static ::core::primitive::str {
        match self {
            Self::Adam => "adam",
            Self::AdamW => "adam_w",
            Self::StochasticGradientDescent => "sgd",
        }
    }
}
