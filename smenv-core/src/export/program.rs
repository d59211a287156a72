//! Everything that a program takes and reports.

use smenv_shared::limits::MAX_DESCRIPTION_LENGTH;
#[cfg(feature = "run")]
use smenv_shared::limits::{MAX_CHANNEL_SPECIFICATIONS, MAX_HYPERPARAMETERS, MAX_PARAMETER_RANGES};

use crate::channels::sm_channels::SmChannels;
use crate::channels::spec::ChannelsSpec;
use crate::hyperparameters::description::Description;
use crate::hyperparameters::fill::describe;
use crate::hyperparameters::sm_hyperparameters::SmHyperparameters;
use crate::metrics::sm_metrics::SmMetrics;
use crate::metrics::spec::MetricsSpec;
use crate::spec::spec::Spec;

/// A program as data.
pub(crate) struct ProgramDescription {
    pub(super) spec: &'static Spec,
    pub(super) hyperparameters: Vec<Description>,
    pub(super) channels: &'static ChannelsSpec,
    pub(super) metrics: &'static MetricsSpec,
}

impl ProgramDescription {
    pub(crate) fn of<H: SmHyperparameters, C: SmChannels, M: SmMetrics>() -> Self {
        ProgramDescription {
            spec: H::SPEC,
            hyperparameters: describe(H::SPEC, H::__CODEC),
            channels: C::SPEC,
            metrics: M::SPEC,
        }
    }

    /// Returns what a `TrainingSpecification` cannot contain, a sentence each.
    #[cfg(feature = "run")]
    pub(crate) fn left_out(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for rest in self.spec.rests() {
            notes.push(format!(
                "the program also takes any hyperparameter `{}*`, which an algorithm cannot declare",
                rest.prefix()
            ));
        }
        if self.spec.allows_unknown() {
            notes.push(
                "the program also takes unknown hyperparameters, which an algorithm cannot declare"
                    .to_owned(),
            );
        }
        if self.hyperparameters.len() > MAX_HYPERPARAMETERS {
            notes.push(format!(
                "the program takes {} hyperparameters, but an algorithm declares at most {MAX_HYPERPARAMETERS}: those that are required come first, the last others are left out",
                self.hyperparameters.len(),
            ));
        }
        let channels = self.channels.channels().len();
        if channels == 0 {
            notes.push("the program names no channels, but an algorithm needs one".to_owned());
        } else if channels > MAX_CHANNEL_SPECIFICATIONS {
            notes.push(format!(
                "the program takes {channels} channels, but an algorithm declares at most {MAX_CHANNEL_SPECIFICATIONS}: those that are required come first, the last others are left out"
            ));
        }
        notes
    }

    /// Returns what is wrong with the ranges as those of one tuning job.
    #[cfg(feature = "run")]
    pub(crate) fn too_many_ranges(&self) -> Option<String> {
        let tunable = self
            .hyperparameters
            .iter()
            .filter(|described| described.field.is_tunable())
            .count();
        (tunable > MAX_PARAMETER_RANGES).then(|| {
            format!("{tunable} hyperparameters are tunable, but a tuning job varies at most {MAX_PARAMETER_RANGES}: remove some")
        })
    }
}

/// Returns a doc comment as the service takes it: in one line, without control characters, cut if it
/// is too long; `None` if it is empty.
pub(super) fn description(docs: &str) -> Option<String> {
    let words: Vec<&str> = docs
        .split(|c: char| c.is_whitespace() || is_rejected(c))
        .filter(|word| !word.is_empty())
        .collect();
    let line = words.join(" ");
    let text = if line.chars().count() > MAX_DESCRIPTION_LENGTH {
        let cut: String = line.chars().take(MAX_DESCRIPTION_LENGTH - 1).collect();
        format!("{}…", cut.trim_end())
    } else {
        line
    };
    (!text.is_empty()).then_some(text)
}

/// Returns whether the service's pattern for descriptions does not match a character: it takes
/// letters, marks, separators, symbols, numbers and punctuation.
fn is_rejected(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{70f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..
        )
}

/// Returns at most `limit` items in their order; those that are required are chosen first.
pub(super) fn at_most<T>(limit: usize, items: Vec<T>, is_required: impl Fn(&T) -> bool) -> Vec<T> {
    let required = items.iter().filter(|item| is_required(item)).count();
    let mut places = limit.saturating_sub(required);
    let is_chosen = |item: &T| {
        is_required(item) || {
            let has_place = places > 0;
            places = places.saturating_sub(1);
            has_place
        }
    };
    let mut chosen: Vec<T> = items.into_iter().filter(is_chosen).collect();
    chosen.truncate(limit);
    chosen
}
