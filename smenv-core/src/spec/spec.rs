//! What the derive knows of a struct, as data.
use std::cell::OnceCell;
use std::fmt;

use smenv_shared::names::{self, Case};
use smenv_shared::scale::Scale;
use smenv_shared::secret_names::{self, looks_secret};
use smenv_shared::suggest;

use crate::render::secrets::{self, HIDDEN};
use crate::values::value_type::ValueType;

/// The table of a struct's hyperparameters:
/// [`SmHyperparameters::SPEC`](crate::SmHyperparameters::SPEC).
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    name: &'static str,
    docs: &'static str,
    fields: &'static [FieldSpec],
    index: &'static [IndexEntry],
    allow_unknown: bool,
    len: usize,
    has_rest: bool,
}

/// A field of the table.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    kind: FieldKind,
    names: &'static [&'static str],
    docs: &'static str,
    expected: ValueType,
    wants_text: bool,
    is_list: bool,
    default: Option<&'static str>,
    required: bool,
    min: Option<RangeEnd>,
    max: Option<RangeEnd>,
    secret: bool,
    /// Whether it is no secret though its name looks like one's.
    shown: bool,
    tunable: bool,
    scale: Option<Scale>,
    prefix: &'static str,
    delimiter: Option<&'static str>,
}

/// What a field of the struct takes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldKind {
    /// One hyperparameter.
    Hyperparameter,
    /// The hyperparameters of another struct, with `prefix` before their names.
    Flatten {
        /// The other struct's table.
        spec: &'static Spec,
        /// What stands before its names.
        prefix: &'static str,
    },
    /// All that no other field takes; of a map with a [`prefix`](FieldSpec::prefix) what begins so.
    Rest,
}

/// An end of a range, as it is written in the attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RangeEnd {
    /// The expression's text: `1e-6`, `MOST_EPOCHS`.
    pub text: &'static str,
    /// Whether the range has this end itself.
    pub inclusive: bool,
}

/// A name of a struct's own, in its index.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct IndexEntry {
    name: &'static str,
    hash: u32,
    /// The hyperparameter's number; [`FREE`](Self::FREE) where there is none.
    number: u32,
}

impl IndexEntry {
    const FREE: IndexEntry = IndexEntry {
        name: "",
        hash: 0,
        number: u32::MAX,
    };

    const fn is_free(&self) -> bool {
        self.number == IndexEntry::FREE.number
    }
}

/// The index by which a name's field is found: open addressing; `N` is a power of two and at least
/// twice the number of names.
#[doc(hidden)]
#[must_use]
#[inline]
pub const fn index<const N: usize>(fields: &[FieldSpec]) -> [IndexEntry; N] {
    let mut entries = [IndexEntry::FREE; N];
    let (mut at, mut number) = (0, 0);
    while at < fields.len() {
        let mut names = fields[at].names;
        while let [name, others @ ..] = names {
            let hash = names::hash(name);
            let mut free = hash as usize & (N - 1);
            while !entries[free].is_free() {
                free = (free + 1) & (N - 1);
            }
            entries[free] = IndexEntry { name, hash, number };
            names = others;
        }
        number += fields[at].len() as u32;
        at += 1;
    }
    entries
}

