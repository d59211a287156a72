//! Text types: the text as it is, neither trimmed nor unquoted.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

/// Rejects NUL, which environment variables, paths and C strings cannot contain.
fn reject_nul(text: &str) -> Result<(), ValueError> {
    if text.contains('\0') {
        Err(ValueError::new("it contains a NUL character"))
    } else {
        Ok(())
    }
}

macro_rules! texts {
    ($($type:ty: $from:expr, $to:expr;)*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Text;
            const __IS_REQUIRED: Option<bool> = Some(true);

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            #[inline]
            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                let text = raw.text()?;
                reject_nul(&text)?;
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
    const __IS_REQUIRED: Option<bool> = Some(true);

    fn from_text(text: &str) -> Result<Self, ValueError> {
        Self::__read(RawValue::from_text(text))
    }

    fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
        let text = raw.text()?;
        reject_nul(&text)?;
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
