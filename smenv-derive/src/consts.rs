//! What the macro cannot see, the compiler's `const` evaluation checks: constants as defaults and
//! bounds, what a type is, the names of other structs behind `flatten`. The calls have the user's
//! spans, so that the error is at the user's token.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::model::{Default, Field, Scale, Struct, Takes, source_text};
use crate::number::{Number, inside_some, is_constant, last_of_path};
use crate::types::{Named, Type};
use crate::value::Value;

/// `tokens` with the spans of what the user wrote, from its first token to its last, so that an
/// error inside them is there.
pub(crate) fn at(user: impl ToTokens, tokens: TokenStream) -> TokenStream {
    let (first, last) = ends(user);
    let mut span = first;
    let respan = |token| respan(token, std::mem::replace(&mut span, last));
    tokens.into_iter().map(respan).collect()
}

/// `before`, the type and `after` where the user wrote `user`. The type keeps its own spans: of
/// equal errors at one place, such as that it is unknown, the compiler tells one.
pub(crate) fn around(
    user: &Type,
    before: TokenStream,
    ty: &TokenStream,
    after: TokenStream,
) -> TokenStream {
    let (first, last) = ends(user);
    let (before, after) = (all_at(first, before), all_at(last, after));
    quote!(#before #ty #after)
}

/// A name of the user's as one that the derive wrote: rustc has no warning for those, such as that
/// the struct is deprecated.
pub(crate) fn ours(name: &Ident) -> Ident {
    let span = name.span().resolved_at(Span::call_site());
    // In this crate's edition they are keywords, and in the user's one need not be.
    if ["async", "await", "dyn", "gen", "try"]
        .iter()
        .any(|keyword| name == keyword)
    {
        return Ident::new_raw(&name.to_string(), span);
    }
    let mut name = name.clone();
    name.set_span(span);
    name
}

/// Where the user wrote this, for a name of our own.
pub(crate) fn place_of(user: impl ToTokens) -> Span {
    ends(user).0.resolved_at(Span::mixed_site())
}

fn respan(token: TokenTree, span: Span) -> TokenTree {
    let mut token = match token {
        TokenTree::Group(group) => {
            Group::new(group.delimiter(), all_at(span, group.stream())).into()
        }
        other => other,
    };
    token.set_span(span);
    token
}

fn all_at(span: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| respan(token, span))
        .collect()
}

/// `tokens` with the struct's name for `Self`: the constants stand outside of its impls, where
/// `Self` is nothing. An item inside an expression has a `Self` of its own.
pub(crate) fn with_name_of_self(tokens: TokenStream, ident: &Ident) -> TokenStream {
    let mut is_item = false;
    let named = |token: TokenTree| match token {
        TokenTree::Ident(word)
            if ["impl", "trait", "struct", "enum"]
                .iter()
                .any(|keyword| word == keyword) =>
        {
            is_item = true;
            word.into()
        }
        TokenTree::Group(body) if is_item && body.delimiter() == Delimiter::Brace => {
            is_item = false;
            body.into()
        }
        TokenTree::Punct(end) if is_item && end.as_char() == ';' => {
            is_item = false;
            end.into()
        }
        other if is_item => other,
        TokenTree::Ident(word) if word == "Self" => {
            let mut name = ident.clone();
            name.set_span(ident.span().located_at(word.span()));
            name.into()
        }
        // A new group has one span, and loses those of its delimiters.
        TokenTree::Group(group) if has_self(group.stream()) => {
            let mut named = Group::new(group.delimiter(), with_name_of_self(group.stream(), ident));
            named.set_span(group.span());
            named.into()
        }
        other => other,
    };
    tokens.into_iter().map(named).collect()
}

fn has_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "Self",
        TokenTree::Group(group) => has_self(group.stream()),
        _ => false,
    })
}