impl Spec {
    /// A table of these fields.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        fields: &'static [FieldSpec],
        index: &'static [IndexEntry],
        allow_unknown: bool,
    ) -> Self {
        let (mut len, mut has_rest) = (0, false);
        let mut at = 0;
        while at < fields.len() {
            len += fields[at].len();
            has_rest |= matches!(fields[at].kind, FieldKind::Rest);
            at += 1;
        }
        Spec {
            name,
            docs,
            fields,
            index,
            allow_unknown,
            len,
            has_rest,
        }
    }

    /// The struct's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The fields, in their order.
    #[must_use]
    pub const fn fields(&self) -> &'static [FieldSpec] {
        self.fields
    }

    /// How many hyperparameters the struct has, flattened structs counted.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// How many of them a job must give.
    pub(crate) const fn required(&self) -> usize {
        let (mut required, mut at) = (0, 0);
        while at < self.fields.len() {
            required += self.fields[at].required();
            at += 1;
        }
        required
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether names that no field has are let pass.
    #[must_use]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }

    /// Whether a field takes the rest.
    #[must_use]
    pub const fn has_rest(&self) -> bool {
        self.has_rest
    }

    /// Every hyperparameter with its full name, flattened ones too.
    #[must_use]
    pub fn hyperparameters(&self) -> Vec<(String, &'static FieldSpec)> {
        let mut all = Vec::with_capacity(self.len);
        self.for_each("", &mut |prefix, field| {
            all.push((format!("{prefix}{}", field.name()), field))
        });
        all
    }

    /// The number of the struct's own hyperparameter that is called `name`.
    #[inline]
    pub(crate) fn find_own(&self, name: &str) -> Option<usize> {
        self.entry(names::hash(name), |known| {
            names::are_equivalent(known, name)
        })
    }

    /// The number of the hyperparameter that is called `name`: its place among all, flattened ones
    /// counted.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.find_own(name).or_else(|| {
            self.find_flattened(|prefix, spec| {
                let rest = names::without_prefix(name, prefix)?;
                spec.find(rest)
            })
        })
    }

    /// The number of the hyperparameter whose variable is `SM_HP_` + `variable`.
    pub(crate) fn find_variable(&self, variable: &str) -> Option<usize> {
        // A name that is not ASCII may have a variable that is, as `ı` has `I`.
        let own = [names::hash(variable), names::NON_ASCII_HASH];
        let own = own
            .into_iter()
            .find_map(|hash| self.entry(hash, |known| names::is_variable_of(known, variable)));
        own.or_else(|| {
            self.find_flattened(|prefix, spec| {
                let prefix = prefix.to_uppercase();
                spec.find_variable(names::without_prefix(variable, &prefix)?)
            })
        })
    }

    #[inline]
    fn entry(&self, hash: u32, is: impl Fn(&str) -> bool) -> Option<usize> {
        let mask = self.index.len().wrapping_sub(1);
        let mut at = hash as usize;
        loop {
            let entry = self.index.get(at & mask).filter(|entry| !entry.is_free())?;
            if entry.hash == hash && is(entry.name) {
                return Some(entry.number as usize);
            }
            at += 1;
        }
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

    /// The name of the struct that has a hyperparameter called `name`, this one or one that is
    /// flattened in a row before `row`. For the compiler.
    #[inline]
    pub(crate) const fn owner(&self, name: &[u8], row: usize, case: Case) -> Option<&'static str> {
        let hash = names::hash_bytes(name);
        let mask = self.index.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while at < self.index.len() && !self.index[at].is_free() {
            let entry = &self.index[at];
            if entry.hash == hash && names::are_equivalent_bytes(entry.name.as_bytes(), name, case)
            {
                return Some(self.name);
            }
            at = (at + 1) & mask;
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

    /// The hyperparameter of this number, and its full name.
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

    /// The name that was likely meant by `given`.
    pub(crate) fn nearest(&self, given: &str) -> Option<String> {
        let mut known = Vec::new();
        self.for_each("", &mut |prefix, field| {
            known.extend(field.full_names(prefix))
        });
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        suggest::nearest(given, &known).map(str::to_owned)
    }

    /// Whether what is no field's must not be shown under `name`. Each secret is asked: another
    /// field may be nearer yet.
    pub(crate) fn hides(&self, name: &str) -> bool {
        looks_secret(name)
            || self
                .secret(|secret| suggest::nearest(name, &[secret]).is_some())
                .is_some()
    }

    /// The name of a secret that is like this.
    pub(crate) fn secret(&self, is_like: impl Fn(&str) -> bool) -> Option<String> {
        let mut found = None;
        self.for_each("", &mut |prefix, field| {
            if found.is_none() && field.is_secret_behind(prefix) {
                found = field.full_names(prefix).find(|name| is_like(name));
            }
        });
        found
    }

    /// Whether the hyperparameter of this number is a secret.
    pub(crate) fn is_secret(&self, number: usize) -> bool {
        self.hyperparameter(number).is_some_and(|(name, field)| {
            let prefix = name.strip_suffix(field.name()).unwrap_or_default();
            field.is_secret_behind(prefix)
        })
    }

    /// Whether a text that is given for `name` may have a secret in it: a declared one, or one that
    /// only its name tells of.
    #[cold]
    pub(crate) fn may_hold_secret(&self, name: &str, text: &str) -> bool {
        let secrets = OnceCell::new();
        secrets::may_hold(text, name, &|name| {
            self.names_secret(name, secrets.get_or_init(|| self.secrets()))
        })
    }

    /// Whether the value of `name`, a field's or not, is not shown.
    pub(crate) fn hides_value(&self, name: &str, value: &str) -> bool {
        self.find(name)
            .map_or_else(|| self.hides(name), |number| self.is_secret(number))
            || self.may_hold_secret(name, value)
    }

    /// Whether this is the name of a secret, in whatever place it stands: as a variable, without
    /// the prefix of its struct, or with a word before it.
    fn names_secret(&self, name: &str, secrets: &[Secret]) -> bool {
        let variable = name.to_uppercase();
        let variable = variable.strip_prefix("SM_HP_").unwrap_or(&variable);
        if let Some(number) = self.find(name).or_else(|| self.find_variable(variable)) {
            return self.is_secret(number);
        }
        if looks_secret(name) {
            return true;
        }
        let words = secret_names::words(
            name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-'),
        );
        let name = names::normalized(name);
        let is_of = |secret: &Secret| {
            secret.full.ends_with(&name) && name.ends_with(&secret.own)
                || ends_with_words(&words, &secret.words)
        };
        secrets.iter().any(is_of)
    }

    /// What is known of the secrets' names.
    fn secrets(&self) -> Vec<Secret> {
        let mut secrets = Vec::new();
        self.for_each("", &mut |prefix, field| {
            if field.is_secret_behind(prefix) {
                secrets.extend(field.names.iter().map(|own| Secret::new(prefix, own)));
            }
        });
        secrets
    }

    /// The prefix of the `rest` map that takes `name`: of several the longest.
    pub(crate) fn rest_for(&self, name: &str) -> Option<&'static str> {
        self.rest_by(|prefix| names::without_prefix(name, prefix))
    }

    /// The prefix of the `rest` map that takes the variable `SM_HP_` + `variable`, and the name
    /// that this stands for.
    pub(crate) fn rest_for_variable(&self, variable: &str) -> Option<(&'static str, String)> {
        let rest = |prefix: &str| names::without_prefix(variable, &prefix.to_uppercase());
        let prefix = self.rest_by(rest)?;
        Some((prefix, format!("{prefix}{}", rest(prefix)?.to_lowercase())))
    }

    /// `rest` is what is left behind a prefix. A prefix alone is nobody's name.
    fn rest_by<'n>(&self, rest: impl Fn(&str) -> Option<&'n str>) -> Option<&'static str> {
        let maps = self
            .fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Rest));
        let takes = |map: &&FieldSpec| {
            map.prefix.is_empty() || rest(map.prefix).is_some_and(|rest| !rest.is_empty())
        };
        maps.filter(takes)
            .map(|map| map.prefix)
            .max_by_key(|prefix| prefix.len())
    }

    /// The name that was likely meant by one that begins nearly as the names of a `rest` map do:
    /// `rl_gamma` for `rl.gamma`.
    pub(crate) fn nearest_of_rest(&self, given: &str) -> Option<String> {
        let maps = self
            .fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Rest));
        let prefixes = maps
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

    /// Calls `each` with every hyperparameter and what stands before its name.
    pub(crate) fn for_each(&self, above: &str, each: &mut dyn FnMut(&str, &'static FieldSpec)) {
        for field in self.fields {
            match field.kind {
                FieldKind::Hyperparameter => each(above, field),
                FieldKind::Flatten { spec, prefix } => {
                    spec.for_each(&format!("{above}{prefix}"), each)
                }
                FieldKind::Rest => {}
            }
        }
    }
}

