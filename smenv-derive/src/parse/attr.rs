//! The items of `#[sm(…)]`, each with its value as the user wrote it.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{LitStr, Token};

use crate::errors::Errors;
use crate::parse::attr_specs::{AttrPlace, AttrSpec};
use crate::parse::value::AttrValue;
use crate::parse::value_tokens::{MISSING_COMMA, until_comma};
use crate::syntax::input::{Attribute, AttributeBody};
use crate::syntax::text::source_text;

/// One item of an attribute, such as `range = 1..=10`.
pub(crate) struct AttrItem {
    pub(crate) key: Ident,
    pub(crate) value: Option<AttrValue>,
}

/// The items of all attributes in one place. Only [`REPEATABLE`] keys can come twice.
pub(crate) struct AttrItems(Vec<AttrItem>);

const REPEATABLE: [&str; 3] = ["alias", "content_type", "input_mode"];

impl AttrItems {
    /// Reads every `#[sm(…)]` among `attributes`.
    pub(crate) fn read(
        attributes: &[Attribute],
        place: &'static AttrPlace,
        errors: &mut Errors,
    ) -> Self {
        let mut items = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.is("sm")) {
            let list = match &attribute.body {
                AttributeBody::List(list) if list.is_empty() => {
                    errors.on(attribute, format!("`#[sm()]` is empty: {}", place.offer()));
                    continue;
                }
                AttributeBody::List(list) => list.clone(),
                AttributeBody::Nothing | AttributeBody::Value(_) => {
                    errors.on(attribute, format!("write `#[sm(…)]`: {}", place.offer()));
                    continue;
                }
            };
            let parser = |input: ParseStream<'_>| {
                let mut parser = ItemsParser {
                    input,
                    place,
                    items: &mut items,
                    errors,
                };
                parser.parse()
            };
            if let Err(error) = parser.parse2(list) {
                errors.keep(error);
            }
        }
        AttrItems(items)
    }

    /// Returns the span of an item's key, if the item is there.
    pub(crate) fn flag(&self, key: &str) -> Option<Span> {
        self.find(key).map(|item| item.key.span())
    }

    pub(crate) fn find(&self, key: &str) -> Option<&AttrItem> {
        self.0.iter().find(|item| item.key.unraw() == key)
    }

    /// Returns the value of an item that takes an expression.
    pub(crate) fn value(&self, key: &str) -> Option<&AttrValue> {
        self.find(key).and_then(|item| item.value.as_ref())
    }

    /// Returns the value of an item that takes a string.
    pub(crate) fn text(&self, key: &str, errors: &mut Errors) -> Option<LitStr> {
        self.find(key).and_then(|item| item.text(errors))
    }

    /// Returns the values of an item that can be repeated.
    pub(crate) fn texts(&self, key: &str, errors: &mut Errors) -> Vec<LitStr> {
        let items = self.0.iter().filter(|item| item.key.unraw() == key);
        items.filter_map(|item| item.text(errors)).collect()
    }

    /// Returns the value of an item that takes a path.
    pub(crate) fn path(&self, key: &str, errors: &mut Errors) -> Option<TokenStream> {
        let value = self.value(key)?;
        let path = value.path();
        if path.is_none() {
            errors.on(value, format!("`{key}` takes a path, without quotes"));
        }
        path
    }

    /// Returns the value of an item that takes a function.
    pub(crate) fn function(&self, key: &str, errors: &mut Errors) -> Option<AttrValue> {
        let value = self.value(key)?;
        if value.text().is_some() {
            errors.on(value, format!("`{key}` takes a function, without quotes"));
            return None;
        }
        Some(value.clone())
    }
}

impl AttrItem {
    fn text(&self, errors: &mut Errors) -> Option<LitStr> {
        let value = self.value.as_ref()?;
        let text = value.text();
        if text.is_none() {
            let message = format!("`{}` takes a string in double quotes", self.key);
            errors.on(value, message);
        }
        text
    }
}

/// Parses the list of one attribute. After a mistake in one item it goes on with the next; only
/// what cannot be a list of items ends it.
struct ItemsParser<'a, 'i> {
    input: ParseStream<'i>,
    place: &'static AttrPlace,
    items: &'a mut Vec<AttrItem>,
    errors: &'a mut Errors,
}

impl ItemsParser<'_, '_> {
    fn parse(&mut self) -> syn::Result<()> {
        let input = self.input;
        while !input.is_empty() {
            if !input.peek(Ident::peek_any) {
                let found: TokenTree = input.parse()?;
                let message = format!(
                    "expected an attribute such as `{}`",
                    self.place.specs[0].key
                );
                return Err(syn::Error::new(found.span(), message));
            }
            let key = input.call(Ident::parse_any)?;
            self.parse_item(key)?;
            if input.is_empty() {
                break;
            }
            if input.peek(Token![;]) {
                return Err(input.error("expected `,`, found `;`"));
            }
            if let Err(error) = input.parse::<Token![,]>() {
                return Err(syn::Error::new(error.span(), MISSING_COMMA));
            }
        }
        Ok(())
    }