/// `<Type as SmHyperparameters>::ITEM`, all of it where the user wrote the type: of equal errors at
/// one place the compiler tells one.
pub(crate) fn of_flattened(ty: &Type, item: TokenStream) -> TokenStream {
    let (first, last) = ends(ty);
    let open = quote_spanned!(first=> <);
    let rest = all_at(last, quote!(as __smenv::Flattened>::#item));
    quote!(#open #ty #rest)
}

/// The spans of the first and the last token.
pub(crate) fn ends(user: impl ToTokens) -> (Span, Span) {
    let mut tokens = user.to_token_stream().into_iter();
    let first = tokens
        .next()
        .map_or_else(Span::call_site, |token| token.span());
    (first, tokens.last().map_or(first, |token| token.span()))
}

/// The checks of a struct: a `const _: () = …;` each.
pub(crate) fn checks(input: &Struct) -> TokenStream {
    let ident = &input.ident;
    let spec = quote!(__SM_SPEC);
    let mut checks = TokenStream::new();
    let mut row = 0usize;
    for (index, field) in input.fields.iter().enumerate() {
        checks.extend(checks_of(index, field));
        if let Some(word) = field.words.find("flatten") {
            checks.extend(check_at(&word.key, quote!(__smenv::flattened(#spec, #row))));
        }
        row += usize::from(!matches!(field.takes, Takes::Skip));
    }
    if input
        .fields
        .iter()
        .any(|field| matches!(field.takes, Takes::Flatten(_)))
    {
        checks.extend(check_at(ident, quote!(__smenv::total(#spec))));
    }
    checks.extend(
        input
            .schema
            .as_ref()
            .map(|schema| schema.constants(input, &spec)),
    );
    if input
        .fields
        .iter()
        .any(|field| field.words.find("flatten").is_some())
    {
        let ident = ours(ident);
        checks.extend(
            quote!(const #spec: &__smenv::Spec = <#ident as __smenv::SmHyperparameters>::SPEC;),
        );
    }
    checks
}

/// The checks of one field, beside its constant.
pub(crate) fn checks_of(index: usize, field: &Field) -> TokenStream {
    let constant = constant("__SM", index);
    let mut checks = TokenStream::new();
    if let Some(word) = field.words.find("tunable") {
        checks.extend(check_at(
            &word.key,
            quote!(__smenv::tunable(&#constant.field())),
        ));
    }
    if let Some(limits) = Limits::of(index, field) {
        checks.extend(limits.checks());
    }
    checks
}

/// A check whose error is at the user's tokens.
fn check_at(user: impl ToTokens, check: TokenStream) -> TokenStream {
    let check = at(user, check);
    quote!(const _: () = #check;)
}

/// `__SM_3`: what stands for the field of this number, or for a part of it.
pub(crate) fn constant(prefix: &str, index: usize) -> Ident {
    format_ident!("{prefix}_{index}", span = Span::mixed_site())
}

/// The constants of a field's default and range, where not all of them are literals, which the
/// macro sees itself.
pub(crate) struct Limits<'f> {
    index: usize,
    pub(crate) field: &'f Field,
    /// The number's type, which may be in an `Option`.
    pub(crate) ty: &'f Type,
    /// The default, or what is in its `Some`.
    default: Option<Value>,
    /// Whether the default is an `Option` itself, as it is where a constant is one.
    is_whole: bool,
    min: Option<&'f Value>,
    max: Option<&'f Value>,
}

impl<'f> Limits<'f> {
    pub(crate) fn of(index: usize, field: &'f Field) -> Option<Self> {
        let range = field
            .range
            .as_ref()
            .filter(|_| matches!(field.takes, Takes::Native))?;
        let inner = inside_option(&field.ty);
        let ty = inner.unwrap_or(&field.ty);
        if !is_number(ty) {
            return None;
        }
        let (min, max) = (range.min.as_ref(), range.max.as_ref());
        let expression = match &field.default {
            Some(Default::Value(value)) => Some(&**value).filter(|value| is_constant(value)),
            _ => None,
        };
        let in_some = expression.and_then(inside_some);
        let is_whole = inner.is_some() && in_some.is_none();
        let default = match (&field.default, inner) {
            (Some(Default::Own(word)), None) => zero(ty, *word),
            (_, Some(_)) if is_whole => expression.filter(|whole| is_path_but_none(whole)).cloned(),
            (_, Some(_)) => in_some,
            (_, None) => expression.cloned(),
        };
        let is_literal = |expression: &Value| Number::of(expression).is_some();
        let are_literals = [min, max, default.as_ref()]
            .into_iter()
            .flatten()
            .all(is_literal);
        let are_constant = [min, max].into_iter().flatten().all(is_constant);
        (are_constant && !are_literals).then_some(Limits {
            index,
            field,
            ty,
            default,
            is_whole,
            min,
            max,
        })
    }

    pub(crate) fn are_needed(field: &Field) -> bool {
        Limits::of(0, field).is_some()
    }

    pub(crate) fn min(&self) -> Option<Ident> {
        self.min.map(|_| constant("__SM_MIN", self.index))
    }

    pub(crate) fn max(&self) -> Option<Ident> {
        self.max.map(|_| constant("__SM_MAX", self.index))
    }

    /// Both ends.
    pub(crate) fn ends(&self) -> Ident {
        constant("__SM_ENDS", self.index)
    }

    /// The field's default, by its constant.
    pub(crate) fn default(&self) -> Option<TokenStream> {
        let name = self
            .default
            .as_ref()
            .map(|_| constant("__SM_DEFAULT", self.index))?;
        let is_in_some = inside_option(&self.field.ty).is_some() && !self.is_whole;
        Some(if is_in_some {
            quote!(|| ::core::option::Option::Some(#name))
        } else {
            quote!(|| #name)
        })
    }

    /// The constants, each with what the user wrote.
    pub(crate) fn constants(&self, private: &TokenStream) -> TokenStream {
        let ty = self.ty;
        let option = |value: Option<TokenStream>| match value {
            Some(value) => quote!(::core::option::Option::Some(#value)),
            None => quote!(::core::option::Option::None),
        };
        let has_max = self
            .field
            .range
            .as_ref()
            .is_some_and(|range| range.is_closed());
        let min = option(self.min().map(|min| quote!(#min)));
        let max = option(self.max().map(|max| quote!((#max, #has_max))));
        let default_ty = if self.is_whole { &self.field.ty } else { ty };
        let named = [
            ("__SM_MIN", ty, self.min),
            ("__SM_MAX", ty, self.max),
            ("__SM_DEFAULT", default_ty, self.default.as_ref()),
        ];
        let constants = named.into_iter().filter_map(|(prefix, ty, value)| {
            let name = constant(prefix, self.index);
            let value = value?.code();
            Some(quote!(const #name: #ty = #value;))
        });
        let ends = self.ends();
        quote! {
            #(#constants)*
            const #ends: #private::ConstRange<#ty> = #private::ConstRange { min: #min, max: #max };
        }
    }

    fn checks(&self) -> TokenStream {
        let mut checks = TokenStream::new();
        let Some(range) = &self.field.range else {
            return checks;
        };
        let field = &self.field.names[0].0;
        let ends = self.ends();
        let text = range.text();
        let mut check = |user: &dyn ToTokens, holds: TokenStream, message: String| {
            checks.extend(check_at(user, quote!(__smenv::check(#holds, &[#message]))));
        };
        check(
            range,
            quote!(#ends.have_values()),
            format!("`{field}`: the range `{text}` is empty"),
        );
        if let Some(default) = self.default.as_ref() {
            let constant = constant("__SM_DEFAULT", self.index);
            let default_text = default_words(self.field, default);
            let message = format!("`{field}`: {default_text} is outside the range `{text}`");
            let is_inside = match self.is_whole {
                true => quote!(match #constant {
                    ::core::option::Option::Some(__value) => #ends.has(__value),
                    ::core::option::Option::None => true,
                }),
                false => quote!(#ends.has(#constant)),
            };
            // Everything is outside an empty range, which is an error of its own.
            check(default, quote!(!#ends.have_values() || #is_inside), message);
        }
        if self.field.tunable.is_some() && is_float(self.ty) {
            let message =
                format!("`{field}`: a tuner needs finite ends, and `{text}` has one that is not");
            check(range, quote!(#ends.are_finite()), message);
        }
        let scale = self.field.words.value("scale");
        match (self.field.scale, scale) {
            (Some((Scale::Log, _)), Some(scale))
                if last_segment(self.ty).is_none_or(|last| last.ident != "char") =>
            {
                let zero = if is_float(self.ty) {
                    quote!(0.0)
                } else {
                    quote!(0)
                };
                let message = format!(
                    "`{field}`: the scale \"log\" needs a range above 0, and `{text}` is not"
                );
                check(scale, quote!(#ends.are_above(#zero)), message);
            }
            (Some((Scale::ReverseLog, _)), Some(scale)) if is_float(self.ty) => {
                let is_single = last_segment(self.ty).is_some_and(|last| last.ident == "f32");
                let literal = |float: f32| match is_single {
                    true => Literal::f32_suffixed(float),
                    false => Literal::f64_suffixed(float.into()),
                };
                let (zero, one) = (literal(0.0), literal(1.0));
                let whole = quote!(__smenv::ConstRange {
                    min: ::core::option::Option::Some(#zero),
                    max: ::core::option::Option::Some((#one, false)),
                });
                let message = format!(
                    "`{field}`: the scale \"reverse-log\" needs a range from 0 to below 1, and `{text}` is not"
                );
                check(scale, quote!(#ends.are_inside(#whole)), message);
            }
            _ => {}
        }
        checks
    }
}

/// The name of a type without its path and its arguments.
pub(crate) fn last_segment(ty: &Type) -> Option<&Named> {
    ty.named()
}

/// `T` of what is written as an `Option<T>`.
pub(crate) fn inside_option(ty: &Type) -> Option<&Type> {
    inside(last_segment(ty).filter(|last| last.ident == "Option")?)
}

/// `T` of `Name<T>`.
pub(crate) fn inside(last: &Named) -> Option<&Type> {
    last.inside()
}

/// Whether the expression is the path of a constant; `None` has nothing to check.
fn is_path_but_none(expression: &Value) -> bool {
    last_of_path(expression).is_some_and(|last| last != "None")
}

/// What a default is called in a message.
pub(crate) fn default_words(field: &Field, default: &Value) -> String {
    let text = source_text(default);
    match &field.default {
        Some(Default::Own(_)) => {
            format!("the default `{text}` of `{}`", field.ty.to_token_stream())
        }
        _ => format!("the default `{text}`"),
    }
}

/// The literal of what `Default` makes of a number, where the user wrote `default`.
pub(crate) fn zero(ty: &Type, word: Span) -> Option<Value> {
    let name = last_segment(ty).filter(|_| is_number(ty))?;
    let mut zero = match name.ident.to_string().as_str() {
        "f32" | "f64" => Literal::f64_unsuffixed(0.0),
        "char" => Literal::character('\0'),
        _ => Literal::u8_unsuffixed(0),
    };
    zero.set_span(word);
    Some(Value::of([zero.into()]))
}

/// Whether the type is written as one of Rust's own numbers, or as `char`, which has an order too.
fn is_number(ty: &Type) -> bool {
    const NUMBERS: [&str; 15] = [
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
        "f32", "f64", "char",
    ];
    last_segment(ty).is_some_and(|last| NUMBERS.iter().any(|number| last.ident == number))
}

/// Whether the type is written as an integer, or as one that is not 0.
pub(crate) fn is_integral(ty: &Type) -> bool {
    let is_nonzero =
        last_segment(ty).is_some_and(|last| last.ident.to_string().starts_with("NonZero"));
    is_nonzero
        || is_number(ty)
            && !is_float(ty)
            && last_segment(ty).is_some_and(|last| last.ident != "char")
}

/// Whether the type is written as one that is no struct of hyperparameters for sure: a primitive
/// one, or one of many values. A struct may be called `String`.
pub(crate) fn is_value(ty: &Type) -> bool {
    let has_arguments = last_segment(ty).is_some_and(|last| inside(last).is_some());
    let is_bool = last_segment(ty).is_some_and(|last| last.ident == "bool");
    let is_named = !ty.is_many();
    is_number(ty) || is_bool || is_without_order(ty) && (has_arguments || !is_named)
}

pub(crate) fn is_unsigned(ty: &Type) -> bool {
    is_number(ty) && last_segment(ty).is_some_and(|last| last.ident.to_string().starts_with('u'))
}

/// Whether the type is written as one of std's that a range cannot bound. What other types cannot,
/// the compiler says.
pub(crate) fn is_without_order(ty: &Type) -> bool {
    const TYPES: [&str; 11] = [
        "bool", "String", "PathBuf", "OsString", "Vec", "VecDeque", "HashMap", "BTreeMap",
        "HashSet", "BTreeSet", "IpAddr",
    ];
    ty.is_many()
        || last_segment(ty).is_some_and(|last| TYPES.iter().any(|known| last.ident == known))
}

pub(crate) fn is_float(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|last| last.ident == "f32" || last.ident == "f64")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_of_another_edition_is_a_name() {
        for (name, expected) in [
            ("gen", "r#gen"),
            ("async", "r#async"),
            ("r#gen", "r#gen"),
            ("epochs", "epochs"),
        ] {
            let name: Ident = match name.strip_prefix("r#") {
                Some(raw) => Ident::new_raw(raw, Span::call_site()),
                None => Ident::new(name, Span::call_site()),
            };
            assert_eq!(ours(&name).to_string(), expected);
        }
    }
}
