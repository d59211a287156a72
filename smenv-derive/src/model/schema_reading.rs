//! Reads values of a schema file as the type of a field, if the macro knows the type.

use proc_macro2::{Ident, Span};
use smenv_shared::numbers::{Whole, parse_bool, parse_whole, without_underscores};

use crate::model::field::FieldModel;
use crate::model::schema_file::FileValue;
use crate::model::schema_json::SchemaJson;
use crate::parse::number::Number;
use crate::syntax::types::Type;

/// A value of the file, read as the type of a field.
pub(crate) enum Reading {
    /// The macro cannot tell.
    Unknown,
    /// Null, though the field is required.
    Missing,
    Invalid,
    /// With the number, if it is one.
    Valid(Option<Number>),
}

pub(crate) fn read(field: &FieldModel, value: &FileValue) -> Reading {
    if !field.is_native() {
        return Reading::Unknown;
    }
    let is_option = field.ty.inside_option().is_some();
    let ty = field.value_type();
    let value = match value {
        FileValue::Null if field.is_required() && is_of_std(ty) => return Reading::Missing,
        FileValue::Null => return Reading::Unknown,
        // No primitive type takes it, whatever its items are.
        FileValue::List | FileValue::Object => return read_as(ty, "[]", "[]"),
        FileValue::Text(value) => value,
    };
    let text = bare(value);
    // A `char`, like every text type, takes these as text.
    let is_absent = text == "null" || !ty.is_char() && matches!(&*text, "" | "None");
    if is_option && is_absent {
        return Reading::Unknown;
    }
    read_as(ty, &text, value)
}

/// Returns whether the type is a primitive one, or one of std's for text or several values.
fn is_of_std(ty: &Type) -> bool {
    ty.is_named(&[
        "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "String", "PathBuf",
        "OsString",
    ]) || !matches!(read_as(ty, "null", "null"), Reading::Unknown)
}

/// Reads `text`, which is `source` without quotes and the white space around it.
fn read_as(ty: &Type, text: &str, source: &str) -> Reading {
    let Some(name) = ty.name().map(|last| last.ident.to_string()) else {
        return Reading::Unknown;
    };
    if let Some(number) = inside_nonzero(ty) {
        return match read_as(&number, text, source) {
            Reading::Valid(Some(Number::Integer(0))) => Reading::Invalid,
            read => read,
        };
    }
    let integer = |least: i128, most: u128| match parse_whole(text) {
        Ok(Whole {
            is_negative: true,
            magnitude,
        }) => match 0i128.checked_sub_unsigned(magnitude) {
            Some(number) if number >= least => Reading::Valid(Some(Number::Integer(number))),
            _ => Reading::Invalid,
        },
        // A number that needs a `u128` cannot be compared here.
        Ok(Whole { magnitude, .. }) if magnitude <= most => {
            Reading::Valid(i128::try_from(magnitude).ok().map(Number::Integer))
        }
        _ => Reading::Invalid,
    };
    match name.as_str() {
        "u8" => integer(0, u8::MAX.into()),
        "u16" => integer(0, u16::MAX.into()),
        "u32" => integer(0, u32::MAX.into()),
        "u64" | "usize" => integer(0, u64::MAX.into()),
        "i8" => integer(i8::MIN.into(), i8::MAX as u128),
        "i16" => integer(i16::MIN.into(), i16::MAX as u128),
        "i32" => integer(i32::MIN.into(), i32::MAX as u128),
        "i64" | "isize" => integer(i64::MIN.into(), i64::MAX as u128),
        "i128" => integer(i128::MIN, i128::MAX as u128),
        "u128" => integer(0, u128::MAX),
        "f32" => float(
            text,
            without_underscores(text)
                .and_then(|text| text.parse::<f32>().ok())
                .map(f64::from),
        ),
        "f64" => float(
            text,
            without_underscores(text).and_then(|text| text.parse().ok()),
        ),
        "bool" => match parse_bool(text) {
            Some(_) => Reading::Valid(None),
            None => Reading::Invalid,
        },
        "char" if source.chars().count() == 1 && source != "\0" => {
            Reading::Valid(source.chars().next().map(Number::Char))
        }
        "char" => Reading::Invalid,
        _ => Reading::Unknown,
    }
}

/// Returns `u8` of `NonZero<u8>` and of `NonZeroU8`.
pub(crate) fn inside_nonzero(ty: &Type) -> Option<Type> {
    let last = ty.name()?;
    match last.ident.to_string().strip_prefix("NonZero")? {
        "" => last.inside().cloned(),
        number => Some(Type::of([Ident::new(
            &number.to_lowercase(),
            Span::call_site(),
        )
        .into()])),
    }
}

/// Rejects a number that is too large for its type: it was parsed as infinity.
fn float(text: &str, float: Option<f64>) -> Reading {
    match float {
        Some(float) if float.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => {
            Reading::Invalid
        }
        Some(float) => Reading::Valid(Some(Number::Float(float))),
        None => Reading::Invalid,
    }
}

/// Removes the white space around a text, and one layer of JSON quotes.
fn bare(text: &str) -> String {
    let text = text.trim();
    match SchemaJson::parse(text) {
        Ok(SchemaJson::Text(inner)) => inner.trim().to_owned(),
        _ => text.to_owned(),
    }
}
