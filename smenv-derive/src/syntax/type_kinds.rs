//! The kind of value that a type holds, judged by how it is written: the macro cannot see what a
//! name refers to.

use crate::syntax::types::Type;

impl Type {
    /// Returns whether this is a number of Rust's own, or `char`, which is ordered too.
    pub(crate) fn is_number(&self) -> bool {
        self.is_named(&[
            "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
            "f32", "f64", "char",
        ])
    }

    pub(crate) fn is_float(&self) -> bool {
        self.is_named(&["f32", "f64"])
    }

    pub(crate) fn is_f32(&self) -> bool {
        self.is_named(&["f32"])
    }

    pub(crate) fn is_char(&self) -> bool {
        self.is_named(&["char"])
    }

    /// Returns whether this is an integer, or a `NonZero` one.
    pub(crate) fn is_integral(&self) -> bool {
        self.starts_with("NonZero") || self.is_number() && !self.is_float() && !self.is_char()
    }

    pub(crate) fn is_unsigned(&self) -> bool {
        self.is_number() && self.starts_with("u")
    }

    pub(crate) fn is_map(&self) -> bool {
        self.is_named(&["HashMap", "BTreeMap"])
    }

    /// Returns whether this certainly is not a map.
    pub(crate) fn is_not_a_map(&self) -> bool {
        !self.is_map() && (self.is_plain_value() || self.inside_option().is_some())
    }

    /// Returns whether this certainly is not a struct of hyperparameters: it is a primitive type or
    /// one of several values. A struct may be called `String`.
    pub(crate) fn is_plain_value(&self) -> bool {
        let has_arguments = self.name().is_some_and(|name| name.inside().is_some());
        self.is_number()
            || self.is_named(&["bool"])
            || self.is_unordered() && (has_arguments || self.is_many())
    }

    /// Returns whether this is a type of std that a range cannot bound. For other types the
    /// compiler knows.
    pub(crate) fn is_unordered(&self) -> bool {
        self.is_many()
            || self.is_named(&[
                "bool",
                "String",
                "PathBuf",
                "OsString",
                "Vec",
                "VecDeque",
                "HashMap",
                "BTreeMap",
                "HashSet",
                "BTreeSet",
                "IpAddr",
                "Ipv4Addr",
                "Ipv6Addr",
                "SocketAddr",
                "SocketAddrV4",
                "SocketAddrV6",
            ])
    }

    pub(crate) fn is_named(&self, names: &[&str]) -> bool {
        let is_one_of = |ident| names.iter().any(|name| ident == name);
        self.name().is_some_and(|name| is_one_of(&name.ident))
    }

    fn starts_with(&self, beginning: &str) -> bool {
        self.name()
            .is_some_and(|name| name.ident.to_string().starts_with(beginning))
    }
}
