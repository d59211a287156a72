//! Names that contain `=`, which cuts the variable that a producer makes of them in two.
use smenv_shared::names;

use crate::index::Index;
use crate::layers::entries::Entries;
use crate::layers::variable::Variable;

/// The names that contain `=`. The name `a=b` with the value `1` becomes the variable `SM_HP_A`
/// with the value `B=1`.
pub(crate) struct CutNames {
    /// What comes before the `=`; and what comes after it in upper case, with an `=` at its end.
    names: Vec<(String, String)>,
    /// By what comes before the `=`, as variables spell it.
    index: Index<String>,
}

impl CutNames {
    #[cold]
    pub(crate) fn of(entries: &Entries<'_>) -> Self {
        let cut = |name: &str| {
            let (name, rest) = name.split_once('=')?;
            Some((name.to_owned(), rest.to_uppercase() + "="))
        };
        let names: Vec<_> = entries
            .iter()
            .filter_map(|entry| cut(&entry.name()))
            .collect();
        let index = names
            .iter()
            .map(|(name, _)| names::to_variable_case(name))
            .zip(0..);
        let index = index.collect();
        CutNames { names, index }
    }

    /// Returns whether a variable was made of one of the names.
    pub(crate) fn matches(&self, variable: Variable<'_>) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let value = variable.value.as_encoded_bytes();
        self.index
            .get(&names::to_variable_case(variable.name))
            .any(|at| {
                let (name, rest) = &self.names[at];
                names::is_exact_variable_of(name, variable.name)
                    && value.starts_with(rest.as_bytes())
            })
    }
}
