//! `#[sm(schema = "hyperparameters.json")]`: the struct against a file that is checked in.

mod file;
mod read;
mod regular_file;

use std::cmp::Ordering;
use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::LitStr;

use crate::consts::{Limits, at, inside_option, is_integral, last_segment};
use crate::errors::{Errors, nearest};
use crate::model::{Field, Struct, Takes, source_text};
use crate::number::Number;
use crate::rules::is_reserved;
use crate::types::Type;
use crate::value::{Range, Value};
use file::{Entry, Said, Says};
use read::{Read, read};

/// What the file says.
pub(crate) struct Schema {
    /// The text that names it.
    literal: LitStr,
    path: PathBuf,
    /// Of each job that the file is about.
    jobs: Vec<Vec<Entry>>,
}

impl Schema {
    /// Reads the file, which is relative to the crate.
    pub(crate) fn read(literal: LitStr, errors: &mut Errors) -> Option<Self> {
        match file::jobs(&literal.value()) {
            Ok((path, jobs)) => Some(Schema {
                literal,
                path,
                jobs,
            }),
            Err(reasons) => {
                reasons
                    .iter()
                    .for_each(|reason| errors.on(&literal, reason));
                None
            }
        }
    }

    /// What the macro sees itself. The names of flattened structs are left to
    /// [`constants`](Self::constants).
    pub(crate) fn check(&self, input: &Struct, errors: &mut Errors) {
        self.jobs
            .iter()
            .for_each(|entries| self.check_job(entries, input, errors));
    }

    fn check_job(&self, entries: &[Entry], input: &Struct, errors: &mut Errors) {
        let file = self.literal.value();
        self.check_repeated(entries, input, &file, errors);
        for entry in entries {
            match fields(input).find(|field| is_of(entry, field)) {
                Some(field) => {
                    check_values(field, entry, &file, errors);
                    check_required(field, entry, &file, errors);
                }
                None if is_taken_elsewhere(input, &entry.name) || is_reserved(&entry.name) => {}
                None => errors.on(&self.literal, unknown(&file, &entry.name, input)),
            }
        }
        for field in fields(input) {
            let is_there = entries.iter().any(|entry| is_of(entry, field));
            // An unknown name that was likely meant to be this one has said so.
            let is_misspelt = entries.iter().any(|entry| {
                let is_unknown = !fields(input).any(|field| is_of(entry, field))
                    && !is_taken_elsewhere(input, &entry.name);
                is_unknown
                    && field
                        .names
                        .iter()
                        .any(|(name, _)| suggestion(&entry.name, input) == Some(name))
            });
            if field.is_required() && !is_there && !is_misspelt {
                let name = &field.names[0].0;
                errors.on(
                    &field.ident,
                    format!(
                        "`{name}` is required, and {file:?} does not have it: add it there, or give it a `default` here"
                    ),
                );
            }
        }
    }

    /// Of an entry that is there twice, or of two of one field, one is too many.
    fn check_repeated(&self, entries: &[Entry], input: &Struct, file: &str, errors: &mut Errors) {
        for (index, entry) in entries.iter().enumerate() {
            let field = fields(input).find(|field| is_of(entry, field));
            let is_same = |other: &&Entry| {
                other.name == entry.name || field.is_some_and(|field| is_of(other, field))
            };
            let Some(other) = entries[..index].iter().find(is_same) else {
                continue;
            };
            let (a, b) = (&other.name, &entry.name);
            match field {
                _ if a == b => errors.on(&self.literal, format!("{file:?} has `{a}` twice")),
                // A job may give one value by two names.
                Some(field) if entry.text().is_none() || other.text() != entry.text() => {
                    let message = format!(
                        "{file:?} has both `{a}` and `{b}`, which are one: `{}`",
                        field.names[0].0
                    );
                    errors.on(&self.literal, message);
                }
                _ => {}
            }
        }
    }

