//! Finds hyperparameters by name, variable or number, and the `rest` map of an unknown name.

use smenv_shared::names::{self, Case};
use smenv_shared::suggest;

use crate::spec::index;
use crate::spec::spec::{FieldKind, FieldSpec, Spec};

impl Spec {
    /// Returns the number of the struct's own hyperparameter with this name.
    #[inline]
    pub(crate) fn find_own(&self, name: &str) -> Option<usize> {
        index::find(self.index, names::hash(name), |known| {
            names::are_equivalent(known, name)
        })
    }

    /// Returns the number of the hyperparameter with this name: its position among all, including
    /// those of flattened structs.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.find_own(name).or_else(|| {
            self.find_flattened(|prefix, spec| {
                let rest = names::without_prefix(name, prefix)?;
                spec.find(rest)
            })
        })
    }

    /// Returns the number of the hyperparameter with the variable `SM_HP_` + `variable`.
    pub(crate) fn find_variable(&self, variable: &str) -> Option<usize> {
        // A non-ASCII name can have an ASCII variable: that of `ı` is `I`.
        let own = [names::hash(variable), names::NON_ASCII_HASH];
        let own = own.into_iter().find_map(|hash| {
            index::find(self.index, hash, |known| {
                names::is_variable_of(known, variable)
            })
        });
        own.or_else(|| {
            self.find_flattened(|prefix, spec| {
                let prefix = prefix.to_uppercase();
                spec.find_variable(names::without_prefix(variable, &prefix)?)
            })
        })
    }

    #[cold]
    fn find_flattened(&self, find: impl Fn(&str, &Spec) -> Option<usize>) -> Option<usize> {
        let mut before = 0;
        for field in self.fields {
            if let FieldKind::Flatten { spec, prefix } = field.kind {
                if let Some(number) = find(prefix, spec) {
                    return Some(before + number);
                }
            }
            before += field.len();
        }
        None
    }

    /// Returns the name of the struct that has this name: this one, or one that is flattened in a
    /// row before `row`. For the compiler.
    #[inline]
    pub(crate) const fn owner(&self, name: &[u8], row: usize, case: Case) -> Option<&'static str> {
        if index::has(self.index, name, case) {
            return Some(self.name);
        }
        let mut other = 0;
        while other < self.fields.len() && other < row {
            if let FieldKind::Flatten { spec, prefix } = self.fields[other].kind {
                let prefix = prefix.as_bytes();
                if name.len() >= prefix.len() {
                    let (start, rest) = name.split_at(prefix.len());
                    if names::are_equivalent_bytes(prefix, start, case) {
                        if let Some(owner) = spec.owner(rest, usize::MAX, case) {
                            return Some(owner);
                        }
                    }
                }
            }
            other += 1;
        }
        None
    }

    /// Returns the hyperparameter with this number, and its full name.
    pub(crate) fn hyperparameter(&self, number: usize) -> Option<(String, &'static FieldSpec)> {
        let mut before = 0;
        for field in self.fields {
            let number = number - before;
            match field.kind {
                FieldKind::Hyperparameter if number == 0 => {
                    return Some((field.name().to_owned(), field));
                }
                FieldKind::Flatten { spec, prefix } if number < spec.len => {
                    let (name, field) = spec.hyperparameter(number)?;
                    return Some((format!("{prefix}{name}"), field));
                }
                _ => before += field.len(),
            }
        }
        None
    }

    /// Returns the known name that is nearest to an unknown one.
    pub(crate) fn nearest(&self, given: &str) -> Option<String> {
        let mut known = Vec::new();
        self.for_each("", &mut |prefix, field| {
            known.extend(field.full_names(prefix))
        });
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        suggest::nearest(given, &known).map(str::to_owned)
    }

    /// Returns the prefix of the `rest` map that takes a name: the longest of several.
    pub(crate) fn rest_for(&self, name: &str) -> Option<&'static str> {
        self.rest_by(|prefix| names::without_prefix(name, prefix))
    }

    /// Returns the prefix of the `rest` map that takes the variable `SM_HP_` + `variable`, and the
    /// name of that variable.
    pub(crate) fn rest_for_variable(&self, variable: &str) -> Option<(&'static str, String)> {
        let rest = |prefix: &str| names::without_prefix(variable, &prefix.to_uppercase());
        let prefix = self.rest_by(rest)?;
        Some((prefix, format!("{prefix}{}", rest(prefix)?.to_lowercase())))
    }

    /// Returns the longest matching prefix. `rest` strips a prefix; a prefix alone is not a name.
    fn rest_by<'n>(&self, rest: impl Fn(&str) -> Option<&'n str>) -> Option<&'static str> {
        let takes = |map: &&FieldSpec| {
            map.prefix.is_empty() || rest(map.prefix).is_some_and(|rest| !rest.is_empty())
        };
        self.rests()
            .filter(takes)
            .map(|map| map.prefix)
            .max_by_key(|prefix| prefix.len())
    }

    /// Returns the name that was meant by one that nearly starts with the prefix of a `rest` map:
    /// `rl.gamma` for `rl_gamma`.
    pub(crate) fn nearest_of_rest(&self, given: &str) -> Option<String> {
        let prefixes = self
            .rests()
            .map(|map| map.prefix)
            .filter(|prefix| !prefix.is_empty());
        let mut meant = prefixes.filter_map(|prefix| {
            let (start, rest) = given.split_at_checked(prefix.len())?;
            let is_meant =
                !rest.is_empty() && names::normalized(start) == names::normalized(prefix);
            is_meant.then(|| format!("{prefix}{rest}"))
        });
        meant.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::spec::tests::{field, flattened, spec};

    #[test]
    fn the_index_has_every_name_however_full_it_is() {
        for count in [1, 2, 5, 32, 64] {
            let names: Vec<&'static [&'static str]> = (0..count)
                .map(|number| {
                    let [name, alias] =
                        ["name", "alias"].map(|kind| &*format!("{kind}{number}").leak());
                    &*vec![name, alias].leak()
                })
                .collect();
            let spec = spec::<256>("Many", names.iter().map(|names| field(names)).collect());
            for (number, names) in names.iter().enumerate() {
                for name in *names {
                    assert_eq!(spec.find_own(name), Some(number), "{name}");
                    assert_eq!(
                        spec.owner(name.as_bytes(), 0, Case::Sensitive),
                        Some("Many"),
                        "{name}"
                    );
                }
            }
            for unknown in 0..1000 {
                let unknown = format!("unknown{unknown}");
                assert_eq!(spec.find_own(&unknown), None, "{unknown}");
                assert_eq!(
                    spec.owner(unknown.as_bytes(), 0, Case::Sensitive),
                    None,
                    "{unknown}"
                );
            }
        }
    }

    #[test]
    fn an_empty_index_has_no_name() {
        let empty: Spec = Spec::new("Empty", "", &[], &[], false);
        assert!(empty.is_empty());
        assert_eq!(
            (empty.find_own("a"), empty.find_variable("A")),
            (None, None)
        );
        assert_eq!(
            (
                empty.owner(b"a", 0, Case::Insensitive),
                empty.owner("é".as_bytes(), 0, Case::Insensitive)
            ),
            (None, None)
        );
    }

    #[test]
    fn numbers_count_through_flattened_structs() {
        let spec = flattened();
        assert_eq!(spec.len(), 5);
        let names = ["alpha", "mid_beta", "mid_in-gamma", "mid_in-lr", "omega"];
        let all: Vec<String> = spec
            .hyperparameters()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(all, names);
        for (number, name) in names.into_iter().enumerate() {
            assert_eq!(spec.find(name), Some(number), "{name}");
            assert_eq!(
                spec.find_variable(&names::to_variable_case(name)),
                Some(number),
                "{name}"
            );
            assert_eq!(
                spec.hyperparameter(number).map(|(name, _)| name).as_deref(),
                Some(name)
            );
        }
        assert_eq!(
            (
                spec.find("first"),
                spec.find("mid-b"),
                spec.find("in-lr"),
                spec.find("beta")
            ),
            (Some(0), Some(1), None, None)
        );
        assert!(spec.hyperparameter(5).is_none());
    }

    #[test]
    fn a_name_is_owned_by_the_struct_that_has_it_in_a_row_before() {
        let spec = flattened();
        for (name, row, case, owner) in [
            ("alpha", 0, Case::Sensitive, Some("Outer")),
            ("first", 0, Case::Sensitive, Some("Outer")),
            ("omega", 0, Case::Sensitive, Some("Outer")),
            ("OMEGA", 9, Case::Insensitive, Some("Outer")),
            ("OMEGA", 9, Case::Sensitive, None),
            ("mid-beta", 2, Case::Sensitive, Some("Middle")),
            ("mid_b", 2, Case::Sensitive, Some("Middle")),
            ("mid_beta", 1, Case::Sensitive, None),
            ("mid_in_gamma", usize::MAX, Case::Sensitive, Some("Inner")),
            ("MID_in_gamma", usize::MAX, Case::Insensitive, Some("Inner")),
            ("MID_in_gamma", usize::MAX, Case::Sensitive, None),
            ("mad_in_gamma", usize::MAX, Case::Sensitive, None),
            ("gamma", usize::MAX, Case::Sensitive, None),
            ("mid", usize::MAX, Case::Sensitive, None),
            ("mid_", usize::MAX, Case::Sensitive, None),
            ("", usize::MAX, Case::Sensitive, None),
        ] {
            assert_eq!(spec.owner(name.as_bytes(), row, case), owner, "{name}");
        }
    }
}
