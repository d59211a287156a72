//! `#[sm(default = "adam")]`.

/// A type that a text in quotes can be the default of.
#[diagnostic::on_unimplemented(
    message = "a text in quotes cannot be the default of a field of type `{Self}`",
    label = "no default of the field's type",
    note = "a number and `true` are written without quotes, a character as `'x'`, a variant as `Optimizer::Adam`, what is in an `Option` as `Some(…)`"
)]
pub trait DefaultFromStr: Sized {
    /// The default.
    fn text_default(text: &'static str) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: From<&'static str>> DefaultFromStr for T {
    fn text_default(text: &'static str) -> Self {
        text.into()
    }
}
