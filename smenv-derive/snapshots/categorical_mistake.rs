// What `SmCategorical` makes of
//
// enum Optimizer {
//     Adam,
//     #[sm(name = "adam")]
//     AdamW,
// }

::smenv::__private0::for_editors! {
    const _ : () = { use ::smenv::__private0::attributes::variant; use variant::name as
    _; }; const _ : () = {};
}
const _: () = {
    ::core::compile_error! {
        "duplicate name `adam`"
    }
};
#[automatically_derived]
impl ::smenv::__private0::HyperparameterValue for Optimizer {
    const EXPECTED: ::smenv::__private0::ValueType = ::smenv::__private0::ValueType::Choice(
        &[],
    );
    fn from_text(
        _: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::smenv::__private0::ValueError> {
        ::core::result::Result::Err(::core::default::Default::default())
    }
    fn to_text(&self) -> ::smenv::__private0::String {
        ::core::default::Default::default()
    }
}
#[automatically_derived]
impl ::smenv::__private0::SmCategorical for Optimizer {
    const CHOICES: &'static [&'static ::core::primitive::str] = &[];
    fn as_str(&self) -> &'static ::core::primitive::str {
        ""
    }
}