    /// Parses what follows a key, up to the comma.
    fn parse_item(&mut self, key: Ident) -> syn::Result<()> {
        let input = self.input;
        let spec = self.place.find(&key);
        if input.peek(syn::token::Paren) {
            return self.reject_parentheses(&key, spec);
        }
        if input.peek(Token![==]) || input.peek(Token![=>]) || is_equals_and_colon(input) {
            return self.reject_sign(&key, spec);
        }
        if let Some(example) = spec.and_then(|spec| spec.example) {
            if self.is_equals_missing(&key) {
                return self.reject_missing_equals(&key, example);
            }
        }
        let equals = input.parse::<Option<Token![=]>>()?;
        let is_at_end = input.is_empty() || input.peek(Token![,]) || input.peek(Token![;]);
        if let (Some(equals), true) = (&equals, is_at_end) {
            self.errors
                .on(equals, format!("missing value after `{key} =`"));
            // What follows is read once this mistake is gone.
            if input.peek(Token![;]) {
                input.parse::<TokenStream>()?;
            }
            return Ok(());
        }
        // One message is enough for an unknown key.
        let is_unclear = spec.is_none() && equals.is_none();
        match equals.map(|_| AttrValue::parse(input)).transpose() {
            Ok(value) => self.keep(AttrItem { key, value }, spec),
            Err(error) => self.errors.keep(error),
        }
        if is_unclear {
            until_comma(input);
        }
        Ok(())
    }

    /// Reports `key(…)`.
    fn reject_parentheses(&mut self, key: &Ident, spec: Option<&AttrSpec>) -> syn::Result<()> {
        let group: TokenTree = self.input.parse()?;
        let Some(spec) = spec else {
            self.errors.at(key.span(), self.place.unknown(key));
            return Ok(());
        };
        let message = match spec.example {
            None => format!("`{key}` takes no arguments: write `{key}`"),
            Some(example) => correction(key, &group_text(&group), example),
        };
        self.errors.at(group.span(), message);
        Ok(())
    }

    /// Reports `key == value` and the like.
    fn reject_sign(&mut self, key: &Ident, spec: Option<&AttrSpec>) -> syn::Result<()> {
        let first: TokenTree = self.input.parse()?;
        let second: TokenTree = self.input.parse()?;
        let value = until_comma(self.input).to_string();
        match spec.map(|spec| spec.example) {
            None => self.errors.at(key.span(), self.place.unknown(key)),
            Some(None) => {
                let message = format!("`{key}` takes no value: write `{key}`");
                self.errors.at(first.span(), message);
            }
            Some(Some(example)) => {
                let correction = correction(key, &value, example);
                let message = format!("`{key}` needs `=` and a value: {correction}");
                self.errors.on(quote!(#first #second), message);
            }
        }
        Ok(())
    }

    /// Returns whether a value follows the key without `=`. A `default` may stand alone, before a
    /// missing comma.
    fn is_equals_missing(&self, key: &Ident) -> bool {
        let input = self.input;
        let has_more = !input.is_empty() && !input.peek(Token![,]) && !input.peek(Token![=]);
        has_more && !(key == "default" && self.is_key_next())
    }

    /// Reports `key value` and `key: value`.
    fn reject_missing_equals(&mut self, key: &Ident, example: &str) -> syn::Result<()> {
        let at = self.input.span();
        self.input.parse::<Option<Token![:]>>()?;
        // It may be the next item, after a missing comma.
        let is_next_item = self.is_key_next();
        let value = until_comma(self.input).to_string();
        let correction = match is_next_item {
            true => format!("write `{example}`"),
            false => correction(key, &value, example),
        };
        self.errors
            .at(at, format!("`{key}` needs `=` and a value: {correction}"));
        Ok(())
    }

    fn is_key_next(&self) -> bool {
        let next = self.input.fork().call(Ident::parse_any);
        next.is_ok_and(|next| self.place.find(&next).is_some())
    }

    fn keep(&mut self, item: AttrItem, spec: Option<&AttrSpec>) {
        let AttrItem { key, value } = &item;
        let Some(spec) = spec else {
            return self.errors.at(key.span(), self.place.unknown(key));
        };
        match (spec.example, value) {
            (None, Some(value)) if !is_not_secret(key, value) => {
                let message = format!("`{key}` takes no value: write `{key}`");
                self.errors.on(value, message);
            }
            // `default` alone is the default of the type.
            (Some(example), None) if key != "default" => {
                let message = format!("`{key}` needs a value: write `{example}`");
                self.errors.at(key.span(), message);
            }
            _ if !REPEATABLE.contains(&spec.key)
                && self.items.iter().any(|other| other.key == *key) =>
            {
                self.errors
                    .at(key.span(), format!("duplicate attribute `{key}`"));
            }
            _ => self.items.push(item),
        }
    }
}

/// Returns whether this is `secret = false`, which marks a name that looks like a secret as
/// harmless.
fn is_not_secret(key: &Ident, value: &AttrValue) -> bool {
    key == "secret" && source_text(value) == "false"
}

/// Returns whether `=:` comes next, and not the `= ::` of a path.
fn is_equals_and_colon(input: ParseStream<'_>) -> bool {
    input.peek(Token![=]) && input.peek2(Token![:]) && !input.peek2(Token![::])
}

/// Returns how to write the item with the value that the user meant, or else with that of the
/// example.
fn correction(key: &Ident, value: &str, example: &str) -> String {
    // The compiler puts spaces into ranges.
    let value = match key == "range" {
        true => value
            .replace(" ..", "..")
            .replace(".. ", "..")
            .replace("= ", "="),
        false => value.to_owned(),
    };
    if is_short(&value) {
        format!("write `{key} = {value}`")
    } else {
        format!("write `{example}`")
    }
}

fn group_text(group: &TokenTree) -> String {
    match group {
        TokenTree::Group(group) => group.stream().to_string(),
        other => other.to_string(),
    }
}

fn is_short(text: &str) -> bool {
    !text.is_empty() && text.len() < 40 && !text.replace("..=", "..").contains([',', '='])
}
