//! The config file's spelling of what `SM_HPS` has changed.
use smenv_shared::json::equality::{NumberEq, json_eq};
use smenv_shared::json::scanner;

use crate::layers::candidate::{Candidate, Layer};
use crate::layers::entries::EntryId;
use crate::layers::layers::Layers;
use crate::layers::target::Target;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_type::ValueType;

impl<'a> Layers<'a> {
    /// A entry's value; where the spelling counts and `SM_HPS` has lost it, as the config file
    /// spells it.
    pub(crate) fn with_original_spelling(
        &self,
        id: EntryId,
        expected: &ValueType,
    ) -> Option<Candidate<'a>> {
        let found = self.found(id)?;
        let has_lost_it = match found.kind {
            RawKind::Json => !keeps_spelling(&found.text, expected),
            RawKind::Null => true,
            RawKind::Text | RawKind::Escaped => false,
        };
        if self.by != Layer::SmHps || !expected.wants_text() || !has_lost_it {
            return Some(found);
        }
        let name = self.entries.get(id)?.name();
        let file = self.file_entries();
        let ids = match id {
            EntryId::Field(field) => file.of_field(field),
            EntryId::Other(_) => file.named(&name),
        };
        let spelt = ids
            .into_iter()
            .filter_map(|id| file.get(id))
            .find(|entry| entry.name() == name);
        let spelt = spelt.map(Candidate::of_config_file);
        let says_the_same = |spelt: &Candidate<'_>| {
            spelt.kind == found.kind && json_eq(&spelt.text, &found.text, NumberEq::Numeric)
        };
        Some(spelt.filter(says_the_same).unwrap_or(found))
    }

    /// Returns the config file's text for what `SM_HPS` gives as a text of a list or an object, if
    /// they differ only in quotes. SDK v3's driver writes the values into a shell script, and the
    /// shell removes the single quotes of a Python `repr`.
    #[cold]
    pub(crate) fn with_quotes(
        &self,
        target: Target<'_>,
        raw: RawValue<'_>,
    ) -> Option<Candidate<'a>> {
        if self.by != Layer::SmHps || !matches!(raw.kind(), RawKind::Text | RawKind::Escaped) {
            return None;
        }
        let text = raw.text().ok()?;
        if !text.trim_start().starts_with(['{', '[']) {
            return None;
        }
        let is_kept = |c: &char| !matches!(c, '\'' | '"');
        let differs_in_quotes = |found: &Candidate<'_>| {
            let spelt = found.raw().text().unwrap_or_default();
            spelt != text
                && spelt
                    .chars()
                    .filter(is_kept)
                    .eq(text.chars().filter(is_kept))
        };
        let file = self.file_entries();
        let entries = file.of(target).into_iter().filter_map(|id| file.get(id));
        entries
            .map(Candidate::of_config_file)
            .find(differs_in_quotes)
    }
}

/// Returns whether `SM_HPS` has kept all of a value's text that matters to the type: the strings of
/// a list or a map.
#[inline(never)]
pub(crate) fn keeps_spelling(json: &str, expected: &ValueType) -> bool {
    !expected.is_single() && scanner::has_only_strings(json)
}
