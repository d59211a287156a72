//! `#[sm(default = "adam")]`.

/// A type with defaults that are written as string literals.
#[diagnostic::on_unimplemented(
    message = "a string literal cannot be the default of a field of type `{Self}`",
    label = "not of the field's type",
    note = "write numbers and `true` without quotes, a character as `'x'`, a variant as `Optimizer::Adam`, and the value of an `Option` as `Some(…)`"
)]
pub trait DefaultFromStr: Sized {
    /// Converts the literal.
    fn text_default(text: &'static str) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: From<&'static str>> DefaultFromStr for T {
    fn text_default(text: &'static str) -> Self {
        text.into()
    }
}
