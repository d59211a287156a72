//! Text types: the text itself, neither trimmed nor unquoted.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::{HyperparameterValue, ValueType};
use crate::RawValue;
use crate::error::ValueError;
use crate::python_json;

/// The text as it leaves: in JSON quotes where Python's `json.loads` would not leave it alone, or
/// where SageMaker would refuse it.
pub(crate) fn quoted_where_python_would_change_it(text: String) -> String {
    if python_json::loads(&text).is_none() && !text.contains(is_line_break) {
        return text;
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    write_json_string(&text, &mut quoted);
    quoted
}

/// Writes JSON as it is, and anything else as a string.
pub(super) fn write_json(text: &str, is_json: bool, out: &mut String) {
    // Not every float is JSON: `nan` is none.
    if is_json && python_json::loads(text).is_some() {
        out.push_str(text)
    } else {
        write_json_string(text, out)
    }
}

/// Whether the character is one that `.` does not stand for in SageMaker's pattern for values,
/// `.*`, as Java has it.
fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// JSON on one line. Outside of its strings a line break is white space.
pub(super) fn in_one_line(json: String) -> String {
    use std::fmt::Write;
    if !json.contains(is_line_break) {
        return json;
    }
    let mut line = String::with_capacity(json.len() + 8);
    for character in json.chars() {
        match character {
            '\n' | '\r' => line.push(' '),
            other if is_line_break(other) => {
                let _ = write!(line, "\\u{:04x}", u32::from(other));
            }
            other => line.push(other),
        }
    }
    line
}

pub(crate) fn write_json_string(text: &str, out: &mut String) {
    use std::fmt::Write;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other if other < ' ' || is_line_break(other) => {
                let _ = write!(out, "\\u{:04x}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// Refuses NUL, which neither a variable nor a path nor C can hold.
fn without_nul(text: &str) -> Result<(), ValueError> {
    if text.contains('\0') {
        Err(ValueError::new("it has a NUL character"))
    } else {
        Ok(())
    }
}

macro_rules! texts {
    ($($type:ty: $from:expr, $to:expr;)*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Text;

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::read(RawValue::from_text(text))
            }

            #[inline]
            fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                let text = raw.text()?;
                without_nul(&text)?;
                let from: fn(Cow<'_, str>) -> Self = $from;
                Ok(from(text))
            }

            #[inline]
            fn to_text(&self) -> String {
                let to: fn(&Self) -> String = $to;
                to(self)
            }
        }
    )*};
}

texts! {
    String: |text| text.into_owned(), |text| text.clone();
    Box<str>: |text| text.into(), |text| text.to_string();
    Rc<str>: |text| text.into(), |text| text.to_string();
    Arc<str>: |text| text.into(), |text| text.to_string();
    Cow<'static, str>: |text| Cow::Owned(text.into_owned()), |text| text.to_string();
    PathBuf: |text| text.into_owned().into(), |path| path.to_string_lossy().into_owned();
    Box<Path>: |text| PathBuf::from(text.into_owned()).into(), |path| path.to_string_lossy().into_owned();
    OsString: |text| text.into_owned().into(), |text| text.to_string_lossy().into_owned();
}

impl HyperparameterValue for char {
    const EXPECTED: ValueType = ValueType::Char;

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::read(RawValue::from_text(text))
    }

    fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        let text = raw.text()?;
        without_nul(&text)?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(character), None) => Ok(character),
            (None, _) => Err(ValueError::new("it is empty")),
            _ => Err(ValueError::default()),
        }
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::in_one_line;

    #[test]
    fn json_over_several_lines_is_put_on_one() {
        let json = "{\n  \"a\": \"\\n\u{2028}\",\r\n  \"b\": 1\n}";
        assert_eq!(
            in_one_line(json.to_owned()),
            r#"{   "a": "\n\u2028",    "b": 1 }"#
        );
        assert_eq!(in_one_line("[1]".to_owned()), "[1]");
    }
}
