//! Restores the config file's spelling of values that `SM_HPS` has changed.

use smenv_shared::json::equality::{NumberEq, json_eq};
use smenv_shared::json::scanner;

use crate::layers::candidate::{Candidate, Layer};
use crate::layers::entries::EntryId;
use crate::layers::layers::Layers;
use crate::layers::target::Target;
use crate::values::raw_value::{RawKind, RawValue};
use crate::values::value_type::ValueType;

impl<'a> Layers<'a> {
    /// Returns the value of an entry. If its spelling matters and was lost in `SM_HPS`, it is the
    /// value of the config file.
    pub(crate) fn with_original_spelling(
        &self,
        id: EntryId,
        expected: &ValueType,
    ) -> Option<Candidate<'a>> {
        let candidate = self.candidate(id)?;
        let is_spelling_lost = match candidate.kind {
            RawKind::Json => !keeps_spelling(&candidate.text, expected),
            RawKind::Null => true,
            RawKind::Text | RawKind::Escaped => false,
        };
        if self.entries_layer != Layer::SmHps || !expected.wants_text() || !is_spelling_lost {
            return Some(candidate);
        }
        let name = self.entries.get(id)?.name();
        let file = self.file_entries();
        let ids = match id {
            EntryId::Field(field) => file.of_field(field),
            EntryId::Unclaimed(_) => file.named(&name),
        };
        let original = ids
            .into_iter()
            .filter_map(|id| file.get(id))
            .find(|entry| entry.name() == name)
            .map(Candidate::of_config_file);
        let is_same_value = |original: &Candidate<'_>| {
            original.kind == candidate.kind
                && json_eq(&original.text, &candidate.text, NumberEq::Numeric)
        };
        Some(original.filter(is_same_value).unwrap_or(candidate))
    }

    /// Returns the config file's text of a list or an object that differs from `raw`, a text of
    /// `SM_HPS`, only in quotes. SDK v3's driver writes the values into a shell script, and the
    /// shell removes the single quotes of a Python `repr`.
    pub(crate) fn with_quotes(
        &self,
        target: Target<'_>,
        raw: RawValue<'_>,
    ) -> Option<Candidate<'a>> {
        if self.entries_layer != Layer::SmHps
            || !matches!(raw.kind(), RawKind::Text | RawKind::Escaped)
        {
            return None;
        }
        let text = raw.text().ok()?;
        if !text.trim_start().starts_with(['{', '[']) {
            return None;
        }
        let is_no_quote = |c: &char| !matches!(c, '\'' | '"');
        let differs_in_quotes = |original: &Candidate<'_>| {
            let original = original.raw().text().unwrap_or_default();
            original != text
                && original
                    .chars()
                    .filter(is_no_quote)
                    .eq(text.chars().filter(is_no_quote))
        };
        let file = self.file_entries();
        let entries = file.of(target).into_iter().filter_map(|id| file.get(id));
        entries
            .map(Candidate::of_config_file)
            .find(differs_in_quotes)
    }
}

/// Returns whether `json` still has all spelling that matters to the type: a list or a map whose
/// items are all strings has.
#[inline(never)]
pub(crate) fn keeps_spelling(json: &str, expected: &ValueType) -> bool {
    !expected.is_single() && scanner::has_only_strings(json)
}
