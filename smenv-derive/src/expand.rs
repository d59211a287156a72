//! Stage four: the code. It cannot fail, and is data and calls: a constant a field, which has all
//! that the user wrote, and a call a field in each of the two functions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::consts::{self, Limits, around, at, inside_option, last_segment, ours};
use crate::model::{Default, Enum, Field, Scale, Struct, Takes, source_text};
use crate::names::{self, Named};
use crate::types::Type;
use crate::value::{Range, Value};

/// The impl of `SmHyperparameters`:
///
/// ```text
/// const _: () = {
///     const __SM_0: How<u32> = How::native(&["batch-size"]).or("64", || 64);
///     const __SM_ROWS: &[Field] = &[__SM_0.field()];
///     const __SM_INDEX: &[Entry] = &index::<2>(__SM_ROWS);
///     impl SmHyperparameters for Hyperparameters {
///         const SPEC: &'static Spec = &Spec::new("Hyperparameters", "", __SM_ROWS, __SM_INDEX, false);
///         fn __read(fields: &mut Fields<'_>) -> Option<Self> {
///             let __f0 = __SM_0.read(fields);
///             Some(Self { batch_size: __f0? })
///         }
///         fn __write(&self, outgoing: &mut Outgoing) {
///             __SM_0.write(&self.batch_size, outgoing);
///         }
///     }
/// };
/// ```
pub(crate) fn hyperparameters(input: &Struct, smenv: &TokenStream) -> TokenStream {
    // One name for the whole of smenv: where `crate = path` leads nowhere, that is one error.
    let private = quote!(__smenv);
    let Struct {
        vis,
        ident,
        docs,
        allowed,
        allow_unknown,
        validate,
        fields,
        ..
    } = input;
    let here = Span::mixed_site();
    let parts: Vec<Part<'_>> = fields
        .iter()
        .enumerate()
        .map(|(index, field)| Part::of(index, field))
        .collect();

    let constants = parts.iter().map(|part| part.constant(&private)).collect();
    let constants = consts::with_name_of_self(constants, ident);
    let rows = parts
        .iter()
        .filter(|part| part.is_read())
        .map(|Part { constant, .. }| quote!(#constant.field()));
    // The rest is what nothing else has taken: it is read last.
    let is_rest = |part: &&Part<'_>| matches!(part.field.takes, Takes::Rest(..));
    let in_order = parts
        .iter()
        .filter(|part| !is_rest(part))
        .chain(parts.iter().filter(is_rest));
    let reads = in_order.filter(|part| part.is_read()).map(
        |Part {
             constant,
             local,
             field,
             ..
         }| {
            let method = method(&field.takes);
            quote_spanned!(here=> let #local = __reader.#method(&#constant);)
        },
    );
    let values = parts.iter().map(|part| part.value());
    let writes = parts.iter().filter(|part| part.is_read()).map(
        |Part {
             constant, field, ..
         }| {
            let (ident, method) = (ours(&field.ident), method(&field.takes));
            quote_spanned!(here=> __writer.#method(&#constant, &__struct.#ident);)
        },
    );
    let filled = quote!(::core::option::Option::Some(Self { #(#values),* }));
    let filled = match validate {
        // `?` inside the struct must not leave before the rule is asked.
        Some(rule) => {
            let (rule, name) = (call_of(rule), name_of(rule));
            quote_spanned! {here=>
                let __filled = #filled;
                __reader.validate(__filled, #rule, #name)
            }
        }
        None => filled,
    };
    let (name, own) = (ident.to_string(), ours(ident));
    let names: usize = fields
        .iter()
        .filter(|field| field.takes.word().is_none())
        .map(|field| field.names.len())
        .sum();
    let entries = (2 * names).next_power_of_two();
    let none_read = parts.iter().all(|part| !part.is_read());
    let unused = none_read.then(|| quote_spanned!(here=> let _ = (&__reader,);));
    let unused_outgoing = none_read.then(|| quote_spanned!(here=> let _ = (&__struct, &__writer);));
    let rows_named: Vec<Option<Named<'_>>> = parts
        .iter()
        .filter(|part| part.is_read())
        .map(|part| part.named())
        .collect();
    let named = names::names(vis, ident, &rows_named, true);
    let names_type = names::names_type(ident, &rows_named, true);
    let checks = consts::with_name_of_self(consts::checks(input), ident);
    quote_spanned! {here=>
        #allowed
        const _: () = {
            use #smenv::__private as __smenv;

            #constants
            const __SM_ROWS: &[#private::FieldSpec] = &[#(#rows),*];
            const __SM_INDEX: &[#private::IndexEntry] = &#private::index::<#entries>(__SM_ROWS);

            #[automatically_derived]
            impl #private::SmHyperparameters for #own {
                const SPEC: &'static #private::Spec = &#private::Spec::new(#name, #docs, __SM_ROWS, __SM_INDEX, #allow_unknown);
                type __Names<__P: #private::Prefix> = #names_type;

                const __CODEC: #private::StructCodec<Self> = #private::StructCodec::new(
                    |__reader| {
                        #unused
                        #(#reads)*
                        #filled
                    },
                    |__struct, __writer| {
                        #unused_outgoing
                        #(#writes)*
                    },
                );
            }

            #named
            #checks
        };
    }
}

/// The method of the reader and of the writer for a field.
fn method(takes: &Takes) -> Ident {
    let name = match takes {
        Takes::Flatten(_) => "nested",
        Takes::Rest(..) => "rest",
        _ => "field",
    };
    Ident::new(name, Span::mixed_site())
}

/// The constants of the fields with which nothing is wrong as far as the macro sees, and what the
/// compiler checks of them; and the struct's rule.
pub(crate) fn sound_fields(input: &Struct) -> TokenStream {
    let private = quote!(__smenv);
    let sound = input
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.is_sound);
    let rule = input.validate.as_ref().map(|rule| {
        let (ident, rule) = (&input.ident, call_of(rule));
        quote!(const _: __smenv::Rule<#ident> = #rule;)
    });
    let sound = sound
        .map(|(index, field)| {
            let part = Part::of(index, field);
            if !part.is_read() {
                let (ty, value) = (&field.ty, part.skipped());
                return quote!(const _: fn() -> #ty = #value;);
            }
            let constant = part.constant(&private);
            let checks = consts::checks_of(index, field);
            let values = input
                .schema
                .as_ref()
                .zip(part.limits.as_ref())
                .map(|(schema, limits)| schema.values(limits));
            quote!(#constant #checks #values)
        })
        .chain(rule)
        .collect();
    consts::with_name_of_self(sound, &input.ident)
}

/// `|value| validate(value, rule)`, where the user wrote the rule.
fn call_of(rule: &Value) -> TokenStream {
    let validate = at(rule, quote!(__smenv::validate));
    let code = rule.code();
    quote_spanned!(consts::place_of(rule)=> |__value| #validate(__value, #code))
}

/// The rule's path, for messages; nothing where it is a closure.
fn name_of(rule: &Value) -> String {
    rule.path().map(source_text).unwrap_or_default()
}

/// A field with the names that stand for it in the code.
struct Part<'f> {
    field: &'f Field,
    limits: Option<Limits<'f>>,
    constant: Ident,
    local: Ident,
}

impl<'f> Part<'f> {
    fn of(index: usize, field: &'f Field) -> Self {
        let here = Span::mixed_site();
        Part {
            field,
            limits: Limits::of(index, field),
            constant: consts::constant("__SM", index),
            local: format_ident!("__f{index}", span = here),
        }
    }

    fn is_read(&self) -> bool {
        !matches!(self.field.takes, Takes::Skip)
    }

    fn named(&self) -> Option<Named<'f>> {
        match self.field.takes {
            Takes::Rest(..) | Takes::Skip => None,
            Takes::Flatten(_) => Some(Named::Flattened(&self.field.ident, &self.field.ty)),
            _ => Some(Named::One(&self.field.ident, &self.field.names[0].0)),
        }
    }

    /// `const __SM_0: How<u32> = …;`: all that the user wrote of the field, once.
    fn constant(&self, private: &TokenStream) -> TokenStream {
        let Part {
            field,
            constant,
            limits,
            ..
        } = self;
        let Field { ty, docs, .. } = field;
        let (kind, value) = match &field.takes {
            Takes::Skip => return TokenStream::new(),
            Takes::Flatten(prefix) => {
                let of = |item| consts::of_flattened(ty, item);
                let (spec, codec) = (of(quote!(SPEC)), of(quote!(__CODEC)));
                (
                    quote!(Nested),
                    quote!(#private::Nested::new(#spec, #prefix, #codec)),
                )
            }
            Takes::Rest(prefix, reads) => {
                let rest = match &**reads {
                    Takes::Native => at(ty, quote!(#private::Rest::native(#prefix, #docs))),
                    reads => {
                        let value = around(
                            ty,
                            quote!(<),
                            &quote!(#ty),
                            quote!(as #private::RestMap>::Value),
                        );
                        let how =
                            reads.how(ty, &value, &quote!(&[]), &words_for_value(ty), private);
                        quote!({
                            const __VALUE: #private::FieldCodec<#value> = #how;
                            #private::Rest::new(
                                #prefix,
                                #docs,
                                &__VALUE,
                                |__reader, __prefix| __reader.rest_entries(__prefix, &__VALUE),
                                |__writer, __map, __prefix| __writer.rest_entries(__map, __prefix, &__VALUE),
                            )
                        })
                    }
                };
                (quote!(Rest), rest)
            }
            _ => (quote!(FieldCodec), self.how(private)),
        };
        let limits = limits.as_ref().map(|limits| limits.constants(private));
        quote! {
            #limits
            const #constant: #private::#kind<#ty> = #value;
        }
    }

    fn how(&self, private: &TokenStream) -> TokenStream {
        let Part { field, limits, .. } = self;
        let names = field.names.iter().map(|(name, _)| name);
        let names = quote!(&[#(#names),*]);
        let ty = &field.ty;
        let mut how = field
            .takes
            .how(ty, &quote!(#ty), &names, &words_for(ty), private);
        if let Some(delimiter) = &field.delimiter {
            how.extend(quote_spanned!(delimiter.span()=> .delimiter(#delimiter)));
        }
        if !field.docs.is_empty() {
            let docs = &field.docs;
            how.extend(quote!(.docs(#docs)));
        }
        if let Some(default) = &field.default {
            let text = default.text();
            let value = match limits.as_ref().and_then(Limits::default) {
                Some(value) => value,
                None => default.value(ty),
            };
            how.extend(quote!(.default(#text, #value)));
        }
        if field.default.is_none() && inside_option(ty).is_some() {
            how.extend(quote!(.optional()));
        }
        if let Some(range) = &field.range {
            let is_native = matches!(field.takes, Takes::Native);
            how.extend(range.check(is_native, ty, limits.as_ref()));
        }
        if let Some(rule) = &field.validate {
            let (rule, name) = (call_of(rule), name_of(rule));
            how.extend(quote!(.validate(#rule, #name)));
        }
        if field.is_secret {
            how.extend(quote!(.secret()));
        }
        if field.is_shown {
            how.extend(quote!(.not_secret()));
        }
        if field.tunable.is_some() {
            let scale = match field.scale {
                None | Some((Scale::Auto, _)) => quote!(Auto),
                Some((Scale::Linear, _)) => quote!(Linear),
                Some((Scale::Log, _)) => quote!(Log),
                Some((Scale::ReverseLog, _)) => quote!(ReverseLog),
            };
            how.extend(quote!(.tunable(#private::Scale::#scale)));
        }
        how
    }

    /// `batch_size: __f0?`
    fn value(&self) -> TokenStream {
        let Part { field, local, .. } = self;
        let ident = ours(&field.ident);
        if self.is_read() {
            return quote!(#ident: #local?);
        }
        let value = self.skipped();
        quote!(#ident: (#value)())
    }

    /// The function that makes what a skipped field has.
    fn skipped(&self) -> TokenStream {
        let Field { default, ty, .. } = self.field;
        match default {
            Some(default) => default.value(ty),
            None => Default::Own(consts::ends(ty).0).value(ty),
        }
    }
}

impl Takes {
    /// How a value of the type `ty` is read and written, where the user wrote `user`.
    fn how(
        &self,
        user: &Type,
        ty: &TokenStream,
        names: &TokenStream,
        words: &str,
        private: &TokenStream,
    ) -> TokenStream {
        match self {
            Takes::FromStr => around(
                user,
                quote!(#private::FieldCodec::<),
                ty,
                quote!(>::from_str(#names, #words)),
            ),
            Takes::Json(word) => {
                // The program's own, so that what does not read JSON does not build a reader.
                let serde_json = quote_spanned! {word.resolved_at(Span::call_site())=>
                    use ::serde_json::{from_str as __from_str, to_string as __to_string};
                };
                let how = around(user, quote!(#private::FieldCodec::<), ty, quote!(>));
                let from_str = around(user, quote!(|__text| __from_str::<), ty, quote!(>(__text)));
                let to_string = around(user, quote!(__to_string::<), ty, quote!(>));
                let absent = quote!(|| #private::JsonField::<#ty>::absent(#from_str));
                quote!({
                    use #private::JsonAbsence as _;
                    #serde_json
                    #how::new(
                        #names,
                        #words,
                        |__raw| #private::json_read(__raw, #absent, #from_str),
                        #absent,
                        |__value| #private::json_write(#to_string(__value)),
                    )
                })
            }
            Takes::With(module) => {
                let (span, _) = consts::ends(module);
                quote_spanned! {span=> #private::FieldCodec::<#ty>::new(
                    #names,
                    #words,
                    |__raw| #private::with_read(__raw, #module::from_text),
                    || #private::with_absent(#module::from_text),
                    |__value| #private::with_write(__value, #module::to_text),
                )}
            }
            _ => around(
                user,
                quote!(#private::FieldCodec::<),
                ty,
                quote!(>::native(#names)),
            ),
        }
    }
}

impl Default {
    /// As a table shows it.
    fn text(&self) -> String {
        match self {
            Default::Own(_) => "Default::default()".to_owned(),
            Default::Text(text) => text.value(),
            Default::Value(tokens) => source_text(tokens),
        }
    }

    /// A function that makes it.
    fn value(&self, ty: &Type) -> TokenStream {
        match self {
            Default::Own(span) => {
                quote_spanned!(*span=> <#ty as ::core::default::Default>::default)
            }
            Default::Text(text) => {
                let from = at(text, quote!(<#ty as __smenv::DefaultFromStr>::text_default));
                quote!(|| #from(#text))
            }
            Default::Value(value) => {
                let code = value.code();
                quote!(|| #code)
            }
        }
    }
}

impl Range {
    /// `.range(Some("1"), Some(("10", true)), |value| within(value, Included(1), Included(10)))`
    fn check(&self, is_native: bool, ty: &Type, limits: Option<&Limits<'_>>) -> TokenStream {
        let none = quote!(::core::option::Option::None);
        let some = quote!(::core::option::Option::Some);
        // Where the compiler finds no order: at the type, or at the range where the order is that
        // of a value in it.
        let (user, _) = consts::ends(if is_native {
            ty.to_token_stream()
        } else {
            self.to_token_stream()
        });
        let place = user.resolved_at(Span::mixed_site());
        let bound = quote_spanned!(user=> ::core::ops::Bound);
        let text = |end: &Option<Value>| end.as_ref().map(source_text);
        let inclusive = self.is_closed();
        let (min_text, min) = match (text(&self.min), &self.min) {
            (Some(text), Some(min)) => {
                let min = limits
                    .and_then(Limits::min)
                    .map_or_else(|| min.code(), ToTokens::into_token_stream);
                (
                    quote!(#some(#text)),
                    quote_spanned!(user=> #bound::Included(#min)),
                )
            }
            _ => (none.clone(), quote_spanned!(user=> #bound::Unbounded)),
        };
        let (max_text, max) = match (text(&self.max), &self.max) {
            (Some(text), Some(max)) => {
                let kind = Ident::new(if inclusive { "Included" } else { "Excluded" }, user);
                let max = limits
                    .and_then(Limits::max)
                    .map_or_else(|| max.code(), ToTokens::into_token_stream);
                (
                    quote!(#some((#text, #inclusive))),
                    quote_spanned!(user=> #bound::#kind(#max)),
                )
            }
            _ => (none, quote_spanned!(user=> #bound::Unbounded)),
        };
        let within = match is_native {
            true => quote_spanned!(place=> __smenv::within::<#ty>),
            false => quote_spanned!(place=> __smenv::within_order::<#ty, _>),
        };
        quote_spanned!(place=> .range(#min_text, #max_text, |__value| #within(__value, #min, #max)))
    }
}

/// What a type that only its user knows is called in a message: by its name, without its path and
/// its `Option`.
fn words_for(ty: &Type) -> String {
    let ty = inside_option(ty).unwrap_or(ty);
    let name = last_segment(ty).map_or_else(|| ty.to_token_stream(), ToTokens::to_token_stream);
    format!("a value of type {}", name.to_string().replace(' ', ""))
}

/// The same for the values of what is written as a map.
fn words_for_value(map: &Type) -> String {
    match last_segment(map).and_then(|last| last.second_argument()) {
        Some(value) => words_for(&value),
        None => "a value".to_owned(),
    }
}

/// The impls for an enum of values.
pub(crate) fn categorical(input: &Enum, smenv: &TokenStream) -> TokenStream {
    let private = quote!(#smenv::__private);
    let here = Span::mixed_site();
    let Enum { ident, variants } = input;
    let ident = ours(ident);
    let idents: Vec<Ident> = variants
        .iter()
        .map(|variant| ours(&variant.ident))
        .collect();
    let canonical: Vec<&str> = variants
        .iter()
        .map(|variant| variant.names[0].0.as_str())
        .collect();
    let names = variants.iter().map(|variant| {
        let names = variant.names.iter().map(|(name, _)| name);
        quote!(&[#(#names),*])
    });
    let indices = 0..variants.len();
    quote_spanned! {here=>
        #[automatically_derived]
        impl #smenv::HyperparameterValue for #ident {
            const EXPECTED: #smenv::ValueType = #smenv::ValueType::Choice(<Self as #smenv::SmCategorical>::CHOICES);

            fn from_text(__text: &::core::primitive::str) -> ::core::result::Result<Self, #smenv::ValueError> {
                const NAMES: #private::Choices = &[#(#names),*];
                ::core::result::Result::map(#private::choose(NAMES, __text), |__index| match __index {
                    #(#indices => Self::#idents,)*
                    _ => ::core::unreachable!(),
                })
            }

            fn to_text(&self) -> #private::String {
                ::core::convert::From::from(<Self as #smenv::SmCategorical>::as_str(self))
            }
        }

        #[automatically_derived]
        impl #smenv::SmCategorical for #ident {
            const CHOICES: &'static [&'static ::core::primitive::str] = &[#(#canonical),*];

            fn as_str(&self) -> &'static ::core::primitive::str {
                match self {
                    #(Self::#idents => #canonical,)*
                }
            }
        }
    }
}
