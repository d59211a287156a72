//! The variables `SM_HP_*`.

use std::ffi::OsStr;

use smenv_shared::{names, reserved};

use crate::spec::spec::Spec;

/// The variable `SM_HP_` + `name`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Variable<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: &'a OsStr,
}

impl Variable<'_> {
    pub(crate) fn full_name(&self) -> String {
        format!("SM_HP_{}", self.name)
    }
}

/// A variable that no launcher has set for an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnmatchedVariable<'a> {
    pub(crate) variable: Variable<'a>,
    /// The number of its field.
    pub(crate) field: Option<usize>,
}

impl UnmatchedVariable<'_> {
    pub(crate) fn is_unknown(&self) -> bool {
        self.field.is_none() && !reserved::is_reserved(&self.variable.name.to_lowercase())
    }

    /// Returns its name in a `rest` map, if it belongs to one.
    pub(crate) fn name_in_rest(&self, spec: &Spec) -> Option<String> {
        let (_, name) = spec.rest_for_variable(self.variable.name)?;
        (self.is_unknown() && names::is_variable_of(&name, self.variable.name)).then_some(name)
    }
}
