//! MIME types of channels, such as `text/csv; label_size=0`.

/// Returns the type and its parameters, trimmed and in lower case. Two MIME types are equal if
/// their parts are.
#[must_use]
pub fn parts(mime: &str) -> Vec<String> {
    let parts = mime.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Returns the part before the parameters.
#[must_use]
pub fn essence(mime: &str) -> &str {
    mime.split(';').next().unwrap_or_default().trim_end()
}

/// Returns whether `text` is a MIME type, with or without parameters.
#[must_use]
pub fn is_valid(text: &str) -> bool {
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
