//! `#[sm(schema = "hyperparameters.json")]`: the struct against a file that is checked in.

use std::cmp::Ordering;
use std::num::ParseFloatError;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, LitStr, Type};

use crate::consts::{Limits, at, inside_option, last_segment};
use crate::errors::{Errors, nearest};
use crate::json::Json;
use crate::model::{Field, Struct, Takes};
use crate::number::Number;
use crate::rules::is_reserved;
use crate::value::Range;

/// What the file says.
pub(crate) struct Schema {
    /// The text that names it.
    literal: LitStr,
    path: PathBuf,
    entries: Vec<Entry>,
}

/// A hyperparameter of the file.
struct Entry {
    name: String,
    /// A value or a default, and which of the two it is.
    value: Option<(String, &'static str)>,
}

impl Schema {
    /// Reads the file, which is relative to the crate.
    pub(crate) fn read(literal: LitStr, errors: &mut Errors) -> Option<Self> {
        match entries(&literal.value()) {
            Ok((path, entries)) => Some(Schema { literal, path, entries }),
            Err(reason) => {
                errors.on(literal, reason);
                None
            }
        }
    }

    /// What the macro sees itself. The names of flattened structs are left to [`constants`](Self::constants).
    pub(crate) fn check(&self, input: &Struct, errors: &mut Errors) {
        let file = self.literal.value();
        self.check_repeated(input, &file, errors);
        for entry in &self.entries {
            match fields(input).find(|field| is_of(entry, field)) {
                Some(field) => check_value(field, entry, &file, errors),
                None if is_taken_elsewhere(input) || is_reserved(&entry.name) => {}
                None => errors.on(&self.literal, unknown(&file, &entry.name, input)),
            }
        }
        for field in fields(input) {
            let is_required = field.default.is_none() && inside_option(&field.ty).is_none();
            let is_there = self.entries.iter().any(|entry| is_of(entry, field));
            // An unknown name that was likely meant to be this one has said so.
            let is_misspelt = self.entries.iter().any(|entry| {
                let is_unknown = !fields(input).any(|field| is_of(entry, field)) && !is_taken_elsewhere(input);
                is_unknown && field.names.iter().any(|(name, _)| suggestion(&entry.name, input) == Some(name))
            });
            if is_required && !is_there && !is_misspelt {
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
    fn check_repeated(&self, input: &Struct, file: &str, errors: &mut Errors) {
        for (index, entry) in self.entries.iter().enumerate() {
            let field = fields(input).find(|field| is_of(entry, field));
            let is_same = |other: &&Entry| other.name == entry.name || field.is_some_and(|field| is_of(other, field));
            let Some(other) = self.entries[..index].iter().find(is_same) else { continue };
            let (a, b) = (&other.name, &entry.name);
            match field {
                _ if a == b => errors.on(&self.literal, format!("{file:?} has `{a}` twice")),
                // A job may give one value by two names.
                Some(field) if other.value != entry.value || entry.value.is_none() => {
                    let message = format!("{file:?} has both `{a}` and `{b}`, which are one: `{}`", field.names[0].0);
                    errors.on(&self.literal, message);
                }
                _ => {}
            }
        }
    }

    /// What makes the compiler look at the file again when it has changed, the names that may be of a flattened struct, and the values
    /// of fields whose range has constants as ends.
    pub(crate) fn constants(&self, input: &Struct, spec: &TokenStream) -> TokenStream {
        let path = self.path.display().to_string();
        let file = self.literal.value();
        let has_flattened = input.fields.iter().any(|field| matches!(field.takes, Takes::Flatten(_)));
        let is_open = input.allow_unknown || input.fields.iter().any(|field| matches!(field.takes, Takes::Rest));
        let names = self.entries.iter().filter(|_| has_flattened && !is_open).map(|entry| {
            let (name, message) = (&entry.name, unknown(&file, &entry.name, input));
            let check = at(&self.literal, quote!(__smenv::known(#spec, #name, #message)));
            quote!(const _: () = #check;)
        });
        let mut values = TokenStream::new();
        for limits in input.fields.iter().enumerate().filter_map(|(index, field)| Limits::of(index, field)) {
            for entry in self.entries.iter().filter(|entry| is_of(entry, limits.field)) {
                values.extend(check_in_limits(&limits, entry, &file));
            }
        }
        quote! {
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
            #(#names)*
            #values
        }
    }
}

/// The fields that take a hyperparameter each.
fn fields(input: &Struct) -> impl Iterator<Item = &Field> {
    input.fields.iter().filter(|field| field.takes.word().is_none())
}

fn is_of(entry: &Entry, field: &Field) -> bool {
    field.names.iter().any(|(name, _)| are_one(name, &entry.name))
}

fn unknown(file: &str, name: &str, input: &Struct) -> String {
    let hint = suggestion(name, input).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
    format!("{file:?} has `{name}`, which no field takes{hint}")
}

/// The field's name that was likely meant.
fn suggestion<'i>(name: &str, input: &'i Struct) -> Option<&'i str> {
    let names: Vec<&str> = fields(input).flat_map(|field| &field.names).map(|(name, _)| name.as_str()).collect();
    nearest(name, &names)
}

fn is_taken_elsewhere(input: &Struct) -> bool {
    input.allow_unknown || input.fields.iter().any(|field| matches!(field.takes, Takes::Flatten(_) | Takes::Rest))
}

fn are_one(a: &str, b: &str) -> bool {
    a.replace('-', "_") == b.replace('-', "_")
}

/// The file's entries, or why there are none.
fn entries(file: &str) -> Result<(PathBuf, Vec<Entry>), String> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or("`schema` is relative to the crate: CARGO_MANIFEST_DIR is not set")?;
    let path = Path::new(&root).join(file);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("{file:?} cannot be read: {error} ({})", path.display()))?;
    let json = Json::parse(&text).map_err(|fault| format!("{file:?} is no JSON: {fault}"))?;
    Ok((path, entries_of(&json, file)?))
}

/// Of what a launcher sends, or of SageMaker's `SupportedHyperParameters`.
fn entries_of(json: &Json, file: &str) -> Result<Vec<Entry>, String> {
    let specifications =
        json.get("TrainingSpecification").unwrap_or(json).get("SupportedHyperParameters").unwrap_or(json);
    match specifications {
        Json::List(specifications) => {
            specifications.iter().map(|specification| of_specification(specification, file)).collect()
        }
        Json::Object(values) => Ok(values.iter().map(|(name, value)| of_launcher(name, value)).collect()),
        _ => Err(format!(
            "{file:?} is neither an object of names and texts, as a launcher sends it, nor a list of SageMaker's \
             HyperParameterSpecification"
        )),
    }
}

fn of_specification(specification: &Json, file: &str) -> Result<Entry, String> {
    let name = specification.get("Name").and_then(Json::text);
    let name = name.ok_or_else(|| format!("{file:?} has a specification without a \"Name\""))?.to_owned();
    let default = specification.get("DefaultValue").and_then(spelt);
    Ok(Entry { name, value: default.map(|default| (default, "the default")) })
}

fn of_launcher(name: &str, value: &Json) -> Entry {
    Entry { name: name.to_owned(), value: spelt(value).map(|value| (value, "the value")) }
}

/// The text of a single value; a list and an object are for the job to read.
fn spelt(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.clone()),
        Json::Number(number) => Some(number.clone()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Null | Json::List(_) | Json::Object(_) => None,
    }
}

/// Whether the field's type and range take the entry's value, as far as that is written: primitive types, literals as ends.
fn check_value(field: &Field, entry: &Entry, file: &str, errors: &mut Errors) {
    let ty = inside_option(&field.ty).unwrap_or(&field.ty);
    let number = match read(field, entry) {
        Read::Unknown => return,
        Read::Refused => {
            let why = format!("is no `{}`", ty.to_token_stream());
            return errors.on(&field.ident, refusal(entry, file, &why));
        }
        Read::Value(number) => number,
    };
    if let (Some(number), Some(range)) = (number, &field.range) {
        let is_nan = matches!(number, Number::Float(float) if float.is_nan());
        let compare = |end: &Option<Expr>| end.as_ref().and_then(Number::of).and_then(|end| as_one_kind(number, end));
        let is_above = match compare(&range.max) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !range.is_closed(),
            _ => false,
        };
        if is_nan || is_above || compare(&range.min) == Some(Ordering::Less) {
            errors.on(&field.ident, refusal(entry, file, &outside(range)));
        }
    }
}

/// Whether the entry's value is in the range, for the compiler.
fn check_in_limits(limits: &Limits<'_>, entry: &Entry, file: &str) -> Option<TokenStream> {
    let Limits { field, ty, .. } = limits;
    let Read::Value(Some(number)) = read(field, entry) else { return None };
    let value = match number {
        Number::Integer(integer) => integer.to_string().parse().ok()?,
        Number::Char(char) => char.to_token_stream(),
        Number::Float(float) if float.is_nan() => quote!(<#ty>::NAN),
        Number::Float(float) if float == f64::INFINITY => quote!(<#ty>::INFINITY),
        Number::Float(float) if float == f64::NEG_INFINITY => quote!(<#ty>::NEG_INFINITY),
        Number::Float(float) => format!("{float:?}").parse().ok()?,
    };
    let ends = limits.ends();
    let message = refusal(entry, file, &outside(field.range.as_ref()?));
    let check = at(&field.ident, quote!(__smenv::check(!#ends.have_values() || #ends.has(#value), &[#message])));
    Some(quote!(const _: () = #check;))
}

fn outside(range: &Range) -> String {
    format!("is outside the range `{}`", range.text())
}

fn refusal(entry: &Entry, file: &str, why: &str) -> String {
    let (value, which) = entry.value.as_ref().map_or(("", ""), |(value, which)| (value, which));
    format!("{which} {value:?} of `{}` in {file:?} {why}", entry.name)
}

/// How a value compares with an end of a range: a float's end may be a whole number.
fn as_one_kind(value: Number, end: Number) -> Option<Ordering> {
    match (value, end) {
        (Number::Float(value), Number::Integer(end)) => value.partial_cmp(&(end as f64)),
        _ => value.compare(end),
    }
}

/// What reading a text as a type gives, where the type is one that the macro knows.
enum Read {
    Unknown,
    Refused,
    /// With the number, where it is one.
    Value(Option<Number>),
}

fn read(field: &Field, entry: &Entry) -> Read {
    let (Takes::Native, Some((value, _))) = (&field.takes, &entry.value) else { return Read::Unknown };
    let text = bare(value);
    match inside_option(&field.ty) {
        Some(_) if matches!(&*text, "" | "None" | "null") => Read::Unknown,
        Some(inner) => read_as(inner, &text, value),
        None => read_as(&field.ty, &text, value),
    }
}

fn read_as(ty: &Type, text: &str, spelt: &str) -> Read {
    let Some(name) = last_segment(ty).map(|last| last.ident.to_string()) else { return Read::Unknown };
    let integer = |least: i128, most: u128| match whole(text) {
        Some((true, magnitude)) => match 0i128.checked_sub_unsigned(magnitude) {
            Some(number) if number >= least => Read::Value(Some(Number::Integer(number))),
            _ => Read::Refused,
        },
        // What only a `u128` holds is beyond what can be compared here.
        Some((false, number)) if number <= most => Read::Value(i128::try_from(number).ok().map(Number::Integer)),
        _ => Read::Refused,
    };
    match name.as_str() {
        "u8" => integer(0, u8::MAX.into()),
        "u16" => integer(0, u16::MAX.into()),
        "u32" => integer(0, u32::MAX.into()),
        "u64" | "usize" => integer(0, u64::MAX.into()),
        "i8" => integer(i8::MIN.into(), i8::MAX as u128),
        "i16" => integer(i16::MIN.into(), i16::MAX as u128),
        "i32" => integer(i32::MIN.into(), i32::MAX as u128),
        "i64" | "isize" => integer(i64::MIN.into(), i64::MAX as u128),
        "i128" => integer(i128::MIN, i128::MAX as u128),
        "u128" => integer(0, u128::MAX),
        "f32" if text.replace('_', "").parse().is_ok_and(f32::is_infinite) => float(text, Ok(f64::INFINITY)),
        "f32" | "f64" => float(text, text.replace('_', "").parse()),
        "bool" => {
            const WORDS: [&str; 13] = ["true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0", "-0"];
            if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) { Read::Value(None) } else { Read::Refused }
        }
        "char" if spelt.chars().count() == 1 => Read::Value(spelt.chars().next().map(Number::Char)),
        "char" => Read::Refused,
        _ => Read::Unknown,
    }
}

/// A number that is too large for its type has become infinite.
fn float(text: &str, float: Result<f64, ParseFloatError>) -> Read {
    match float {
        Ok(float) if float.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => Read::Refused,
        Ok(float) => Read::Value(Some(Number::Float(float))),
        Err(_) => Read::Refused,
    }
}

/// A text without white space around it and one layer of JSON quotes.
fn bare(text: &str) -> String {
    let text = text.trim();
    match Json::parse(text) {
        Ok(Json::Text(inner)) => inner.trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// A whole number as a sign and a magnitude, exactly, also as a float spells it: `256.0`, `1e18`.
fn whole(text: &str) -> Option<(bool, u128)> {
    let text = text.replace('_', "");
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || digits.contains(|digit: char| !digit.is_ascii_digit()) {
        return None;
    }
    let exponent: i64 = exponent.parse().ok()?;
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some((false, 0));
    }
    let zeros = digits.len() as i64 - significant.len() as i64;
    let shift = exponent.checked_add(zeros - fraction.len() as i64)?;
    let factor = 10u128.checked_pow(u32::try_from(shift).ok()?)?;
    Some((is_negative, significant.parse::<u128>().ok()?.checked_mul(factor)?))
}