/// The name of a secret.
struct Secret {
    /// With the prefixes before it, without case and separators.
    full: String,
    /// The same of the name alone: of `rl.pin`, `pin`.
    own: String,
    /// None where the name looks like a secret's: `my_pin` is a `pin`, but `pad_token` no `token`.
    words: Vec<String>,
}

impl Secret {
    fn new(prefix: &str, name: &str) -> Self {
        let own = name.rsplit(['.', '/']).next().unwrap_or(name);
        Secret {
            full: names::normalized(&format!("{prefix}{name}")),
            own: names::normalized(own),
            words: if looks_secret(own) {
                Vec::new()
            } else {
                secret_names::words(own)
            },
        }
    }
}

/// Whether a name has these words at its end, the last one perhaps as a plural.
fn ends_with_words(words: &[String], end: &[String]) -> bool {
    let Some(start) = words.len().checked_sub(end.len()) else {
        return false;
    };
    !end.is_empty()
        && words[start..]
            .iter()
            .zip(end)
            .all(|(word, end)| word == end || word.strip_suffix('s') == Some(end))
}

/// All but a secret's default.
impl fmt::Debug for FieldSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FieldSpec {
            kind,
            names,
            docs,
            expected,
            wants_text,
            is_list,
            default,
            required,
            min,
            max,
            secret,
            shown,
            tunable,
            scale,
            prefix,
            delimiter,
        } = self;
        f.debug_struct("FieldSpec")
            .field("kind", kind)
            .field("names", names)
            .field("docs", docs)
            .field("expected", expected)
            .field("wants_text", wants_text)
            .field("is_list", is_list)
            .field(
                "default",
                &default.map(|default| {
                    if *secret || secrets::looks_held(default) {
                        HIDDEN
                    } else {
                        default
                    }
                }),
            )
            .field("required", required)
            .field("min", min)
            .field("max", max)
            .field("secret", secret)
            .field("shown", shown)
            .field("tunable", tunable)
            .field("scale", scale)
            .field("prefix", prefix)
            .field("delimiter", delimiter)
            .finish()
    }
}

