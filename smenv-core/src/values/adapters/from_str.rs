//! Types that have `FromStr`: std's directly, a user's by `#[sm(from_str)]`.
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

            #[inline]
            fn from_text(text: &str) -> Result<Self, ValueError> {
                Self::read(RawValue::from_text(text))
            }

            #[inline]
            fn read(raw: RawValue<'_>) -> Result<Self, ValueError> {
                raw.trimmed_unquoted()?.parse().map_err(|_| ValueError::default())
            }

            #[inline]
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

/// A field of `#[sm(from_str)]`: a `V`, an `Option<V>` or a `Vec<V>`, where `V` reads by `FromStr`
/// and writes by `Display`.
#[diagnostic::on_unimplemented(
    message = "`#[sm(from_str)]` needs `FromStr` and `Display` on `{Self}`",
    label = "reads by `FromStr`, writes by `Display`, and so must its error",
    note = "the field is a type with both, an `Option` or a `Vec` of one"
)]
pub trait FromText<V>: Sized {
    /// Whether the field is a list.
    const IS_LIST: bool = false;
    /// Reads the field.
    ///
    /// # Errors
    /// What `V`'s `FromStr` says.
    fn read_str(raw: RawValue<'_>) -> Result<Self, ValueError>;
    /// What absence means.
    fn absent_str() -> Option<Self>;
    /// The text that leaves.
    fn write_str(&self) -> Option<String>;
}

/// A `V` as the other types see it.
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
        ByFromStr::read(raw).map(|value| value.0)
    }

    fn absent_str() -> Option<Self> {
        None
    }

    fn write_str(&self) -> Option<String> {
        Some(quote::quoted_where_python_would_change_it(self.to_string()))
    }
}

#[diagnostic::do_not_recommend]
impl<V: FromStr<Err: Display> + Display> FromText<V> for Option<V> {
    fn read_str(raw: RawValue<'_>) -> Result<Self, ValueError> {
        Option::<ByFromStr<V>>::read(raw).map(|value| value.map(|value| value.0))
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
        Vec::<ByFromStr<V>>::read(raw)
            .map(|values| values.into_iter().map(|value| value.0).collect())
    }

    fn absent_str() -> Option<Self> {
        None
    }

    fn write_str(&self) -> Option<String> {
        HyperparameterValue::outgoing(&self.iter().map(ToString::to_string).collect::<Vec<_>>())
    }
}
