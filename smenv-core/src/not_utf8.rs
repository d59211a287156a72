//! Where a value stops being UTF-8.

use crate::python_json;

/// The reason of a value that is not UTF-8, with the place of its first wrong byte, counted from 1, and in an object of JSON the name
/// in whose value that byte is.
#[cold]
pub(crate) fn reason(bytes: &[u8]) -> String {
    let Err(error) = std::str::from_utf8(bytes) else { return "it is not UTF-8".to_owned() };
    let at = error.valid_up_to();
    let (line, column) = match bytes.get(..at) {
        Some(before) if bytes.trim_ascii_end().contains(&b'\n') => (
            before.iter().filter(|byte| **byte == b'\n').count() + 1,
            before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1,
        ),
        _ => (0, 0),
    };
    let place = if line > 0 { format!("line {line}, column {column}") } else { format!("byte {}", at + 1) };
    // Up to the first wrong byte the text is the same as that of the bytes.
    let text = String::from_utf8_lossy(bytes);
    match name_at(&text, at) {
        Some(name) => format!("it is not UTF-8 at {place}, in the value of {name:?}"),
        None => format!("it is not UTF-8 at {place}"),
    }
}

/// The name in an object of JSON in whose value the byte at `at` is. What is broken behind it does not matter.
fn name_at(text: &str, at: usize) -> Option<String> {
    let start = text.as_ptr() as usize;
    let mut found = None;
    let _ = python_json::entries(text, |name, value| {
        let value_start = value.text.as_ptr() as usize - start;
        if (value_start..=value_start + value.text.len()).contains(&at) {
            found = name.decoded().ok().map(|name| name.into_owned());
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_counted_from_one_and_the_name_is_told() {
        for (bytes, expected) in [
            (&b"0\xff"[..], "it is not UTF-8 at byte 2"),
            (b"\xff", "it is not UTF-8 at byte 1"),
            (b"{\"a\": 1, \"b\": \"x\xff\"}", "it is not UTF-8 at byte 17, in the value of \"b\""),
            (b"{\"a\": [\"\xff\"], \"b\": 1", "it is not UTF-8 at byte 9, in the value of \"a\""),
            (b"{\"\xff\": 1}", "it is not UTF-8 at byte 3"),
            (b"{\n  \"a\": \"\xc3\"\n}\n", "it is not UTF-8 at line 2, column 9, in the value of \"a\""),
            (b"x\n", "it is not UTF-8"),
        ] {
            assert_eq!(reason(bytes), expected);
        }
    }
}
