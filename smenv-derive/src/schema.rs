//! `#[sm(schema = "hyperparameters.json")]`: the struct against a file that is checked in.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::LitStr;

use crate::consts::{Limits, at, inside, inside_option, last_segment};
use crate::errors::{Errors, nearest};
use crate::json::Json;
use crate::model::{Field, Struct, Takes, source_text};
use crate::number::Number;
use crate::rules::is_reserved;
use crate::types::Type;
use crate::value::{Range, Value};

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
    says: Says,
    /// What that is: the value or the default.
    which: &'static str,
    /// Whether a job may lack it, so that SageMaker does not ask for it: `"IsRequired": false` without a default.
    may_lack: bool,
}

/// What an entry says of the value.
#[derive(Debug)]
enum Says {
    Nothing,
    Null,
    /// With what is in it left to the job.
    List,
    Object,
    /// Of a text, a number or a bool.
    Text(String),
}

impl Says {
    fn of(value: &Json) -> Self {
        match value {
            Json::Null => Says::Null,
            Json::List(_) => Says::List,
            Json::Object(_) => Says::Object,
            Json::Text(text) => Says::Text(text.clone()),
            Json::Number(number) => Says::Text(number.clone()),
            Json::Bool(value) => Says::Text(value.to_string()),
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Says::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Schema {
    /// Reads the file, which is relative to the crate.
    pub(crate) fn read(literal: LitStr, errors: &mut Errors) -> Option<Self> {
        match entries(&literal.value()) {
            Ok((path, entries)) => Some(Schema { literal, path, entries }),
            Err(reasons) => {
                reasons.iter().for_each(|reason| errors.on(&literal, reason));
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
                Some(field) => {
                    check_value(field, entry, &file, errors);
                    check_required(field, entry, &file, errors);
                }
                None if is_taken_elsewhere(input) || is_reserved(&entry.name) => {}
                None => errors.on(&self.literal, unknown(&file, &entry.name, input)),
            }
        }
        for field in fields(input) {
            let is_there = self.entries.iter().any(|entry| is_of(entry, field));
            // An unknown name that was likely meant to be this one has said so.
            let is_misspelt = self.entries.iter().any(|entry| {
                let is_unknown = !fields(input).any(|field| is_of(entry, field)) && !is_taken_elsewhere(input);
                is_unknown && field.names.iter().any(|(name, _)| suggestion(&entry.name, input) == Some(name))
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
    fn check_repeated(&self, input: &Struct, file: &str, errors: &mut Errors) {
        for (index, entry) in self.entries.iter().enumerate() {
            let field = fields(input).find(|field| is_of(entry, field));
            let is_same = |other: &&Entry| other.name == entry.name || field.is_some_and(|field| is_of(other, field));
            let Some(other) = self.entries[..index].iter().find(is_same) else { continue };
            let (a, b) = (&other.name, &entry.name);
            match field {
                _ if a == b => errors.on(&self.literal, format!("{file:?} has `{a}` twice")),
                // A job may give one value by two names.
                Some(field) if entry.says.text().is_none() || other.says.text() != entry.says.text() => {
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
        let limits = input.fields.iter().enumerate().filter_map(|(index, field)| Limits::of(index, field));
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
        let own = self.entries.iter().filter(|entry| is_of(entry, limits.field));
        own.filter_map(|entry| check_in_limits(limits, entry, &file)).collect()
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
fn entries(file: &str) -> Result<(PathBuf, Vec<Entry>), Vec<String>> {
    let (path, json) = parsed(file).map_err(|reason| vec![reason])?;
    Ok((path, entries_of(&json, file)?))
}

fn parsed(file: &str) -> Result<(PathBuf, Json), String> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or("`schema` is relative to the crate: CARGO_MANIFEST_DIR is not set")?;
    let path = Path::new(&root).join(file);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("{file:?} cannot be read: {error} ({})", path.display()))?;
    let json = Json::parse(&text).map_err(|fault| format!("{file:?} is no JSON: {fault}"))?;
    Ok((path, json))
}

/// Of what a launcher sends, or of SageMaker's `SupportedHyperParameters`.
fn entries_of(json: &Json, file: &str) -> Result<Vec<Entry>, Vec<String>> {
    let specifications = match json.get("TrainingSpecification") {
        Some(training @ Json::Object(_)) => training.get("SupportedHyperParameters").ok_or_else(|| {
            vec![format!("the \"TrainingSpecification\" of {file:?} has no \"SupportedHyperParameters\"")]
        })?,
        // A launcher may send a text of this name.
        _ => json.get("SupportedHyperParameters").unwrap_or(json),
    };
    match specifications {
        Json::List(specifications) => of_specifications(specifications, file),
        Json::Object(values) => Ok(values.iter().map(|(name, value)| of_launcher(name, value)).collect()),
        _ => Err(vec![format!(
            "{file:?} is neither an object of names and texts, as a launcher sends it, nor a list of SageMaker's \
             HyperParameterSpecification"
        )]),
    }
}

/// All of them, or what is wrong with each that is no specification.
fn of_specifications(specifications: &[Json], file: &str) -> Result<Vec<Entry>, Vec<String>> {
    let (mut entries, mut reasons) = (Vec::new(), Vec::new());
    for (index, specification) in specifications.iter().enumerate() {
        match of_specification(specification) {
            Some(entry) => entries.push(entry),
            None => reasons.push(format!("{file:?} has a specification without a \"Name\", at index {index}")),
        }
    }
    if reasons.is_empty() { Ok(entries) } else { Err(reasons) }
}

fn of_specification(specification: &Json) -> Option<Entry> {
    let name = specification.get("Name").and_then(Json::text)?.to_owned();
    let default = specification.get("DefaultValue").filter(|default| **default != Json::Null);
    let may_lack = default.is_none() && specification.get("IsRequired") == Some(&Json::Bool(false));
    Some(Entry { name, says: default.map_or(Says::Nothing, Says::of), which: "the default", may_lack })
}

/// A text is as it stands in the job's `hyperparameters.json`: one layer of JSON quotes is a launcher's own.
fn of_launcher(name: &str, value: &Json) -> Entry {
    let unquoted = value.text().and_then(|text| Json::parse(text).ok()).filter(|inner| inner.text().is_some());
    Entry {
        name: name.to_owned(),
        says: Says::of(unquoted.as_ref().unwrap_or(value)),
        which: "the value",
        may_lack: false,
    }
}

/// A job that SageMaker starts without the hyperparameter would be refused by a field that needs it.
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

/// Whether the field's type and range take the entry's value, as far as that is written: primitive types, literals as ends.
fn check_value(field: &Field, entry: &Entry, file: &str, errors: &mut Errors) {
    let ty = inside_option(&field.ty).unwrap_or(&field.ty);
    let number = match read(field, entry) {
        Read::Unknown => return,
        Read::Missing => {
            let why = "is null, which is no value: the field is required";
            return errors.on(&field.ident, refusal(field, entry, file, why));
        }
        Read::Refused => {
            let why = format!("is no `{}`", source_text(ty));
            return errors.on(&field.ident, refusal(field, entry, file, &why));
        }
        Read::Value(number) => number,
    };
    // Of a range with constants in it the compiler is asked.
    let range = field.range.as_ref().filter(|_| !Limits::are_needed(field));
    if let (Some(number), Some(range)) = (number, range) {
        let is_nan = matches!(number, Number::Float(float) if float.is_nan());
        let end = |end: &Value| Number::of(end).map(|end| if is_single(ty) { rounded(end) } else { end });
        let (min, max) = (range.min.as_ref().and_then(end), range.max.as_ref().and_then(end));
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
            errors.on(&field.ident, refusal(field, entry, file, &outside(range)));
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
        // With no more digits than the type has.
        Number::Float(float) if is_single(ty) => format!("{:?}", float as f32).parse().ok()?,
        Number::Float(float) => format!("{float:?}").parse().ok()?,
    };
    let ends = limits.ends();
    let message = refusal(field, entry, file, &outside(field.range.as_ref()?));
    let check = at(&field.ident, quote!(__smenv::check(!#ends.have_values() || #ends.has(#value), &[#message])));
    Some(quote!(const _: () = #check;))
}

fn outside(range: &Range) -> String {
    format!("is outside the range `{}`", range.text())
}

/// Without the value of a secret.
fn refusal(field: &Field, entry: &Entry, file: &str, why: &str) -> String {
    let Entry { name, which, .. } = entry;
    match &entry.says {
        Says::Text(value) if field.secret.is_none() => format!("{which} {value:?} of `{name}` in {file:?} {why}"),
        Says::List => format!("{which} of `{name}` in {file:?} is a list, which {why}"),
        Says::Object => format!("{which} of `{name}` in {file:?} is an object, which {why}"),
        Says::Text(_) | Says::Null | Says::Nothing => format!("{which} of `{name}` in {file:?} {why}"),
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

/// What reading a text as a type gives, where the type is one that the macro knows.
enum Read {
    Unknown,
    /// Nothing, and the field is required.
    Missing,
    Refused,
    /// With the number, where it is one.
    Value(Option<Number>),
}

fn read(field: &Field, entry: &Entry) -> Read {
    let Takes::Native = &field.takes else { return Read::Unknown };
    let inner = inside_option(&field.ty);
    let ty = inner.unwrap_or(&field.ty);
    let value = match &entry.says {
        Says::Nothing => return Read::Unknown,
        // A text type takes it for a text.
        Says::Null if field.is_required() && is_no_text(ty) => return Read::Missing,
        Says::Null => return Read::Unknown,
        // Whatever is in it, no primitive type takes it.
        Says::List | Says::Object => return read_as(ty, "[]", "[]"),
        Says::Text(value) => value,
    };
    let text = bare(value);
    // To a `char`, as to every text type, these are texts too.
    let is_spelt = last_segment(ty).is_some_and(|last| last.ident == "char");
    if inner.is_some() && (!is_spelt && matches!(&*text, "" | "None") || text == "null") {
        return Read::Unknown;
    }
    read_as(ty, &text, value)
}

/// Whether the type is a primitive one, or one of std's for many values.
fn is_no_text(ty: &Type) -> bool {
    const MANY: [&str; 6] = ["Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet"];
    let is_many = last_segment(ty).is_some_and(|last| MANY.iter().any(|many| last.ident == many));
    is_many || !matches!(read_as(ty, "null", "null"), Read::Unknown)
}

fn read_as(ty: &Type, text: &str, spelt: &str) -> Read {
    let Some(name) = last_segment(ty).map(|last| last.ident.to_string()) else { return Read::Unknown };
    if let Some(number) = inside_nonzero(ty) {
        return match read_as(&number, text, spelt) {
            Read::Value(Some(Number::Integer(0))) => Read::Refused,
            read => read,
        };
    }
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
        "f32" => float(text, without_underscores(text).and_then(|text| text.parse::<f32>().ok()).map(f64::from)),
        "f64" => float(text, without_underscores(text).and_then(|text| text.parse().ok())),
        "bool" => {
            const WORDS: [&str; 13] = ["true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0", "-0"];
            if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) { Read::Value(None) } else { Read::Refused }
        }
        "char" if spelt.chars().count() == 1 && spelt != "\0" => Read::Value(spelt.chars().next().map(Number::Char)),
        "char" => Read::Refused,
        _ => Read::Unknown,
    }
}

/// `u8` of `NonZero<u8>` and of `NonZeroU8`.
fn inside_nonzero(ty: &Type) -> Option<Type> {
    let last = last_segment(ty)?;
    match last.ident.to_string().strip_prefix("NonZero")? {
        "" => inside(last).cloned(),
        number => Some(Type::of([Ident::new(&number.to_lowercase(), Span::call_site()).into()])),
    }
}

/// A number that is too large for its type has become infinite.
fn float(text: &str, float: Option<f64>) -> Read {
    match float {
        Some(float) if float.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => Read::Refused,
        Some(float) => Read::Value(Some(Number::Float(float))),
        None => Read::Refused,
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

/// The text without its underscores; `None` where one is not between two digits.
fn without_underscores(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('_') {
        return Some(Cow::Borrowed(text));
    }
    let is_digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let is_between_digits = |at: usize| is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
    text.match_indices('_').all(|(at, _)| is_between_digits(at)).then(|| Cow::Owned(text.replace('_', "")))
}

/// A whole number as a sign and a magnitude, exactly, also as a float spells it: `256.0`, `1e18`.
fn whole(text: &str) -> Option<(bool, u128)> {
    let text = without_underscores(text)?;
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