    /// What makes the compiler look at the file again when it has changed, the names that may be of
    /// a flattened struct, and the values of fields whose range has constants as ends.
    pub(crate) fn constants(&self, input: &Struct, spec: &TokenStream) -> TokenStream {
        let path = self.path.display().to_string();
        let file = self.literal.value();
        let has_flattened = input
            .fields
            .iter()
            .any(|field| matches!(field.takes, Takes::Flatten(_)));
        let is_open = |entry: &&Entry| input.allow_unknown || is_of_rest(input, &entry.name);
        let names = self
            .entries()
            .filter(|entry| has_flattened && !is_open(entry))
            .map(|entry| {
                let (name, message) = (&entry.name, unknown(&file, &entry.name, input));
                let check = at(
                    &self.literal,
                    quote!(__smenv::known(#spec, #name, #message)),
                );
                quote!(const _: () = #check;)
            });
        let limits = input
            .fields
            .iter()
            .enumerate()
            .filter_map(|(index, field)| Limits::of(index, field));
        let values = limits.map(|limits| self.values(&limits));
        quote! {
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
            #(#names)*
            #(#values)*
        }
    }

    /// What the compiler checks of the values of a field.
    pub(crate) fn values(&self, limits: &Limits<'_>) -> TokenStream {
        let file = self.literal.value();
        let own = self.entries().filter(|entry| is_of(entry, limits.field));
        let values = own.flat_map(|entry| entry.said.iter().map(move |said| (entry, said)));
        values
            .filter_map(|(entry, said)| check_in_limits(limits, entry, said, &file))
            .collect()
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.jobs.iter().flatten()
    }
}

/// The fields that take a hyperparameter each.
fn fields(input: &Struct) -> impl Iterator<Item = &Field> {
    input
        .fields
        .iter()
        .filter(|field| field.takes.word().is_none())
}

fn is_of(entry: &Entry, field: &Field) -> bool {
    field
        .names
        .iter()
        .any(|(name, _)| are_one(name, &entry.name))
}

fn unknown(file: &str, name: &str, input: &Struct) -> String {
    let hint = suggestion(name, input)
        .map(|near| format!(": did you mean `{near}`?"))
        .unwrap_or_default();
    format!("{file:?} has `{name}`, which no field takes{hint}")
}

/// The field's name that was likely meant.
fn suggestion<'i>(name: &str, input: &'i Struct) -> Option<&'i str> {
    let names: Vec<&str> = fields(input)
        .flat_map(|field| &field.names)
        .map(|(name, _)| name.as_str())
        .collect();
    nearest(name, &names)
}

fn is_taken_elsewhere(input: &Struct, name: &str) -> bool {
    let is_flattened = |field: &Field| matches!(field.takes, Takes::Flatten(_));
    input.allow_unknown || input.fields.iter().any(is_flattened) || is_of_rest(input, name)
}

/// Whether a `rest` map takes the name.
fn is_of_rest(input: &Struct, name: &str) -> bool {
    let takes = |prefix: &str| match name.split_at_checked(prefix.len()) {
        Some((start, rest)) => are_one(start, prefix) && (prefix.is_empty() || !rest.is_empty()),
        None => false,
    };
    input
        .fields
        .iter()
        .any(|field| matches!(&field.takes, Takes::Rest(prefix, _) if takes(prefix)))
}

fn are_one(a: &str, b: &str) -> bool {
    a.replace('-', "_") == b.replace('-', "_")
}

/// A job that SageMaker starts without the hyperparameter would be refused by a field that needs
/// it.
fn check_required(field: &Field, entry: &Entry, file: &str, errors: &mut Errors) {
    if entry.may_lack && field.is_required() {
        let name = &entry.name;
        errors.on(
            &field.ident,
            format!(
                "`{name}` is required here, and in {file:?} it has `\"IsRequired\": false` and no `DefaultValue`: make \
                 the field an `Option`, or give it a `default`"
            ),
        );
    }
}

/// Whether the field takes all the values that the file has for it.
fn check_values(field: &Field, entry: &Entry, file: &str, errors: &mut Errors) {
    let ty = inside_option(&field.ty).unwrap_or(&field.ty);
    if entry.is_continuous && matches!(field.takes, Takes::Native) && is_integral(ty) {
        let (name, ty) = (&entry.name, source_text(ty));
        let message = format!(
            "`{name}` is a `{ty}`, and {file:?} has a continuous range for it: move it to \"IntegerParameterRanges\""
        );
        return errors.on(&field.ident, message);
    }
    entry
        .said
        .iter()
        .for_each(|said| check_value(field, entry, said, file, errors));
}

/// Whether the field's type and range take a value of the entry, as far as that is written:
/// primitive types, literals as ends.
fn check_value(field: &Field, entry: &Entry, said: &Said, file: &str, errors: &mut Errors) {
    let ty = inside_option(&field.ty).unwrap_or(&field.ty);
    let number = match read(field, &said.says) {
        Read::Unknown => return,
        Read::Missing => {
            let why = "is null, which is no value: the field is required";
            return errors.on(&field.ident, refusal(field, entry, said, file, why));
        }
        Read::Refused => {
            let why = format!("is no `{}`", source_text(ty));
            return errors.on(&field.ident, refusal(field, entry, said, file, &why));
        }
        Read::Value(number) => number,
    };
    // Of a range with constants in it the compiler is asked.
    let range = field.range.as_ref().filter(|_| !Limits::are_needed(field));
    if let (Some(number), Some(range)) = (number, range) {
        let is_nan = matches!(number, Number::Float(float) if float.is_nan());
        let end =
            |end: &Value| Number::of(end).map(|end| if is_single(ty) { rounded(end) } else { end });
        let (min, max) = (
            range.min.as_ref().and_then(end),
            range.max.as_ref().and_then(end),
        );
        // An empty range is a mistake of its own, and everything is outside of it.
        let is_empty = match min.zip(max).and_then(|(min, max)| min.compare(max)) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !range.is_closed(),
            _ => false,
        };
        let compare = |end: Option<Number>| end.and_then(|end| as_one_kind(number, end));
        let is_above = match compare(max) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !range.is_closed(),
            _ => false,
        };
        if !is_empty && (is_nan || is_above || compare(min) == Some(Ordering::Less)) {
            errors.on(
                &field.ident,
                refusal(field, entry, said, file, &outside(range)),
            );
        }
    }
}