impl FieldSpec {
    /// A field that takes one hyperparameter: its canonical name, then its aliases.
    pub(crate) const fn new(names: &'static [&'static str], expected: ValueType) -> Self {
        FieldSpec {
            kind: FieldKind::Hyperparameter,
            names,
            docs: "",
            wants_text: expected.wants_text(),
            is_list: expected.is_list(),
            expected,
            default: None,
            required: true,
            min: None,
            max: None,
            secret: false,
            shown: false,
            tunable: false,
            scale: None,
            prefix: "",
            delimiter: None,
        }
    }

    pub(crate) const fn flatten(spec: &'static Spec, prefix: &'static str) -> Self {
        FieldSpec {
            kind: FieldKind::Flatten { spec, prefix },
            prefix,
            ..FieldSpec::new(&[], ValueType::Other("hyperparameters"))
        }
    }

    pub(crate) const fn rest(prefix: &'static str, expected: ValueType) -> Self {
        FieldSpec {
            kind: FieldKind::Rest,
            prefix,
            ..FieldSpec::new(&[], expected)
        }
    }

    pub(crate) const fn with_docs(self, docs: &'static str) -> Self {
        FieldSpec { docs, ..self }
    }

    pub(crate) const fn with_default(self, default: &'static str) -> Self {
        FieldSpec {
            default: Some(default),
            ..self
        }
        .with_answer()
    }

    /// Absence means something.
    pub(crate) const fn with_answer(self) -> Self {
        FieldSpec {
            required: false,
            ..self
        }
    }

    pub(crate) const fn with_range(
        self,
        min: Option<&'static str>,
        max: Option<(&'static str, bool)>,
    ) -> Self {
        let min = match min {
            Some(text) => Some(RangeEnd {
                text,
                inclusive: true,
            }),
            None => None,
        };
        let max = match max {
            Some((text, inclusive)) => Some(RangeEnd { text, inclusive }),
            None => None,
        };
        FieldSpec { min, max, ..self }
    }

    pub(crate) const fn with_list(self, is_list: bool) -> Self {
        FieldSpec { is_list, ..self }
    }

    pub(crate) const fn with_secret(self) -> Self {
        FieldSpec {
            secret: true,
            ..self
        }
    }

    pub(crate) const fn with_shown(self) -> Self {
        FieldSpec {
            shown: true,
            ..self
        }
    }

    /// Whether it is a secret behind this prefix, which may make its name look like one's.
    fn is_secret_behind(&self, prefix: &str) -> bool {
        let looks_secret = || self.full_names(prefix).any(|name| looks_secret(&name));
        self.secret || !self.shown && !prefix.is_empty() && looks_secret()
    }

    /// Whether its default is one that the program says, and not its type's.
    pub(crate) fn has_own_default(&self) -> bool {
        self.default
            .is_some_and(|text| text != "Default::default()")
    }

    pub(crate) const fn with_tunable(self, scale: Scale) -> Self {
        FieldSpec {
            tunable: true,
            scale: Some(scale),
            ..self
        }
    }

    pub(crate) const fn with_delimiter(self, delimiter: &'static str) -> Self {
        FieldSpec {
            delimiter: Some(delimiter),
            ..self
        }
    }

    /// How many hyperparameters it stands for.
    const fn len(&self) -> usize {
        match self.kind {
            FieldKind::Hyperparameter => 1,
            FieldKind::Flatten { spec, .. } => spec.len,
            FieldKind::Rest => 0,
        }
    }

    /// How many hyperparameters it stands for that a job must give, as far as the derive sees.
    pub(crate) const fn required(&self) -> usize {
        match self.kind {
            FieldKind::Hyperparameter => self.required as usize,
            FieldKind::Flatten { spec, .. } => spec.required(),
            FieldKind::Rest => 0,
        }
    }

    pub(crate) const fn name_or_prefix(&self) -> &'static str {
        match self.kind {
            FieldKind::Flatten { prefix, .. } => prefix,
            _ => self.name(),
        }
    }

    /// Whether it is one hyperparameter, another struct's, or the rest.
    #[must_use]
    pub const fn kind(&self) -> FieldKind {
        self.kind
    }

    /// The canonical name; empty for a flattened struct and for the rest.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.names.first() {
            Some(name) => name,
            None => "",
        }
    }

    pub(crate) const fn names(&self) -> &'static [&'static str] {
        self.names
    }

    fn full_names(&self, prefix: &str) -> impl Iterator<Item = String> {
        self.names.iter().map(move |name| format!("{prefix}{name}"))
    }

    /// The other names that it may be given under.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.iter().skip(1).copied()
    }

    /// The doc comment.
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// What stands before the names of a flattened struct, or of what a `rest` map takes; empty
    /// where nothing does.
    #[must_use]
    pub const fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// What separates the items of a list in a text, if not a comma.
    #[must_use]
    pub const fn delimiter(&self) -> Option<&'static str> {
        self.delimiter
    }

    /// What its type takes.
    #[must_use]
    pub const fn expected(&self) -> &ValueType {
        &self.expected
    }

    /// Whether the spelling of a value counts.
    pub(crate) const fn wants_text(&self) -> bool {
        self.wants_text
    }

    /// Whether its type is a list, so that it takes several words among the arguments.
    pub(crate) const fn is_list(&self) -> bool {
        self.is_list
    }

    /// The default, as it is written in the attribute.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        self.default
    }

    /// The lower end of the range.
    #[must_use]
    pub const fn min(&self) -> Option<RangeEnd> {
        self.min
    }

    /// The upper end of the range.
    #[must_use]
    pub const fn max(&self) -> Option<RangeEnd> {
        self.max
    }

    /// Whether its value is never shown: it is `secret`, or its name looks like a secret's.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.secret
    }

    /// Whether a tuner may choose its value.
    #[must_use]
    pub const fn is_tunable(&self) -> bool {
        self.tunable
    }

    /// How a tuner walks through its range; `None` where it is not tunable.
    #[must_use]
    pub const fn scale(&self) -> Option<Scale> {
        self.scale
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A table that is made while the program runs.
    pub(crate) fn spec<const N: usize>(
        name: &'static str,
        fields: Vec<FieldSpec>,
    ) -> &'static Spec {
        let fields = fields.leak();
        let index = vec![index::<N>(fields)].leak();
        &vec![Spec::new(name, "", fields, &index[0], false)].leak()[0]
    }

    fn field(names: &'static [&'static str]) -> FieldSpec {
        FieldSpec::new(names, ValueType::Float)
    }

    fn flattened() -> &'static Spec {
        let inner = spec::<4>(
            "Inner",
            vec![field(&["gamma"]).with_default("1.0"), field(&["lr"])],
        );
        let middle = spec::<4>(
            "Middle",
            vec![field(&["beta", "b"]), FieldSpec::flatten(inner, "in-")],
        );
        spec::<8>(
            "Outer",
            vec![
                field(&["alpha", "first"]),
                FieldSpec::flatten(middle, "mid_"),
                FieldSpec::rest("extra.", ValueType::Float),
                field(&["omega"]).with_answer(),
            ],
        )
    }

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

    #[test]
    fn a_job_must_give_what_has_no_answer_to_absence() {
        assert_eq!(flattened().required(), 3);
        assert_eq!(
            spec::<4>(
                "Optional",
                vec![field(&["a"]).with_answer(), field(&["b"]).with_default("1")]
            )
            .required(),
            0
        );
    }

    #[test]
    fn a_field_of_the_table_is_what_was_said_of_it() {
        let plain = field(&["a", "b"]);
        assert_eq!(
            (
                plain.name(),
                plain.aliases().collect::<Vec<_>>(),
                plain.docs()
            ),
            ("a", vec!["b"], "")
        );
        assert_eq!(
            (plain.required(), plain.default(), plain.name_or_prefix()),
            (1, None, "a")
        );
        assert!(!plain.is_list() && !plain.is_secret() && !plain.is_tunable());
        assert_eq!(
            (plain.min(), plain.max(), plain.scale(), plain.delimiter()),
            (None, None, None, None)
        );
        let said = plain
            .with_docs("docs")
            .with_default("7")
            .with_range(Some("1"), Some(("9", false)))
            .with_list(true)
            .with_secret()
            .with_tunable(Scale::Log)
            .with_delimiter(";");
        assert_eq!(
            (said.docs(), said.default(), said.required()),
            ("docs", Some("7"), 0)
        );
        assert_eq!(
            said.min(),
            Some(RangeEnd {
                text: "1",
                inclusive: true
            })
        );
        assert_eq!(
            said.max(),
            Some(RangeEnd {
                text: "9",
                inclusive: false
            })
        );
        assert!(said.is_list() && said.is_secret() && said.is_tunable());
        assert_eq!(
            (said.scale(), said.delimiter()),
            (Some(Scale::Log), Some(";"))
        );
        assert!(
            field(&["api_key"]).is_secret_behind("a_")
                && !field(&["api_key"]).with_shown().is_secret_behind("a_")
        );
        let rest = FieldSpec::rest("r.", ValueType::Bool);
        assert_eq!(
            (
                rest.prefix(),
                rest.name(),
                rest.required(),
                rest.name_or_prefix()
            ),
            ("r.", "", 0, "")
        );
        assert!(matches!(rest.kind(), FieldKind::Rest));
        let inner = FieldSpec::flatten(flattened(), "f-");
        assert_eq!(
            (
                inner.prefix(),
                inner.name(),
                inner.required(),
                inner.name_or_prefix()
            ),
            ("f-", "", 3, "f-")
        );
        assert!(matches!(
            inner.kind(),
            FieldKind::Flatten { prefix: "f-", .. }
        ));
    }
}
