//! Tables for people.

/// Aligns the columns of the rows. Cells longer than `widest` overflow their column instead of
/// widening it.
pub(crate) fn table<R: AsRef<[String]>>(rows: &[R], widest: usize) -> String {
    let columns = rows.first().map_or(0, |row| row.as_ref().len());
    let width = |column: usize| {
        let widths = rows
            .iter()
            .map(|row| row.as_ref()[column].chars().count())
            .filter(|width| *width <= widest);
        widths.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let joined = |row: &R| {
        let cells = row
            .as_ref()
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(joined).collect::<Vec<_>>().join("\n")
}

/// The number of characters that a table shows of a value.
pub(crate) const MOST: usize = 40;

/// Formats a text on one line: quoted if it has control characters or would not be visible.
pub(crate) fn line(text: &str) -> String {
    match text.chars().any(char::is_control) || text.trim() != text || matches!(text, "" | "-") {
        true => format!("{text:?}"),
        false => text.to_owned(),
    }
}

/// Shortens a text to `most` characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