/// Whether the entry's value is in the range, for the compiler.
fn check_in_limits(
    limits: &Limits<'_>,
    entry: &Entry,
    said: &Said,
    file: &str,
) -> Option<TokenStream> {
    let Limits { field, ty, .. } = limits;
    let Read::Value(Some(number)) = read(field, &said.says) else {
        return None;
    };
    let value = match number {
        Number::Integer(integer) => integer.to_string().parse().ok()?,
        Number::Char(char) => char.to_token_stream(),
        Number::Float(float) if float.is_nan() => quote!(<#ty>::NAN),
        Number::Float(float) if float == f64::INFINITY => quote!(<#ty>::INFINITY),
        Number::Float(float) if float == f64::NEG_INFINITY => quote!(<#ty>::NEG_INFINITY),
        // With no more digits than the type has.
        Number::Float(float) if is_single(ty) => format!("{:?}", float as f32).parse().ok()?,
        Number::Float(float) => format!("{float:?}").parse().ok()?,
    };
    let ends = limits.ends();
    let message = refusal(field, entry, said, file, &outside(field.range.as_ref()?));
    let check = at(
        &field.ident,
        quote!(__smenv::check(!#ends.have_values() || #ends.has(#value), &[#message])),
    );
    Some(quote!(const _: () = #check;))
}

fn outside(range: &Range) -> String {
    format!("is outside the range `{}`", range.text())
}

/// Without the value of a secret.
fn refusal(field: &Field, entry: &Entry, said: &Said, file: &str, why: &str) -> String {
    let (name, which) = (&entry.name, said.which);
    match &said.says {
        Says::Text(value) if !field.is_secret => {
            format!("{which} {value:?} of `{name}` in {file:?} {why}")
        }
        Says::List => format!("{which} of `{name}` in {file:?} is a list, which {why}"),
        Says::Object => format!("{which} of `{name}` in {file:?} is an object, which {why}"),
        Says::Text(_) | Says::Null => format!("{which} of `{name}` in {file:?} {why}"),
    }
}

/// How a value compares with an end of a range: a float's end may be a whole number.
fn as_one_kind(value: Number, end: Number) -> Option<Ordering> {
    match (value, end) {
        (Number::Float(value), Number::Integer(end)) => value.partial_cmp(&(end as f64)),
        _ => value.compare(end),
    }
}

/// An end as an `f32` holds it: the nearest there is.
fn rounded(end: Number) -> Number {
    match end {
        Number::Float(end) => Number::Float((end as f32).into()),
        Number::Integer(end) => Number::Float((end as f32).into()),
        end @ Number::Char(_) => end,
    }
}

fn is_single(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|last| last.ident == "f32")
}
