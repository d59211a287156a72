//! The structs: two for each number of fields, with the same fields.

use clap::Parser;
use confique::Config;
use envconfig::Envconfig;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use smenv::SmHyperparameters;

/// Selects the structs with `N` fields.
pub struct With<const N: usize>;

/// The structs with this number of fields, and the values that fill them.
pub trait Fields {
    /// For smenv, serde_json and figment, which read lists.
    type Native: SmHyperparameters + DeserializeOwned;
    /// For the other crates, to which a list is text.
    type Flat: DeserializeOwned + Config + Envconfig + Parser;
    /// The values that the job provides.
    const VALUES: &'static [Value];
}

/// A hyperparameter's name, variable and value as JSON.
pub struct Value {
    pub name: &'static str,
    pub variable: &'static str,
    pub json: &'static str,
}

macro_rules! define {
    ($($name:ident $variable:literal ($($type:tt)*) = $value:tt;)*) => {
        pub mod native {
            use super::super::*;
            type List<T> = Vec<T>;

            #[derive(Deserialize, SmHyperparameters)]
            pub struct Struct {
                $(pub $name: $($type)*,)*
            }
        }

        pub mod flat {
            use super::super::*;
            use crate::List;

            #[derive(Deserialize, Config, Envconfig, Parser)]
            pub struct Struct {
                $(
                    #[config(env = $variable)]
                    #[envconfig(from = $variable)]
                    #[arg(long, env = $variable, action = clap::ArgAction::Set)]
                    pub $name: $($type)*,
                )*
            }
        }

        pub const VALUES: &[super::Value] =
            &[$(super::Value { name: stringify!($name), variable: $variable, json: stringify!($value) }),*];
    };
}

macro_rules! sizes {
    ($($size:literal $fields:ident)*) => {$(
        mod $fields {
            $fields! { define }
        }

        impl Fields for With<$size> {
            type Native = $fields::native::Struct;
            type Flat = $fields::flat::Struct;
            const VALUES: &'static [Value] = $fields::VALUES;
        }
    )*};
}

sizes! { 5 five 20 twenty 100 hundred }
