//! Code in messages.

/// Puts a text in backticks, or in quotes if it contains a backtick.
pub(crate) fn code(text: &str) -> String {
    if text.contains('`') {
        format!("{text:?}")
    } else {
        format!("`{text}`")
    }
}
