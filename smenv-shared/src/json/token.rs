//! The parts of a JSON text, and the errors of an invalid one.

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string without escapes: its content is its text.
    Text,
    /// A string with escapes.
    Escaped,
    /// A number, including `NaN` and the infinities.
    Number,
    /// `true` or `false`.
    Bool,
    /// `null`.
    Null,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// Returns whether the value is a string.
    #[must_use]
    pub fn is_string(self) -> bool {
        matches!(self, Kind::Text | Kind::Escaped)
    }
}

/// A value in a JSON text.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// The text of the value, without the quotes of a string.
    pub text: &'a str,
    /// The kind of the value.
    pub kind: Kind,
}

/// The position at which a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The offset in bytes.
    pub at: usize,
    /// What the scanner expected there.
    pub expected: ExpectedToken,
}

/// What the scanner expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedToken {
    /// An object.
    Object,
    /// A list.
    List,
    /// The name of an entry.
    Name,
    /// The colon after a name.
    Colon,
    /// A value.
    Value,
    /// A digit.
    Digit,
    /// A comma, or the bracket that closes the list or object.
    CommaOr(Kind),
    /// The quote that closes a string.
    ClosingQuote,
    /// A valid escape sequence.
    Escape,
    /// An escape sequence in place of a control character.
    EscapedControl,
    /// The end of the text.
    End,
}

/// Receives the parts of a value, in the order of the text.
pub trait Visitor {
    /// A list or an object opens.
    fn open(&mut self, _kind: Kind) {}
    /// An entry of an object begins.
    fn key(&mut self, _key: Token<'_>) {}
    /// A string, number, Boolean or null.
    fn scalar(&mut self, _token: Token<'_>) {}
    /// A list or an object closes.
    fn close(&mut self, _kind: Kind) {}
}
