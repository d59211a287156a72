//! Types that implement `FromStr`: those of std directly, those of a user by `#[sm(from_str)]`.

use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::str::FromStr;

use crate::values::hyperparameter_value::HyperparameterValue;
use crate::values::quote;
use crate::values::raw_value::RawValue;
use crate::values::value_error::ValueError;
use crate::values::value_type::ValueType;

macro_rules! std_types {
    ($($type:ty: $words:literal;)*) => {$(
        impl HyperparameterValue for $type {
            const EXPECTED: ValueType = ValueType::Other($words);
            const __IS_REQUIRED: Option<bool> = Some(true);

            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::__read(RawValue::from_text(text))
            }

            fn __read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                raw.trimmed_unquoted()?.parse().map_err(|_| ValueError::default())
            }

            fn to_text(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

std_types! {
    IpAddr: "an IP address";
    Ipv4Addr: "an IPv4 address";
    Ipv6Addr: "an IPv6 address";
    SocketAddr: "an IP address and a port, such as `127.0.0.1:7777`";
    SocketAddrV4: "an IPv4 address and a port, such as `127.0.0.1:7777`";
    SocketAddrV6: "an IPv6 address and a port, such as `[::1]:7777`";
}

/// A field with `#[sm(from_str)]`: a `V`, an `Option<V>` or a `Vec<V>`. `V` is parsed by `FromStr`
/// and written by `Display`.
#[diagnostic::on_unimplemented(
    message = "`#[sm(from_str)]` needs `FromStr` and `Display` for `{Self}`",
    label = "must implement `FromStr` and `Display`, with an error that implements `Display`",
    note = "the field can also be an `Option` or a `Vec` of such a type"
)]
pub trait FromText<V>: Sized {
    /// Whether the field is a list.
    const IS_LIST: bool = false;
    /// Whether absence is an error.
    const IS_REQUIRED: bool = true;
    /// Parses the field.
    ///
    /// # Errors
    /// If `V::from_str` fails.
    fn read_str(raw: RawValue<'_>) -> Result<Self, ValueError>;
    /// Returns the value of an absent hyperparameter; `None` if it is required.
    fn absent_str() -> Option<Self>;
    /// Writes the value for `CreateTrainingJob`; `None` if omitting it has the same meaning.
    fn write_str(&self) -> Option<String>;
}

/// A `V` that implements [`HyperparameterValue`].
struct ByFromStr<V>(V);

impl<V: FromStr<Err: Display> + Display> HyperparameterValue for ByFromStr<V> {
    const EXPECTED: ValueType = ValueType::Other("a value");

    fn from_text(text: &str) -> Result<Self, ValueError> {
        text.parse()
            .map(ByFromStr)
            .map_err(|error: V::Err| ValueError::new(error.to_string()))
    }

    fn to_text(&self) -> String {
        self.0.to_string()
    }
}

#[diagnostic::do_not_recommend]
impl<V: FromStr<Err: Display> + Display> FromText<V> for V {
    fn read_str(raw: RawValue<'_>) -> Result<Self, ValueError> {
        ByFromStr::__read(raw).map(|value| value.0)
    }

    fn absent_str() -> Option<Self> {
        None
    }

    fn write_str(&self) -> Option<String> {
        Some(quote::quoted_if_python_would_change_it(self.to_string()))
    }
}

#[diagnostic::do_not_recommend]
impl<V: FromStr<Err: Display> + Display> FromText<V> for Option<V> {
    const IS_REQUIRED: bool = false;

    fn read_str(raw: RawValue<'_>) -> Result<Self, ValueError> {
        Option::<ByFromStr<V>>::__read(raw).map(|value| value.map(|value| value.0))
    }

    fn absent_str() -> Option<Self> {
        Some(None)
    }

    fn write_str(&self) -> Option<String> {
        self.as_ref().and_then(FromText::write_str)
    }
}

#[diagnostic::do_not_recommend]
impl<V: FromStr<Err: Display> + Display> FromText<V> for Vec<V> {
    const IS_LIST: bool = true;

    fn read_str(raw: RawValue<'_>) -> Result<Self, ValueError> {
        Vec::<ByFromStr<V>>::__read(raw)
            .map(|values| values.into_iter().map(|value| value.0).collect())
    }

    fn absent_str() -> Option<Self> {
        None
    }

    fn write_str(&self) -> Option<String> {
        HyperparameterValue::__to_outgoing(
            &self.iter().map(ToString::to_string).collect::<Vec<_>>(),
        )
    }
}
