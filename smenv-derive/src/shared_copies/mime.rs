//! MIME types of channels, such as `text/csv; label_size=0`.

/// Returns the type and its parameters, in lower case and without the white space around them: two
/// MIME types are equal if these are.
pub(crate) fn parts(mime: &str) -> Vec<String> {
    let parts = mime.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Returns what comes before the parameters.
pub(crate) fn essence(mime: &str) -> &str {
    mime.split(';').next().unwrap_or_default().trim_end()
}

/// Returns whether `text` is a MIME type, with or without parameters.
pub(crate) fn is_valid(text: &str) -> bool {
    let is_token = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_graphic() && !matches!(c, '/' | ','))
    };
    essence(text)
        .split_once('/')
        .is_some_and(|(kind, sub)| is_token(kind) && is_token(sub))
}
